"""Counts as whole percentages, the same in a message, a chart and a file."""

from __future__ import annotations

from collections.abc import Mapping

from bot.services.polls.ports import MULTI, QUESTION, Poll
from bot.services.polls.tally import Tally


def percentages(poll: Poll, tally: Tally) -> Mapping[str, int]:
    """By option: of the voters where each has several choices, else of the votes, adding up to 100."""
    several = poll.kind == QUESTION and poll.settings.most != 1
    if poll.kind == MULTI or several:
        return of_voters(tally.counts, tally.voters)
    return shares(tally.counts)


def shares(counts: Mapping[str, int]) -> dict[str, int]:
    """Whole percentages that add up to 100, by largest remainder; equal counts may differ by one. Zeros without votes.

    The earlier one gets what is left over where remainders are equal.
    """
    total = sum(counts.values())
    if not total:
        return dict.fromkeys(counts, 0)
    found = {key: 100 * count // total for key, count in counts.items()}
    by_remainder = sorted(counts, key=lambda key: -(100 * counts[key] % total))
    for key in by_remainder[: 100 - sum(found.values())]:
        found[key] += 1
    return found


def of_voters(counts: Mapping[str, int], voters: int) -> dict[str, int]:
    """Whole percentages of the voters, each by itself: of several choices they need not add up to 100."""
    return {key: round(100 * n / voters) if voters else 0 for key, n in counts.items()}
