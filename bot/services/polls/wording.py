"""One typed line → a poll, or what is unclear about it.

`"Which?" "KVM" "Xen"`, `Lunch? Pizza, Sushi`, a list of lines, with flags anywhere. Pure and total: whatever is typed
gives a `Draft` or an `Unclear` that holds all that was typed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.services.polls import flags, limits, quotes, scheduled
from bot.services.polls.drafts import USUAL, Draft, Problem, Unclear
from bot.services.polls.flags import Flag, Scanned
from bot.services.polls.limits import brief
from bot.services.polls.ports import MULTI, RANKED, SCALE, SINGLE, TEXT, WORDS, Settings
from bot.services.polls.right import right_options
from bot.services.polls.separators import flat
from bot.services.polls.splitting import Split, either_or, is_open, split, whole
from bot.services.polls.yes_no import are_yes_no, in_their_words, yes_no

STEPS = (5, 10)
_KINDS = {flags.RANKED: RANKED, flags.SCALE: SCALE, flags.TEXT: TEXT, flags.WORDS: WORDS}
_RANGE = re.compile(r"\s[(\[]?\s*1\s*(?:-|–|—|to|bis|\.\.+)\s*(?P<n>5|10)\s*[)\]]?\s*[?.]?$", re.I)
"""At the end of "How sure are you? (1-5)"."""
_MOST_FIXES = 3
_ADDING = frozenset({SINGLE, MULTI, RANKED})


@dataclass(frozen=True, slots=True)
class _Words:
    """A question with its options, as far as they were understood."""

    kind: str
    question: str
    options: tuple[str, ...] = ()
    settings: Settings = USUAL
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Given:
    """The flags of a line by name; one that is switched off is not there."""

    flags: tuple[Flag, ...] = field(default=())

    def __contains__(self, name: str) -> bool:
        return any(flag.name == name for flag in self.flags)

    def get(self, name: str) -> Flag | None:
        """The last one of that name, which wins: behind a template's own flags stand those that were typed."""
        return next((flag for flag in reversed(self.flags) if flag.name == name), None)

    def all(self, name: str) -> list[Flag]:
        return [flag for flag in self.flags if flag.name == name]


def parse(text: str, now: datetime, zone: ZoneInfo) -> Draft | Unclear:
    """What somebody typed behind `/poll` (as people see it: without Slack's encoding), in their zone."""
    found = _read(text, now, zone)
    return _with_a_good_example(found, now, zone) if isinstance(found, Unclear) else found


def _with_a_good_example(found: Unclear, now: datetime, zone: ZoneInfo) -> Unclear:
    """The gravest problem with an example that makes a poll of all that was typed, or with none."""
    line = next((each.example for each in found.problems if each.example), "")
    for _ in range(_MOST_FIXES):
        fixed = _read(line, now, zone) if line else None
        if not isinstance(fixed, Unclear):
            break
        line = next((each.example for each in fixed.problems if each.example), "")
    else:
        line = ""
    first, *rest = (replace(each, example="") for each in found.problems)
    return replace(found, problems=(replace(first, example=line), *rest))


def _read(text: str, now: datetime, zone: ZoneInfo) -> Draft | Unclear:
    scanned = flags.scan(text.strip(), now, zone)
    given = _Given(tuple(flag for flag in scanned.flags if not flag.off))
    words = _words(scanned, given)
    draft, problems = _settled(words, given)
    draft, late = scheduled.timed(draft, given.flags, now, zone)
    problems = [replace(each, example=_with_flags(each.example, given.flags)) for each in problems]
    found = [*scanned.problems, *problems, *late]
    return Unclear(text, draft, tuple(found)) if found else draft


def _with_flags(example: str, given: Sequence[Flag]) -> str:
    """An example made of question and options, with the flags that were typed and that it has not."""
    missing = [flag for flag in given if example and flag.typed not in example]
    return " ".join([example, *(f"{flag.typed} {flag.argument}".strip() for flag in missing)])


def _words(scanned: Scanned, given: _Given) -> _Words:
    kinds = [name for name in (*_KINDS, flags.YES_NO) if name in given]
    clash = _clash(kinds, given)
    if kinds and kinds[0] == flags.SCALE:
        words = _scale(scanned.rest, given)
    elif kinds and kinds[0] in {flags.TEXT, flags.WORDS}:
        words = _open(scanned.rest, _KINDS[kinds[0]])
    elif kinds and kinds[0] == flags.YES_NO:
        asked = given.get(flags.YES_NO)
        words = _yes_or_no(scanned.rest, asked.typed if asked else "")
    else:
        words = _listed(scanned.rest, given)
    return replace(words, problems=(*words.problems, *clash))


def _clash(kinds: list[str], given: _Given) -> list[Problem]:
    several = [*kinds, *(name for name in (flags.MULTI, flags.SINGLE) if name in given)]
    of_kinds = _apart(several, "A poll is of one kind: keep one of them.", "kind", given)
    names = [name for name in (flags.ANONYMOUS, flags.NAMED) if name in given]
    return [*of_kinds, *_apart(names, "Names are kept or they are not: keep one of them.", "settings", given)]  # fmt: skip


def _apart(names: list[str], fix: str, field_: str, given: _Given) -> list[Problem]:
    """What is wrong with two flags of which a poll can follow only one."""
    typed = [flag.typed for name in names if (flag := given.get(name))]
    if len(typed) < 2:
        return []
    return [Problem(f"`{typed[0]}` and `{typed[1]}` don't go together.", fix, field=field_)]


# Kinds


def _listed(rest: str, given: _Given) -> _Words:
    """Choices from a list; yes or no where there is a question alone, a scale where it names one."""
    scale = _RANGE.search(rest) if flags.MULTI not in given and flags.RANKED not in given else None
    if scale and scale.start() and len(split(rest).options) < limits.FEWEST_OPTIONS:
        asked = _Given((*given.flags, Flag(flags.SCALE, "--scale", scale["n"])))
        words = _scale(rest[: scale.start()].strip(), asked)
        return replace(words, notes=(f"I read this as a scale from 1 to {scale['n']}.",))
    found = split(rest)
    kind = RANKED if flags.RANKED in given else MULTI if flags.MULTI in given else SINGLE
    if found.options or found.problem:
        return _chosen(found, kind, given)
    if kind == SINGLE and found.question.endswith(("?", "？", "؟")) and not is_open(found.question):
        note = "I read this as a yes/no question."
        return _Words(SINGLE, found.question, yes_no(found.question), notes=(note,))
    problems = limits.problems(TEXT, found.question, ()) or [_no_options(found.question, kind)]
    return _Words(kind, found.question, problems=tuple(problems))


def _chosen(found: Split, kind: str, given: _Given) -> _Words:
    problems = [found.problem] if found.problem else _found_wanting(found, kind)
    most, notes = (1, []) if kind == SINGLE else (0, list[str]())
    flag = given.get(flags.MULTI)
    wanted = flags.most_of(flag.argument) if flag else None
    if flag and wanted is not None and wanted < 1:
        wrong = f"`{flag.typed} {flag.argument}`: how many may each choose?"
        fix = f"Say `{flag.typed} 2`, or `{flag.typed}` alone for any number."
        problems = [*problems, Problem(wrong, fix, field="kind")]
        wanted = None
    if kind == MULTI and wanted:
        most = wanted if wanted < len(found.options) else 0
        kind = SINGLE if wanted == 1 else MULTI
        if wanted > len(found.options) >= limits.FEWEST_OPTIONS:
            notes = [f"There are {len(found.options)} options, so voters may choose any number."]
    return _Words(kind, found.question, found.options, Settings(most=most), tuple(problems), tuple(notes))  # fmt: skip


def _found_wanting(found: Split, kind: str) -> list[Problem]:
    """What is wrong with the words, with an example made of them where one option could be several."""
    problems = limits.problems(kind, found.question, found.options)
    if not problems or len(found.options) != 1 or '"' in found.question + found.options[0]:
        return problems
    tokens = found.options[0].split()
    if not 2 <= len(tokens) <= 6:
        example = f'"{flat(found.question)}" "{found.options[0]}" "another answer"'
        return [replace(each, example=example) if each.wrong.startswith("There is only one") else each for each in problems]  # fmt: skip
    example = " ".join(f'"{each}"' for each in (found.question, *tokens))
    wrong = f"I see one option only: “{brief(found.options[0])}”."
    one = Problem(wrong, "Put each option in quotes, or commas between them.", example, "options")
    return [one if each.wrong.startswith("There is only one") else each for each in problems]


def _no_options(question: str, kind: str) -> Problem:
    if kind == SINGLE and is_open(question) and not either_or(question):
        fix = "Add the answers to choose from, or `--text` to let people write their own."
        return Problem("I see a question, but no answers.", fix, f"{flat(question)} --text", "options")  # fmt: skip
    if kind == SINGLE:
        fix = "Add the answers; or end it with “?” and I make it a yes/no question."
        return Problem("I see no answers.", fix, f"{flat(question)}?", "options")
    example = f'"{flat(question)}" "KVM" "Xen" "Docker"'
    return Problem("I see no options.", "Add them, each in quotes.", example, "options")


def _open(rest: str, kind: str) -> _Words:
    """Answers in people's own words."""
    found = split(rest) if len(quotes.protected(rest)) > 1 else Split(whole(rest))
    question, options = found.question, found.options
    problems = limits.problems(kind, question, ())
    if options:
        fix = "Leave the options out, or the flag."
        problems.append(Problem("People write their own answers here, so there are no options.", fix, field="options"))  # fmt: skip
    return _Words(kind, question, options, problems=tuple(problems))


def _yes_or_no(rest: str, flag: str) -> _Words:
    found = split(rest)
    two = are_yes_no(found.options)
    quoted = bool(quotes.tiles(rest)) or bool(found.problem)
    if not found.options or two:
        question = found.question if two else whole(rest)
        return _Words(SINGLE, question, found.options or yes_no(question, flag), problems=tuple(limits.problems(TEXT, question, ())))  # fmt: skip
    if not quoted and not rest.strip().endswith(found.options[-1]):
        return _Words(SINGLE, whole(rest), yes_no(whole(rest), flag))
    fix = "Leave out `--yesno`, or the options."
    wrong = "A yes/no poll has its options already."
    return _Words(SINGLE, found.question, found.options, problems=(Problem(wrong, fix, field="options"),))  # fmt: skip


def _scale(rest: str, given: _Given) -> _Words:
    """1 to 5 or 1 to 10; two options are the names of its ends."""
    flag = given.get(flags.SCALE)
    steps, said = flags.steps_of(flag.argument if flag else "")
    found = split(rest)
    problems = limits.problems(SCALE, found.question, ())
    if steps not in (None, *STEPS):
        wrong = f"A scale goes from 1 to 5 or from 1 to 10, not to {steps}."
        problems.append(Problem(wrong, "Say `--scale 5` or `--scale 10`.", field="kind"))
    low_flag, high_flag = given.get(flags.LOW), given.get(flags.HIGH)
    named = (low_flag.argument, high_flag.argument) if low_flag and high_flag else None
    ends: Sequence[str] = named or flags.ends_of(said) or found.options
    if len(ends) == 1:
        ends = flags.ends_of(ends[0]) or ends
    if len(ends) not in (0, 2):
        fix = "Name both, from low to high, or none."
        problems.append(Problem("A scale has two ends.", fix, '"How was the pace?" --scale 5 "too slow" "too fast"', "ends"))  # fmt: skip
    low, high = ends if len(ends) == 2 else ("", "")
    numbers = tuple(str(n) for n in range(1, (steps if steps in STEPS else STEPS[0]) + 1))
    return _Words(SCALE, found.question, numbers, Settings(low=low, high=high), tuple(problems))


# Settings


def _settled(words: _Words, given: _Given) -> tuple[Draft, list[Problem]]:
    problems = list(words.problems)
    named = [in_their_words(flag.argument, words.options) for flag in given.all(flags.CORRECT)]
    right = right_options(named, words.options)
    if flags.CORRECT in given and words.kind not in {SINGLE, MULTI}:
        wrong, fix = "This kind of poll has no correct answer.", "Leave out `--correct`."
        problems.append(Problem(wrong, fix, field="correct"))
    else:
        problems += right.problems
    if flags.ADD in given and words.kind not in _ADDING:
        wrong, fix = "Voters cannot add options to this kind of poll.", "Leave out `--add`."
        problems.append(Problem(wrong, fix, field="settings"))
    settings = replace(
        words.settings,
        anonymous=flags.ANONYMOUS in given and flags.NAMED not in given,
        hidden=flags.HIDE in given,
        adding=flags.ADD in given and words.kind in _ADDING,
        correct=right.ids,
    )
    return Draft(words.kind, words.question, words.options, settings, notes=words.notes), problems
