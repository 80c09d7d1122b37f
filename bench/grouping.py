"""Are short texts that ask for the same found to do so? What people sorted by hand is what is right.

The sets in `tests/unit/knowledge/remarks/` were looked at while the rules were made, those in `bench/remarks/` were not.
The peers get the threshold that is best for them on the first; scores are B³ (Bagga and Baldwin, 1998).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, process, utils

from bench.table import print_table
from knowledge.build import read_course
from knowledge.course import Course
from knowledge.grouping import group
from knowledge.remarks import Usage

ROOT = Path(__file__).parents[1]
LOOKED_AT = ROOT / "tests" / "unit" / "knowledge" / "remarks"
HELD_OUT = ROOT / "bench" / "remarks"
_FOLDERS = (ROOT / "config" / "lectures", ROOT / "bench" / "questions" / "decks")
Clusters = Sequence[int]
Cluster = Callable[[Sequence[str], float], Clusters]
THRESHOLDS = tuple(round(0.1 + 0.05 * n, 2) for n in range(18))


def labelled(path: Path) -> tuple[str, list[str], list[str]]:
    """The lecture's file, and for each text what it asks for and its words."""
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    parted = [row.split("\t") for row in rows]
    return head.removeprefix("# "), [row[0] for row in parted], [row[1] for row in parted]


@cache
def courses_usage(file: str) -> Usage:
    """What the course with this lecture calls things."""
    path = next(folder / file for folder in _FOLDERS if (folder / file).exists())
    course = Course.from_build(read_course([path]), code="", name="", timezone="UTC")
    return Usage.of(course.known)


def b_cubed(labels: Sequence[str], clusters: Clusters) -> tuple[float, float, float]:
    """Precision, recall and their F1, each text counting the same."""
    gold = np.array([[a == b for b in labels] for a in labels])
    same = np.array([[a == b for b in clusters] for a in clusters])
    both = (gold & same).sum(axis=1)
    precision = float((both / same.sum(axis=1)).mean())
    recall = float((both / gold.sum(axis=1)).mean())
    return precision, recall, 2 * precision * recall / (precision + recall)


def by_ratio(texts: Sequence[str], threshold: float) -> Clusters:
    """rapidfuzz alone: the transitive closure of pairs that are like each other (token_set_ratio)."""
    alike = process.cdist(
        texts, texts, scorer=fuzz.token_set_ratio, processor=utils.default_process
    )
    cluster = list(range(len(texts)))
    for one, other in np.argwhere(alike >= 100 * threshold):
        was, now = cluster[other], cluster[one]
        cluster = [now if c == was else c for c in cluster]
    return cluster


def by_ratio_average(texts: Sequence[str], threshold: float) -> Clusters:
    """rapidfuzz's measure under average linkage."""
    alike = process.cdist(
        texts, texts, scorer=fuzz.token_set_ratio, processor=utils.default_process
    )
    return _agglomerative(1 - np.maximum(alike, alike.T) / 100, 1 - threshold)


def by_tf_idf(texts: Sequence[str], threshold: float) -> Clusters:
    """scikit-learn: TF-IDF of words without English stop words, cosine, average linkage."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - of the benchmarks

    vectors = TfidfVectorizer(stop_words="english").fit_transform(texts)
    return _agglomerative(1 - (vectors @ vectors.T).toarray(), 1 - threshold)


def by_letters(texts: Sequence[str], threshold: float) -> Clusters:
    """scikit-learn: TF-IDF of letters, three to five at a time, which forgives slips."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - of the benchmarks

    vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5)).fit_transform(texts)
    return _agglomerative(1 - (vectors @ vectors.T).toarray(), 1 - threshold)


def _agglomerative(distances: np.ndarray, threshold: float) -> Clusters:
    from sklearn.cluster import AgglomerativeClustering  # noqa: PLC0415 - of the benchmarks

    model = AgglomerativeClustering(
        n_clusters=None, metric="precomputed", linkage="average", distance_threshold=threshold
    )
    return list(map(int, model.fit_predict(np.clip(distances, 0, 2))))


PEERS: dict[str, Cluster] = {
    "rapidfuzz, linked pairs": by_ratio,
    "rapidfuzz, average linkage": by_ratio_average,
    "TF-IDF, average linkage": by_tf_idf,
    "TF-IDF of letters, average linkage": by_letters,
}


def ours(texts: Sequence[str], usage: Usage) -> Clusters:
    """Lectern's groups."""
    place = {n: k for k, each in enumerate(group(texts, usage)) for n in each.members}
    return [place[n] for n in range(len(texts))]


def best_threshold(cluster: Cluster) -> float:
    """What suits a peer best on the sets that were looked at."""
    sets = [labelled(path) for path in sorted(LOOKED_AT.glob("*.tsv"))]

    def score(threshold: float) -> float:
        return sum(b_cubed(labels, cluster(texts, threshold))[2] for _, labels, texts in sets)

    return max(THRESHOLDS, key=score)


def run() -> None:
    """Print B³ F1 of each set, and how long 1,000 texts take."""
    paths = [*sorted(LOOKED_AT.glob("*.tsv")), *sorted(HELD_OUT.glob("*.tsv"))]
    sets = [(path, *labelled(path)) for path in paths]
    rows = [
        ["Lectern", *(_f1(labels, ours(texts, courses_usage(f))) for _, f, labels, texts in sets)]
    ]
    for name, cluster in PEERS.items():
        best = best_threshold(cluster)
        rows.append([name, *(_f1(labels, cluster(texts, best)) for _, _, labels, texts in sets)])
    head = ["B³ F1", *(p.stem + ("" if p.parent == HELD_OUT else "*") for p in paths)]
    print_table("Grouping short texts (* looked at while the rules were made)", head, rows)
    texts = [f"{text} {n}" for n in range(8) for _, _, _, each in sets for text in each][:1_000]
    began = time.perf_counter()
    group(texts, courses_usage(sets[0][1]))
    print(f"  {len(texts)} texts in {time.perf_counter() - began:.2f} s\n")


def _f1(labels: Sequence[str], clusters: Clusters) -> str:
    return f"{b_cubed(labels, clusters)[2]:.3f}"
