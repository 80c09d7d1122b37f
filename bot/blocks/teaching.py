"""What instructors see of teaching: how far it is, the report, what changed, what is taught."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from bot.blocks.answers import Message
from bot.blocks.mrkdwn import (
    SECTION_TEXT,
    Block,
    actions,
    button,
    confirm,
    context,
    moment,
    section,
    shown,
)
from bot.blocks.windows import View, window
from bot.services.ports import Teaching
from bot.services.stage import Stage
from bot.services.taught import (
    CALENDAR,
    FAILED,
    KNOWN,
    QUESTIONS,
    REPLACES,
    Affected,
    FileReport,
    FoundDate,
    Place,
    TeachingReport,
)
from bot.services.teaching import (
    ASKING,
    DISCARDED,
    NOTHING,
    UNDONE,
    USED,
)

_BAR = 12
_FILES_LISTED, _DATES_LISTED, _WINDOW_LISTED, _PAGES_LISTED, _DOUBTS_LISTED = 20, 5, 12, 6, 6
NOT_FOR_STUDENTS = (
    "Thank you! Only the instructors of this course can teach me files, so I leave it unread. "
    "Ask me anything about the lectures, and I answer with their own words."
)


def progress(stage: Stage) -> Message:
    """What is going on, with a bar; the newest stands in place of the last."""
    if stage.doing == "waiting":
        words = "I have your files."
        if stage.ahead:
            others = "1 other reading" if stage.ahead == 1 else f"{stage.ahead} other readings"
            words = f"I have your files. {others} to finish first."
        return Message(words, [section(words)])
    if stage.doing == "comparing":
        words = "Comparing it with what I know…"
        return Message(words, [section(f"{words}\n{_bar(1.0)}")])
    of = f" (file {stage.file} of {stage.files})" if stage.files > 1 else ""
    verb = "Fetching" if stage.doing == "fetching" else "Reading"
    head = f"{verb} *{shown(stage.name, 200)}*{of}…"
    within = stage.page / stage.pages if stage.pages else 0.0
    page = f" slide {stage.page} of {stage.pages}" if stage.pages else ""
    fraction = (stage.file - 1 + within) / max(stage.files, 1)
    return Message(
        f"{verb} {shown(stage.name, 200)}{of}{page}",
        [section(f"{head}{page}\n{_bar(min(fraction, 1.0))}")],
    )


def _bar(fraction: float) -> str:
    full = round(fraction * _BAR)
    return f"`{'█' * full}{'░' * (_BAR - full)}` {round(fraction * 100)} %"


def failed(number: str) -> Message:
    """The reading broke down on our side."""
    words = (
        "Something went wrong on my side while I read this; what I know is as it was. Please drop the files "
        f"again. (If it stays like this, tell whoever runs me the number {number}.)"
    )
    return Message(words, [section(words)])


# The report


def report(teaching: Teaching) -> Message:
    """What was read and what it changes, with the buttons that its state allows."""
    result = TeachingReport.from_json(teaching.result)
    head = _headline(result)
    blocks = [section(f"*{head}*"), *_files(result.files)]
    if result.readable:
        blocks.append(section(_changes(result)))
        blocks += _dates(result)
        blocks += _answers(result)
    blocks.append(section(_state(teaching.state, result)))
    buttons = _buttons(teaching, result)
    blocks += [actions(*buttons)] if buttons else []
    return Message(head, blocks)


def _headline(result: TeachingReport) -> str:
    read = len(result.readable) + len(result.calendars) + len(result.quizzes)
    all_ = len(result.files)
    if read == all_:
        return f"I have read {counted(read, 'file')}."
    if read:
        return f"I have read {read} of {all_} files."
    if all(f.status == KNOWN for f in result.files):
        return "I know this already."
    return "I could not read this." if all_ == 1 else "I could read nothing new of this."


def _files(files: Sequence[FileReport]) -> list[Block]:
    lines = [_file_line(f) for f in files[:_FILES_LISTED]]
    rest = len(files) - len(lines)
    blocks = [section(text) for text in _parted(lines)]
    return [*blocks, context(f"… and {rest} more files")] if rest else blocks


def _parted(lines: Sequence[str]) -> Iterator[str]:
    """The files' lines, as many to a block as it holds."""
    together: list[str] = []
    for line in lines:
        if together and (len(together) == 5 or len("\n".join([*together, line])) > SECTION_TEXT):
            yield "\n".join(together)
            together = []
        together.append(line)
    if together:
        yield "\n".join(together)


def _file_line(file: FileReport) -> str:
    name = f"*{shown(file.name, 150)}*"
    if file.status == FAILED:
        return f"✗ {name}: {shown(file.why, 300)}"
    if file.status == KNOWN:
        as_ = f", as *{shown(file.why, 150)}*" if file.why else ""
        return f"✓ {name}: I know this already{as_}; nothing to do."
    if file.status == CALENDAR:
        return "\n".join([f"✓ {name} (a calendar): {calendar_lines(file)}", *_doubts(file)])
    if file.status == QUESTIONS:
        return f"✓ {name} (quiz questions): see below what is in it."
    facts = [contents(file.slides, file.faqs)]
    if file.pages and file.slides and file.pages != file.slides:
        facts[0] += f" from {counted(file.pages, 'page')}"
    facts += _pages("without a title", file.untitled)
    facts += _pages("without text", file.textless)
    facts += _pages("of which no slide was made", file.missing)
    facts += [counted(file.repairs, "repair")] if file.repairs else []
    word = "a new version" if file.status == REPLACES else "new"
    word += f", dropped as {shown(file.dropped_as, 150)}" if file.dropped_as else ""
    line = f"✓ {name} ({word}): {', '.join(facts)}"
    return "\n".join([line, *_doubts(file)])


def _doubts(file: FileReport) -> list[str]:
    listed = [f"      ⚠ {shown(w, 300)}" for w in file.warnings[:_DOUBTS_LISTED]]
    rest = len(file.warnings) - len(listed)
    return [*listed, f"      … and {rest} more"] if rest else listed


def calendar_lines(file: FileReport) -> str:
    """What a dropped calendar has, and what of it waits."""
    parts = [f"{counted(file.dates, 'date')} to come" if file.dates else "no dates to come"]
    parts += [f"{file.over} in the past"] if file.over else []
    if file.meetings:
        verb = "recurs" if file.meetings == 1 else "recur"
        parts.append(f"{counted(file.meetings, 'meeting')} that {verb}, left out")
    new = "Nothing of it is new to the course."
    if file.asked:
        verb = "waits" if file.asked == 1 else "wait"
        new = f"{file.asked} {verb} for you to confirm."
    return f"{', '.join(parts)}. {new}"


def _pages(what: str, pages: Sequence[int]) -> list[str]:
    """ "2 without a title (pages 3, 9)" """
    if not pages:
        return []
    named = ", ".join(map(str, pages[:_PAGES_LISTED])) + (
        ", …" if len(pages) > _PAGES_LISTED else ""
    )
    return [f"{len(pages)} {what} ({'page' if len(pages) == 1 else 'pages'} {named})"]


def _changes(result: TeachingReport) -> str:
    counts = result.counts
    parts = [f"{counted(counts.new, 'slide')} new"] if counts.new else []
    parts += [f"{counted(counts.faqs, 'FAQ')} new"] if counts.faqs else []
    parts = parts or ["nothing new"]
    parts += [f"{counts.changed} changed"] if counts.changed else []
    parts += [f"{counts.gone} gone"] if counts.gone else []
    parts += [f"{counts.same} as before"] if counts.same else []
    similar = ""
    if counts.alike:
        groups = "once" if counts.alike == 1 else f"{counts.alike} times"
        similar = f" Slides that say nearly the same: {groups}."
    return "*What changes:* " + ", ".join(parts) + "." + similar


def _dates(result: TeachingReport) -> list[Block]:
    if not result.dates:
        return []
    lines = [_date_line(d) for d in result.dates[:_DATES_LISTED]]
    rest = result.counts.dates - len(lines)
    more = [f"… and {rest} more"] if rest > 0 else []
    return [section("\n".join([f"*Dates found:* {result.counts.dates}", *lines, *more]))]


def _date_line(item: FoundDate) -> str:
    return f"• {shown(item.title, 150)} · {_when(item.when)}"


def _when(iso: str) -> str:
    if len(iso) == 10:
        day = date.fromisoformat(iso)
        return f"{day:%a, %B} {day.day}, {day.year}"
    return moment(datetime.fromisoformat(iso), None)


def _answers(result: TeachingReport) -> list[Block]:
    counts = result.counts
    lines = []
    if counts.affected:
        verb = "changes" if counts.affected == 1 else "change"
        lines.append(
            f"{counted(counts.affected, 'answer')} already given {verb}; whom to tell is up to you."
        )
    if counts.answerable:
        verb = "has" if counts.answerable == 1 else "have"
        lines.append(
            f"{counted(counts.answerable, 'question')} that I declined so far {verb} an answer now."
        )
    return [section("*Questions:* " + " ".join(lines))] if lines else []


def _state(state: str, result: TeachingReport) -> str:
    if result.calendars and not result.readable:
        return "Students hear of dates when you confirm them."
    if result.quizzes and not result.readable:
        what = "It is no lecture" if len(result.quizzes) == 1 else "They are no lectures"
        return f"{what}: the answers that students get stay as they are."
    names = [f.name for f in result.files if f.status == REPLACES]
    which = f"*{shown(names[0], 150)}*" if len(names) == 1 else f"{len(names)} files"
    return {
        ASKING: f"This would replace {which}. Students get the answers they got so far until you decide.",
        USED: "Students get answers from it from now on.",
        DISCARDED: "Discarded. What I know is as it was.",
        UNDONE: "Undone. What I know is as it was before.",
        NOTHING: "What I know is as it was.",
    }.get(state, "Students get answers from it in a moment.")


def _buttons(teaching: Teaching, result: TeachingReport) -> list[Block]:
    found: list[Block] = []
    if teaching.state == ASKING:
        found.append(button("Use it", "teach_use", teaching.id, style="primary"))
        found.append(button("Discard", "teach_discard", teaching.id))
    if result.readable and teaching.state in {ASKING, USED}:
        found.append(button("Show what changed", "teach_changes", teaching.id))
    to_come = result.to_review if teaching.state == USED else sum(f.asked for f in result.calendars)
    if to_come:
        label = f"Review the {counted(to_come, 'date')}"
        found.append(button(label, "proposals_review", teaching.id))
    if teaching.state == USED:
        found.append(button("Undo", "teach_undo", teaching.id, confirm=_undo_confirm()))
    return found


def _undo_confirm() -> Block:
    text = "Students get the answers again that they got before."
    return confirm("Take it back?", text, yes="Undo", no="Leave it")


# What changed


def changes_window(teaching: Teaching) -> View:
    """New, changed and gone slides, dates, and the answers that they touch."""
    result = TeachingReport.from_json(teaching.result)
    counts = result.counts
    blocks = [
        *_places("New", result.new, counts.new + counts.faqs),
        *_rewritten(result.changed, counts.changed),
        *_places("Gone", result.gone, counts.gone),
        *_listed("Dates found", [_dated(d) for d in result.dates], counts.dates),
        *_listed("Answers that change", [_affected(a) for a in result.affected], counts.affected),
        *_listed(
            "Declined so far, answered now",
            [f"• {shown(q, 200)}" for q in result.answerable],
            counts.answerable,
        ),
        *_listed("Nearly the same", [_alike(group) for group in result.alike], counts.alike),
    ]
    return window("What changed", blocks or [section("Nothing that students would notice.")])


def _alike(group: Sequence[Place]) -> str:
    return "• " + " = ".join(_named(p) for p in group[:4])


def _named(place: Place) -> str:
    where = ", ".join(part for part in (place.where, place.file) if part)
    return f"{shown(place.title or '(no title)', 120)} · {shown(where, 120)}"


def _dated(item: FoundDate) -> str:
    return f"{_date_line(item)}\n> {shown(item.quote, 200)}"


def _affected(item: Affected) -> str:
    where = f" (asked in <#{item.channel}>)" if item.channel else " (asked in private)"
    before = shown(item.before, 150)
    after = shown(item.after, 150) if item.after else "_no answer any more_"
    return f"• *{shown(item.question, 200)}*{where}\n> before: {before}\n> now: {after}"


def _places(title: str, places: Sequence[Place], count: int) -> list[Block]:
    return _listed(title, [f"• {_named(p)}" for p in places], count)


def _rewritten(places: Sequence[Place], count: int) -> list[Block]:
    """Changed slides, a block each: both versions may be long."""
    if not count:
        return []
    lines: list[str] = []
    for place in places[:_WINDOW_LISTED]:
        before = f"\n> before: {shown(place.before, 300)}" if place.before else ""
        now = f"\n> now: {shown(place.now, 300)}" if place.now else ""
        head = "" if lines else f"*Changed* ({count})\n"
        lines.append(f"{head}• {_named(place)}{before}{now}")
    more = [f"… and {count - len(lines)} more"] if count > len(lines) else []
    return [section(text) for text in (*lines, *more)]


def _listed(title: str, lines: Sequence[str], count: int) -> list[Block]:
    if not count:
        return []
    kept = list(lines[:_WINDOW_LISTED])
    more = [f"… and {count - len(kept)} more"] if count > len(kept) else []
    return [section("\n".join([f"*{title}* ({count})", *kept, *more]))]


def contents(slides: int, faqs: int) -> str:
    """ "3 slides", "2 FAQs", "2 FAQs and 3 slides": what a file holds."""
    held = [counted(faqs, "FAQ")] if faqs else []
    held += [counted(slides, "slide")] if slides or not faqs else []
    return " and ".join(held)


def counted(number: int, what: str) -> str:
    """ "1 slide", "2 slides" """
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
