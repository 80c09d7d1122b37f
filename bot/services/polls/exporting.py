"""A poll's results as CSV: a row a voter where votes are named, totals where they are not."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence

from bot.services.polls.counting import picked, tally
from bot.services.polls.ports import CLOSED, PICKED, RANKED, SCALE, Ballot, Poll
from bot.services.polls.shares import percentages
from bot.services.polls.tally import Tally
from knowledge.cells import safe

MARK = "\ufeff"
"""By which Excel knows UTF-8."""
_WORD = re.compile(r"[^\w]+", re.ASCII)
Row = Sequence[object]


def file_name(poll: Poll) -> str:
    """A name that every system takes: "poll-which-is-a-type-1-hypervisor.csv"."""
    return f"poll-{slug(poll.question) or poll.id}.csv"


def slug(words: str) -> str:
    """Words as a part of a file's name; "" where no letter of theirs may stand in one."""
    return _WORD.sub("-", words.casefold()).strip("-_")[:40].strip("-")


def to_csv(poll: Poll, ballots: Sequence[Ballot], names: Mapping[str, str]) -> bytes:
    """The file. `names` are people's by their member ids; of an anonymous poll nothing of `ballots` but the totals."""
    result = Tally.from_json(poll.result) if poll.state == CLOSED else tally(poll, ballots)
    named = not poll.settings.anonymous
    rows = _voters(poll, ballots, names) if named else _totals(poll, result)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for row in rows:
        writer.writerow([safe(str(cell)) for cell in row])
    return (MARK + out.getvalue()).encode()


def _voters(poll: Poll, ballots: Sequence[Ballot], names: Mapping[str, str]) -> list[Row]:
    """By name; who has taken their vote back, or voted only for what was taken out, is not there."""
    found = [(names.get(b.voter, b.voter), b.voter, _chosen(poll, b)) for b in ballots]
    some = sorted((each for each in found if each[2]), key=lambda e: (e[0].casefold(), e[1]))
    most = max((len(chosen) for *_, chosen in some), default=1)
    word = "answer" if poll.kind not in PICKED else "rank" if poll.kind == RANKED else "choice"
    heads = [word] if most == 1 and word != "rank" else [f"{word} {n}" for n in range(1, most + 1)]
    rows: list[Row] = [("name", "member id", *heads)]
    rows += [(name, voter, *chosen, *[""] * (most - len(chosen))) for name, voter, chosen in some]
    return rows


def _chosen(poll: Poll, ballot: Ballot) -> list[str]:
    if poll.kind not in PICKED:
        text = str(ballot.choice.get("text") or "").strip()
        return [text] if text else []
    texts = {option.id: option.text for option in poll.shown}
    return [texts[option] for option in picked(poll, ballot)]


def _totals(poll: Poll, result: Tally) -> list[Row]:
    if poll.kind not in PICKED:
        return [("answer", "times"), *result.texts]
    rows: list[Row] = []
    if poll.kind == RANKED and result.rounds:
        rounds = range(1, len(result.rounds) + 1)
        rows.append(("option", *(f"round {n}" for n in rounds)))
        for option in poll.shown:
            rows.append((option.text, *(each.counts.get(option.id, "") for each in result.rounds)))
    else:
        rows.append(("option", "votes", "%"))
        share = percentages(poll, result)
        for option in poll.shown:
            votes = result.counts.get(option.id, 0)
            rows.append((option.text, votes, share.get(option.id, 0)))
    rows.append(("voters", result.voters))
    if poll.kind == SCALE and result.mean is not None:
        rows += [("mean", f"{result.mean:.2f}"), ("median", f"{result.median:g}")]
    return rows
