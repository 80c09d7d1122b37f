"""`lectern quiz`: questions drafted from lectures, for somebody to look through."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from bot.commands.arguments import positive, whole
from bot.commands.output import complain, print_json, warn_of_unread
from bot.commands.reading import read_named
from config.settings import load_settings
from knowledge.questions import draft_questions, question_json, to_gift


def add_quiz(commands: Any) -> None:
    quiz = commands.add_parser("quiz", help="draft quiz questions from lectures")
    quiz.add_argument("sources", nargs="+", type=Path, metavar="SOURCE")
    quiz.add_argument(
        "--count", type=positive, metavar="N", help="at most so many, spread over the lectures"
    )
    quiz.add_argument(
        "--seed", type=whole, default=0, metavar="S", help="another seed asks other questions"
    )
    quiz.add_argument("--format", choices=("json", "gift"), default="json", dest="form")
    quiz.set_defaults(command=_quiz, timezone=None)


def _quiz(arguments: argparse.Namespace) -> int:
    build = read_named(arguments, load_settings())
    warn_of_unread(build.unread)
    drafted = draft_questions(build, count=arguments.count, seed=arguments.seed)
    if arguments.form == "gift":
        print(to_gift(drafted.questions), end="")
    else:
        print_json([question_json(each) for each in drafted.questions], indent=2)
    for file in drafted.silent:
        complain("lectern", f"{file}: there is nothing in it to ask about", 0)
    return 0
