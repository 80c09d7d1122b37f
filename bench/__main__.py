"""`python -m bench [matching|answering|course|near-names|reading|handouts|incremental|deadlines|scale|reminders|grouping|votes|questions|quiz]`: every benchmark, or those named."""

from __future__ import annotations

import sys

from bench import (
    answering,
    course,
    deadlines,
    grouping,
    handouts,
    incremental,
    matching,
    near_names,
    questions,
    quiz,
    reading,
    reminders,
    scale,
    votes,
)

ALL = {
    "matching": matching.run,
    "answering": answering.run,
    "course": course.run,
    "near-names": near_names.run,
    "reading": reading.run,
    "handouts": handouts.run,
    "incremental": incremental.run,
    "deadlines": deadlines.run,
    "scale": scale.run,
    "reminders": reminders.run,
    "grouping": grouping.run,
    "votes": votes.run,
    "questions": questions.run,
    "quiz": quiz.run,
}


def main() -> None:
    names = sys.argv[1:] or list(ALL)
    unknown = [name for name in names if name not in ALL]
    if unknown:
        sys.exit(f"no such benchmark: {', '.join(unknown)}; there are {', '.join(ALL)}")
    for name in names:
        ALL[name]()


if __name__ == "__main__":
    main()
