"""Instant run-off, round by round, by the rule of Robert's Rules of Order for preferential voting.

Section 45 (10th edition, pp. 411-414; archive.fairvote.org/irv/robertsrules.htm): each ballot counts for its first
choice that still stands; one with more than half of the ballots wins. Otherwise the weakest leaves, and all that are
tied for the weakest leave in one step. A ballot whose choices have all left is set aside. Where those that are left
are equal, the one that was strongest in first choices wins, so nothing is ever drawn by lot and the order of the
options makes no difference; where that is equal too, several win.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.services.polls.tally import Round


def run_off(
    options: Sequence[str], rankings: Sequence[Sequence[str]]
) -> tuple[tuple[Round, ...], tuple[str, ...]]:
    """The rounds and who won; none without a ballot. Rankings name options once each, not necessarily all."""
    standing, rounds = list(options), list[Round]()
    while rankings:
        counts = _round(standing, rankings)
        fewest, most = min(counts.values()), max(counts.values())
        if 2 * most > sum(counts.values()) or fewest == most:
            rounds.append(Round(counts))
            return tuple(rounds), _winners(counts, rounds[0])
        out = tuple(option for option in standing if counts[option] == fewest)
        rounds.append(Round(counts, out))
        standing = [option for option in standing if option not in out]
    return (), ()


def _round(standing: Sequence[str], rankings: Sequence[Sequence[str]]) -> dict[str, int]:
    left = frozenset(standing)
    counted = Counter(next((o for o in ranking if o in left), None) for ranking in rankings)
    return {option: counted[option] for option in standing}


def _winners(last: dict[str, int], first: Round) -> tuple[str, ...]:
    most = max(last.values())
    equal = [option for option, votes in last.items() if votes == most]
    strongest = max(first.counts[option] for option in equal)
    return tuple(option for option in equal if first.counts[option] == strongest)
