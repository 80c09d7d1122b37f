"""Static word embeddings for paraphrase, from the wheel of wordllama (MIT), read where they lie.

A text's vector is the mean of its token vectors, of unit length: no network, no model run, the same
tomorrow as today. See https://github.com/dleemiller/WordLlama.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]
Matrix = NDArray[np.float32]
DIMENSIONS = 256
_AT_ONCE = 64
COARSE, SKETCH = 64, 32
"""The first dimensions alone are a coarser embedding (they were trained so): enough for candidates."""


@cache
def _model() -> tuple[Any, NDArray[np.float16]]:
    """Tokenizer and token vectors; loaded once, when first needed (about 0.1 s)."""
    from safetensors.numpy import load_file  # noqa: PLC0415 - only where embeddings are used
    from tokenizers import Tokenizer  # noqa: PLC0415

    spec = find_spec("wordllama")
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError("the wordllama package is not installed")
    folder = Path(next(iter(spec.submodule_search_locations)))
    tokenizer = Tokenizer.from_file(
        str(folder / "tokenizers" / "l2_supercat_tokenizer_config.json")
    )
    tokenizer.no_padding()
    tokenizer.no_truncation()
    tensors = load_file(str(folder / "weights" / "l2_supercat_256.safetensors"))
    (weights,) = tensors.values()
    return tokenizer, weights


def word_sums(words: Sequence[str]) -> Matrix:
    """The sum of each word's token vectors, shape (len(words), 256), not of unit length."""
    tokenizer, weights = _model()
    encoded = [e.ids for e in tokenizer.encode_batch_fast(list(words), add_special_tokens=False)]
    return sums(encoded, DIMENSIONS, weights.__getitem__)


def sums(
    encoded: Sequence[Sequence[int]], width: int, vectors: Callable[[NDArray[np.int64]], Matrix]
) -> Matrix:
    """The sum of each text's token vectors, shape (len(encoded), width); zeros for one without any.

    A few texts at a time: what the processor's cache holds is added up three times as fast.
    """
    out = np.zeros((len(encoded), width), dtype=np.float32)
    filled = [n for n, ids in enumerate(encoded) if ids]
    for first in range(0, len(filled), _AT_ONCE):
        some = filled[first : first + _AT_ONCE]
        flat = np.concatenate([np.array(encoded[n], dtype=np.int64) for n in some])
        starts = np.cumsum([0, *(len(encoded[n]) for n in some[:-1])])
        out[some] = np.add.reduceat(vectors(flat), starts, axis=0)
    return out


@lru_cache(maxsize=50_000)
def word_sum(word: str) -> Vector:
    """`word_sums` of one word."""
    tokenizer, weights = _model()
    ids = tokenizer.encode(word, add_special_tokens=False).ids
    total: Vector = weights[ids].astype(np.float32).sum(axis=0)
    return total


def text_vector(text: str) -> Vector:
    """`embed` of one text, without the cost of starting threads for many."""
    tokenizer, weights = _model()
    ids = tokenizer.encode(text, add_special_tokens=False).ids
    vector: Vector = unit(weights[ids].astype(np.float32).sum(axis=0, keepdims=True))[0]
    return vector


def embed(texts: Sequence[str]) -> Matrix:
    """One unit vector a text, shape (len(texts), 256); zeros for a text without tokens."""
    return unit(word_sums(texts))


_MOST_KEPT = 20_000
_kept: dict[str, Vector] = {}


def embed_kept(texts: Sequence[str]) -> Matrix:
    """`embed` of a course's texts: remembered, as a course is indexed anew when it has changed."""
    known = {text: vector for text in texts if (vector := _kept.get(text)) is not None}
    missing = [text for text in dict.fromkeys(texts) if text not in known]
    made = dict(zip(missing, map(np.copy, embed(missing)), strict=True))
    if len(_kept) + len(made) > _MOST_KEPT:
        _kept.clear()
    if len(made) <= _MOST_KEPT:
        _kept.update(made)
    known |= made
    return np.array([known[text] for text in texts], np.float32).reshape(len(texts), DIMENSIONS)


def unit(vectors: Matrix) -> Matrix:
    """Rows scaled to length one; rows of zeros stay."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Matrix = vectors / np.maximum(lengths, 1e-9)
    return scaled


@lru_cache(maxsize=20_000)
def word_vector(word: str) -> Vector:
    """Unit vector of one word."""
    vector: Vector = embed([word])[0]
    return vector


def similarity(a: str, b: str) -> float:
    """Cosine of two words' vectors, -1..1."""
    return float(word_vector(a) @ word_vector(b))
