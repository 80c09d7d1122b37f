"""Static word embeddings for paraphrase, from the wheel of wordllama (MIT), read where they lie.

A text's vector is the mean of its token vectors, of unit length: no network, no model run, the same
tomorrow as today. See https://github.com/dleemiller/WordLlama.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]
Matrix = NDArray[np.float32]
DIMENSIONS = 256


@cache
def _model() -> tuple[Any, Matrix]:
    """Tokenizer and token vectors; loaded once, when first needed (about 0.2 s)."""
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
    return tokenizer, weights.astype(np.float32)


def embed(texts: Sequence[str]) -> Matrix:
    """One unit vector a text, shape (len(texts), 256); zeros for a text without tokens."""
    tokenizer, weights = _model()
    out = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
    for n, encoding in enumerate(tokenizer.encode_batch(list(texts), add_special_tokens=False)):
        if encoding.ids:
            mean = weights[encoding.ids].mean(axis=0)
            length = float(np.linalg.norm(mean))
            out[n] = mean / length if length else mean
    return out


@lru_cache(maxsize=20_000)
def word_vector(word: str) -> Vector:
    """Unit vector of one word."""
    vector: Vector = embed([word])[0]
    return vector


def similarity(a: str, b: str) -> float:
    """Cosine of two words' vectors, -1..1."""
    return float(word_vector(a) @ word_vector(b))
