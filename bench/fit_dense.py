"""Fits what the transformer adds to the default (knowledge/scoring.py: DENSE) and prints it.

`python -m bench.fit_dense`, after `python -m bench.fit`: the same collections and questions, each
collection measured with what the others taught. The default's own weights stay as they are.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bench import fit
from bench.data import CHANGES, Collection, collections, held_out, of_others, taken_out
from bench.fit import Array, Case
from knowledge import KnowledgeBase, scoring
from knowledge.base import RERANKED
from knowledge.dense import Reranker
from knowledge.features import NAMES, Features

Looked = tuple[Case, Features]
"""The best hits: value and what the transformer makes of each; their features."""


def look(kb: KnowledgeBase, reranker: Reranker, question: str, gold: frozenset[str]) -> Looked:
    """The hits that a transformer looks at."""
    found = kb.candidates(question, RERANKED)
    values = np.array([[s.value] for s in found], np.float32).reshape(len(found), 1)
    alike = kb.alike(reranker, question, found)
    right = np.array([s.hit.entry.id in gold for s in found], np.bool_)
    texts = np.array([hash(s.hit.entry.text) for s in found], np.int64)
    features = np.array([s.features for s in found], np.float32).reshape(len(found), len(NAMES))
    return Case(np.concatenate([values, alike], axis=1), right, texts), features


def looked(
    collection: Collection, others: Sequence[Collection]
) -> tuple[list[Looked], list[Looked]]:
    """Every question in every way it may be typed; questions without an answer."""
    kb, known = KnowledgeBase(collection.entries), {e.id: e for e in collection.entries}
    reranker = Reranker()
    asked = [
        look(kb, reranker, ch(q), g) for ch in CHANGES.values() for q, g in collection.questions
    ]
    missing = []
    for change in (CHANGES["clean"], CHANGES["2 typos"]):
        for q in of_others(collection, others):
            missing.append(look(kb, reranker, change(q), frozenset()))
        for question, gold in held_out(collection):
            with taken_out(kb, known, gold):
                missing.append(look(kb, reranker, change(question), frozenset()))
    return asked, missing


def evidence(found: Looked, weights: Array) -> tuple[Array, bool]:
    """What the confidence is made of, and whether the best hit is right."""
    case, features = found
    values = case.candidates @ (weights / weights[0])
    order = np.argsort(-values, kind="stable")
    best = order[0]
    rivals = order[case.texts[order] != case.texts[best]]
    alike = case.candidates[:, 1:]
    row = scoring.dense_evidence(
        features[best], float(values[best]), values[rivals].tolist(), alike[best], alike[rivals]
    )
    return np.array(row), bool(case.right[best])


def main() -> None:
    sets = collections()
    found = {c.name: looked(c, sets) for c in sets}
    start = np.array([0.4, 6.0, 2.0, 6.0])
    cases = {name: [case for case, _ in asked] for name, (asked, _) in found.items()}
    common = fit.fit_weights(list(cases.values()), start, fit.STEPS)
    table, shares = [], []
    for name, (asked, missing) in found.items():
        rest = [c for other, c in cases.items() if other != name]
        weights = fit.fit_weights(rest, common, fit.FURTHER)
        first = [evidence(f, weights) if len(f[0].right) else None for f in asked]
        none = [evidence(f, weights) for f in missing if len(f[0].right)]
        kept = [f for f in first if f] + none
        rows, right = np.array([r for r, _ in kept]), np.array([good for _, good in kept])
        table.append((name, rows, right, len(rows) - len(none)))
        shares.append([np.mean([bool(f and f[1]) for f in part]) for part in fit.parts(first)])
        print(f"{name:10}", " ".join(f"{s:.3f}" for s in shares[-1]), flush=True)
    print("mean      ", " ".join(f"{s:.3f}" for s in np.mean(shares, axis=0)))
    print("DENSE", np.round(common[1:] / common[0], 1).tolist())
    print("DENSE_CALIBRATION", np.round(fit.calibrated(table), 2).tolist())


if __name__ == "__main__":
    main()
