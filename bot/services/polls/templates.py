"""Polls to start from: those that come with Lectern, and the course's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from rapidfuzz import fuzz, process

from bot.errors import NotAllowed
from bot.services.polls.drafts import Draft
from bot.services.polls.limits import same
from bot.services.polls.parts import PollParts
from bot.services.polls.ports import RANKED, SCALE, SINGLE, TEXT, WORDS, Poll, Settings, Template

LONGEST_NAME = 40
_NEAR = 75
COMMANDS = frozenset("form new help ? templates template list mine".split())
"""What `/poll` does by itself: no template can be called so."""
_FIVE = ("1", "2", "3", "4", "5")
_TEN = tuple(str(n) for n in range(1, 11))
_ANON = Settings(anonymous=True)


@dataclass(frozen=True, slots=True)
class Starter:
    """A poll to start from under its name; `own` if the course made it. `about` says when it serves."""

    name: str
    draft: Draft
    about: str = ""
    own: bool = False


BUILT_IN = (
    Starter(
        "pace",
        Draft(SCALE, "How is the pace?", _FIVE, Settings(anonymous=True, low="too slow", high="too fast")),
        "while you speak",
    ),
    Starter(
        "difficulty",
        Draft(SCALE, "How difficult is this?", _TEN, Settings(anonymous=True, low="very easy", high="very hard")),
        "after an exercise",
    ),
    Starter("ready", Draft(SINGLE, "Ready to move on?", ("Yes", "Not yet", "I have a question"), _ANON), "before the next part"),
    Starter(
        "confidence",
        Draft(SCALE, "How sure are you of your answer?", _FIVE, Settings(anonymous=True, low="guessing", high="certain")),
        "after a question",
    ),
    Starter(
        "understood",
        Draft(SINGLE, "Could you explain this to somebody else?", ("Yes", "Partly", "Not yet"), _ANON),
        "after something new",
    ),
    Starter(
        "question",
        Draft(SINGLE, "Which answer is right?", ("A", "B", "C", "D"), Settings(anonymous=True, hidden=True)),
        "with the question on your slide; vote, discuss, vote again",
    ),
    Starter("true or false", Draft(SINGLE, "True or false?", ("True", "False"), Settings(anonymous=True, hidden=True)), "for a claim"),
    Starter("unclear", Draft(TEXT, "What is still unclear?", (), _ANON), "at the end"),
    Starter("one word", Draft(WORDS, "Today's class in one word?", (), _ANON), "at the end"),
    Starter(
        "review",
        Draft(RANKED, "What should we go over again?", ("Last lecture", "The exercises", "The project"), Settings(anonymous=True, most=0)),
        "before an exam; put your topics in",
    ),
    Starter(
        "workload",
        Draft(SINGLE, "How many hours did this week's work take you?", ("Under 3", "3 to 6", "6 to 9", "Over 9"), _ANON),
        "once a week",
    ),
    Starter("break", Draft(SINGLE, "Shall we take a break?", ("Yes, five minutes", "No, go on"), _ANON), "in a long class"),
)  # fmt: skip


class Unnamed(NotAllowed):
    """A template that cannot be kept under that name."""


def to_json(draft: Draft) -> dict[str, Any]:
    """What is kept of a template: no times, which belong to one occasion."""
    settings = asdict(draft.settings) | {"closes_after": None, "repeats": ""}
    return {"kind": draft.kind, "question": draft.question, "options": list(draft.options), "settings": settings}  # fmt: skip


def from_json(data: Mapping[str, Any]) -> Draft:
    """Back from `to_json`; fields that it does not know are left out."""
    known = Settings.__dataclass_fields__
    given = {name: value for name, value in data["settings"].items() if name in known}
    given["correct"] = tuple(given.get("correct") or ())
    options = tuple(str(option) for option in data["options"])
    return Draft(str(data["kind"]), str(data["question"]), options, Settings(**given))


@dataclass(frozen=True)
class TemplateStore:
    """A course's templates with the built-in ones behind them; its own win where names are equal."""

    parts: PollParts

    async def all(self) -> Sequence[Starter]:
        kept = await self.parts.templates.all(self.parts.workspace, self.parts.course)
        own = [Starter(each.name, from_json(each.poll), own=True) for each in kept]
        names = {same(each.name) for each in own}
        return [*own, *(each for each in BUILT_IN if same(each.name) not in names)]

    async def named(self, name: str) -> Starter | None:
        """The one of exactly that name, whatever its capitals."""
        return next((each for each in await self.all() if same(each.name) == same(name)), None)

    async def near(self, name: str) -> str:
        """A name that is spelt nearly so, or ""."""
        names = [each.name for each in await self.all()]
        found = process.extractOne(same(name), names, scorer=fuzz.ratio, score_cutoff=_NEAR, processor=same)  # fmt: skip
        return str(found[0]) if found else ""

    async def save(self, name: str, poll: Poll, user: str) -> Template:
        """Keep a poll as a template, in place of the course's own of that name. Raises Unnamed."""
        called = " ".join(name.split())
        if not called:
            raise Unnamed(for_user="Give it a name, such as “weekly check”.")
        if same(called) in COMMANDS:
            raise Unnamed(
                for_user=f"`/poll {same(called)}` does something else. Choose another name."
            )
        if len(called) > LONGEST_NAME:
            raise Unnamed(for_user=f"Keep the name within {LONGEST_NAME} characters.")
        parts, texts = self.parts, tuple(option.text for option in poll.shown)
        before = await self.named(called)
        kept = before.name if before and before.own else called
        draft = Draft(poll.kind, poll.question, texts, poll.settings)
        template = Template(parts.workspace, parts.course, kept, to_json(draft), user, parts.clock.now())  # fmt: skip
        await parts.templates.put(template)
        return template

    async def remove(self, name: str) -> bool:
        """Forget one of the course's own; False where it has none of that name."""
        found = await self.named(name)
        if found is None or not found.own:
            return False
        return await self.parts.templates.remove(self.parts.workspace, self.parts.course, found.name)  # fmt: skip
