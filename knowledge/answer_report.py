"""An answer for a terminal and for programs: what `lectern ask` prints.

The JSON's shape is a contract with those who call the command; it only ever grows.
"""

from __future__ import annotations

from typing import Any

from knowledge.model import Abstention, Answer, Source
from knowledge.report import deadline_json
from knowledge.sources import source_json


def answer_json(result: Answer | Abstention) -> dict[str, Any]:
    """`{"answered", "answer", "confidence", "kind", "source", "deadline", "near_misses"}`, and more.

    `answer` holds the whole quotation; where it is from two slides, `also` has the second by itself.

    `deadline` is the first of `deadlines`: the soonest that is still to come. `remark` is our own sentence
    that people read before the quotation ("Nothing is due this week. What comes next:"), or empty.
    """
    deadlines = [deadline_json(item) for item in result.deadlines]
    return {
        "answered": result.answered,
        "answer": "\n".join((result.quote, *(other.quote for other in result.also))),
        "confidence": round(result.confidence, 4),
        "kind": result.kind.value,
        "source": source_json(result.source),
        "deadline": deadlines[0] if deadlines else None,
        "deadlines": deadlines,
        "remark": result.remark if isinstance(result, Answer) else "",
        "also": [
            {"quote": other.quote, "source": source_json(other.source)} for other in result.also
        ],
        "near_misses": [
            {"title": miss.title, "quote": miss.quote, "confidence": round(miss.confidence, 4)}
            for miss in result.near_misses
        ],
    }


def source_line(source: Source) -> str:
    """`Lecture 13, slide 26 · November 16, 2021 · sample-lecture.txt`, leaving out the unknown."""
    place = ", ".join(
        part
        for part in (
            f"Lecture {source.lecture}" if source.lecture is not None else "",
            f"slide {source.slide}" if source.slide is not None else "",
        )
        if part
    )
    day = f"{source.date:%B} {source.date.day}, {source.date.year}" if source.date else ""
    return " · ".join(part for part in (place, day, source.file) if part)


def render_answer(result: Answer | Abstention) -> str:
    """The answer as a person reads it in a terminal."""
    lines: list[str] = []
    misses = result.near_misses
    if isinstance(result, Answer):
        lines += [result.remark, ""] if result.remark else []
        lines += _quoted(result.quote, result.source)
        for other in result.also:
            lines += ["", *_quoted(other.quote, other.source)]
    elif isinstance(result, Abstention) and result.undecided:
        said = "I'm not sure that the lecture answers this."
        if result.meant:
            meant = " ".join(result.meant)
            said = f"I don't find that name in the lecture. Did you mean “{meant}”?"
        lines.append(f"{said} The closest I have:")
        lines += ["", *_quoted(misses[0].quote, None, misses[0].title)]
        misses = misses[1:]
    else:
        lines.append("The lecture doesn't say.")
    if misses:
        lines += ["", "See also:" if len(lines) > 1 else "Close to it:"]
        lines += [f"  - {miss.title}: {_first_line(miss.quote)}" for miss in misses]
    return "\n".join(lines)


def _quoted(quote: str, source: Source | None, title: str = "") -> list[str]:
    heading = source.title if source else title
    lines = [heading, ""] if heading else []
    lines += [f"  {line}" for line in quote.splitlines()]
    return [*lines, "", source_line(source)] if source else lines


def _first_line(text: str) -> str:
    return text.split("\n", 1)[0]
