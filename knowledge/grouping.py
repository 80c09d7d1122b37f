"""Short texts by what they ask: those that say the same in other words come together.

Texts are compared by their weighted terms (`remarks`), by all that they say (cosine) and by how much of the
shorter the longer one says as well (overlap), and joined by average linkage: a text goes where it is like
all of a group, not like one of it. The same texts give the same groups, whatever order they come in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.remarks import NOTHING, PLAIN, Remark, Terms, Usage, read

Floats = NDArray[np.float64]
JOINED_FROM = 0.36
"""How like each other, 0..1, the members of a group are on the average at least."""
_SENTENCE = 3
_SENTENCES_FIRST, _QUESTIONS_FIRST = 0.1, 0.05
"""So much less typical may a sentence without slips be, and a question, and still speak for its group before others."""


@dataclass(frozen=True, slots=True)
class Group:
    """Texts that ask for the same, as positions in what was given, in their order.

    `words` is one of them, as it was written. `empty`: they say that there is nothing to say.
    """

    members: tuple[int, ...]
    words: str
    empty: bool = False

    @property
    def size(self) -> int:
        return len(self.members)


def group(texts: Sequence[str], usage: Usage = PLAIN) -> tuple[Group, ...]:
    """Every text in one group, the largest group first, then by the alphabet of what speaks for it."""
    distinct = sorted(set(texts))
    if not distinct:
        return ()
    remarks = read(distinct, usage)
    alike = likeness([remark.terms for remark in remarks])
    places: dict[str, list[int]] = {text: [] for text in distinct}
    for n, text in enumerate(texts):
        places[text].append(n)
    found = [_group(members, distinct, remarks, alike, places) for members in _joined(alike)]
    return tuple(sorted(found, key=lambda g: (-g.size, g.words.casefold(), g.words)))


def _group(
    members: Sequence[int],
    distinct: Sequence[str],
    remarks: Sequence[Remark],
    alike: Floats,
    places: dict[str, list[int]],
) -> Group:
    positions = sorted(n for m in members for n in places[distinct[m]])
    weights = np.array([len(places[distinct[m]]) for m in members], dtype=np.float64)
    typical = alike[np.ix_(members, members)] @ weights / weights.sum()
    ranked = [
        (_speaks(distinct[m], t, remarks[m]), len(distinct[m]), distinct[m])
        for m, t in zip(members, typical, strict=True)
    ]
    return Group(tuple(positions), min(ranked)[2], NOTHING in remarks[members[0]].terms)


def _speaks(text: str, typical: float, remark: Remark) -> float:
    """How badly a text speaks for its group."""
    whole = len(text.split()) >= _SENTENCE and not remark.misspelt
    asks = _QUESTIONS_FIRST * text.rstrip().endswith("?")
    return -round(float(typical) + _SENTENCES_FIRST * whole + asks, 6)


def likeness(terms: Sequence[Terms]) -> Floats:
    """How like each other remarks are, 0..1, shape (len(terms), len(terms)); 1 on the diagonal."""
    names = sorted(set().union(*terms))
    column = {name: n for n, name in enumerate(names)}
    weight = np.zeros(len(names))
    says = np.zeros((len(terms), len(names)))
    for row, each in enumerate(terms):
        for name in sorted(each):
            weight[column[name]] = max(weight[column[name]], each[name])
            says[row, column[name]] = 1.0
    squares, sums = says @ weight**2, says @ weight
    both = says @ np.diag(weight**2) @ says.T
    cosine = both / np.sqrt(np.maximum(np.outer(squares, squares), 1e-9))
    shared = says @ np.diag(weight) @ says.T
    overlap = shared / np.maximum(np.minimum.outer(sums, sums), 1e-9)
    found: Floats = (cosine + overlap) / 2
    np.fill_diagonal(found, 1.0)
    return found


def _joined(alike: Floats) -> list[list[int]]:
    """Average linkage: the two most alike are joined, again and again; of equals the first two."""
    members = [[n] for n in range(len(alike))]
    left = alike.copy()
    np.fill_diagonal(left, -1.0)
    alive = np.ones(len(alike), dtype=bool)
    while True:
        flat = int(np.argmax(np.round(left, 9)))
        one, other = sorted(divmod(flat, len(left)))
        if left[one, other] < JOINED_FROM:
            return [members[n] for n in np.flatnonzero(alive)]
        a, b = len(members[one]), len(members[other])
        left[one] = left[:, one] = (a * left[one] + b * left[other]) / (a + b)
        left[other] = left[:, other] = -1.0
        left[one, one] = -1.0
        left[one, ~alive] = left[~alive, one] = -1.0
        alive[other] = False
        left[one, other] = left[other, one] = -1.0
        members[one] = sorted(members[one] + members[other])
