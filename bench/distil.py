"""Makes knowledge/data/distilled.npz: vectors of word pieces whose sums imitate a sentence encoder.

`python -m bench.distil TEXTS`: a file with a text a line, some 130,000 of them, of any kind and on
any subject (docs/decisions.md says which were taken). The teacher is all-MiniLM-L6-v2; its vectors
are turned to their 256 main directions. Vectors of single pieces are the start; then the sums are
drawn to the teacher's vectors, and the likenesses among the texts of a batch to those that the
teacher sees. Some twenty minutes on one core, nearly all of them the teacher's.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from knowledge.dense import encode
from knowledge.distilled import DIMENSIONS, TABLE
from knowledge.embedding import unit
from knowledge.wordpieces import pieces, tokenizer

Array = NDArray[np.float32]
EPOCHS, BATCH, RATE = 6, 1024, 3e-3
DROPPED = 0.1
"""Share of the pieces that are left out of a text each time it is looked at."""
_RELATIONS, _SHARPNESS = 0.2, 0.05
_LATIN = 0x250
_RARE = 1e-3
"""Pieces that are more frequent than this are shorter at the start (Arora and others, 2017)."""


def bags(texts: list[str]) -> csr_matrix:
    """How often each text has each piece."""
    encoded = [e.ids for e in tokenizer().encode_batch(texts, add_special_tokens=False)]
    flat = np.array([n for ids in encoded for n in ids], dtype=np.int32)
    ends = np.cumsum([0, *(len(ids) for ids in encoded)])
    return csr_matrix(
        (np.ones(len(flat), np.float32), flat, ends), shape=(len(texts), len(pieces()))
    )


def directions(teacher: Array) -> Array:
    """The main directions of the teacher's vectors, strongest first, shape (width, DIMENSIONS)."""
    _, found = np.linalg.eigh(teacher.T @ teacher)
    return np.ascontiguousarray(found[:, ::-1][:, :DIMENSIONS], dtype=np.float32)


def first_vectors(alone: Array, turned: Array, counts: Array) -> Array:
    """Vectors to begin with, of what the teacher makes of each piece alone."""
    vectors = (alone - alone.mean(axis=0)) @ turned
    weights = _RARE / (_RARE + counts / counts.sum())
    length = np.linalg.norm(vectors, axis=1).mean()
    begun: Array = (vectors * weights[:, None] / length).astype(np.float32)
    return begun


def _softmax(cosines: Array) -> Array:
    scaled = (cosines - 2 * np.eye(len(cosines), dtype=np.float32)) / _SHARPNESS
    shares = np.exp(scaled - scaled.max(axis=1, keepdims=True))
    summed: Array = shares / shares.sum(axis=1, keepdims=True)
    return summed


def gradient(sums: Array, wanted: Array) -> Array:
    """Of one minus the cosines, and of how far the likenesses within the batch are from the teacher's."""
    lengths = np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-6)
    found = sums / lengths
    off = (_softmax(found @ found.T) - _softmax(wanted @ wanted.T)) / np.float32(_SHARPNESS)
    toward = np.float32(_RELATIONS) * ((off + off.T) @ found) - wanted
    across = (toward * found).sum(axis=1, keepdims=True) * found
    out: Array = (toward - across) / lengths / len(sums)
    return out


def fit(vectors: Array, texts: csr_matrix, wanted: Array) -> Array:
    """The vectors after some rounds of Adam over shuffled batches; rows that a batch lacks rest."""
    rng = np.random.default_rng(0)
    mean, square = np.zeros_like(vectors), np.zeros_like(vectors)
    steps = EPOCHS * (texts.shape[0] // BATCH)
    order = np.concatenate(
        [rng.permutation(texts.shape[0])[: steps // EPOCHS * BATCH] for _ in range(EPOCHS)]
    )
    for step in range(steps):
        chosen = order[step * BATCH : (step + 1) * BATCH]
        some = texts[chosen]
        some.data = some.data * (rng.random(len(some.data)) > DROPPED)
        rows = np.unique(some.indices)
        bag = some[:, rows]
        slope = np.asarray(bag.T @ gradient(bag @ vectors[rows], wanted[chosen]))
        mean[rows] = 0.9 * mean[rows] + 0.1 * slope
        square[rows] = 0.99 * square[rows] + 0.01 * slope**2
        corrected = mean[rows] / (1 - 0.9 ** (step + 1))
        spread = np.sqrt(square[rows] / (1 - 0.99 ** (step + 1))) + 1e-9
        vectors[rows] -= RATE * (1.02 - step / steps) * corrected / spread
    return vectors


def write(vectors: Array, path: Path = TABLE) -> None:
    """Eight bits a number and a scale a piece; nothing for scripts that the teacher was not taught."""
    foreign = [max(map(ord, p)) >= _LATIN or p.startswith("[unused") for p in pieces()]
    vectors[foreign] = 0
    scales = np.maximum(np.abs(vectors).max(axis=1), 1e-6) / 127
    small = np.rint(vectors / scales[:, None]).astype(np.int8)
    np.savez_compressed(path, vectors=small, scales=scales.astype(np.float16))


def table(texts: list[str], teacher: Array, alone: Array) -> Array:
    """The vectors, of texts and what the teacher makes of them and of each piece alone."""
    held = bags(texts)
    turned = directions(teacher)
    counts = np.asarray(held.sum(axis=0), dtype=np.float32).ravel() + 1
    return fit(first_vectors(alone, turned, counts), held, unit(teacher @ turned))


def main() -> None:
    texts = [t for t in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines() if t.strip()]
    write(table(texts, encode(texts), encode([p.removeprefix("##") for p in pieces()])))


if __name__ == "__main__":
    main()
