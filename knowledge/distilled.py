"""Vectors of word pieces that imitate a sentence encoder, for paraphrase without running one.

A text's vector is the sum of its pieces' vectors, of unit length. The table was fitted so that such
sums come near what all-MiniLM-L6-v2 (Apache-2.0) makes of the same texts, as in model2vec's
tokenlearn (https://github.com/MinishLab/tokenlearn): `python -m bench.distil` makes it. A piece that
tells little has a short vector, so that no word list is needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.embedding import sums, unit
from knowledge.wordpieces import DATA, tokenizer

Matrix = NDArray[np.float32]
DIMENSIONS = 256
TABLE = DATA / "distilled.npz"
_FEW = 4


@cache
def _model() -> tuple[Any, NDArray[np.int8], Matrix]:
    """Tokenizer, vectors of eight bits and what each is to be multiplied by."""
    with np.load(TABLE) as table:
        return tokenizer(), table["vectors"], table["scales"].astype(np.float32)[:, None]


def distil(texts: Sequence[str]) -> Matrix:
    """One unit vector a text, shape (len(texts), 256); zeros for a text without pieces."""
    pieces, vectors, scales = _model()
    if len(texts) < _FEW:  # threads cost more than they save
        encoded = [pieces.encode(text, add_special_tokens=False).ids for text in texts]
    else:
        encoded = [e.ids for e in pieces.encode_batch(list(texts), add_special_tokens=False)]
    return unit(sums(encoded, DIMENSIONS, lambda ids: vectors[ids] * scales[ids]))
