"""A deck for Anki (.apkg): what is asked and its choices in front, the answer, why and where from behind."""

from __future__ import annotations

import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from html import escape
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from knowledge.exchange.labels import tags_of
from knowledge.exchange.losses import Part, cannot, unsaid
from knowledge.exchange.markup import as_html
from knowledge.exchange.model import (
    Choice,
    Exported,
    Format,
    Gap,
    Item,
    Kind,
    Note,
    Number,
    Refused,
    Text,
)
from knowledge.exchange.numbers import shown
from knowledge.exchange.safe_html import made_safe

if TYPE_CHECKING:
    import genanki

_SAYS = frozenset(
    {
        *(Part.ID, Part.CATEGORY, Part.TAGS, Part.DIFFICULTY, Part.SOURCE),
        *(Part.FEEDBACK, Part.BY_CHOICE, Part.MARKUP),
    }
)
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MODEL = 1_607_392_319
"""The number of Lectern's kind of card: never to be changed, or decks get a second kind."""
_FRONT = "{{Front}}"
_BACK = "{{FrontSide}}<hr id=answer>{{Back}}{{#Source}}<p class=source>{{Source}}</p>{{/Source}}"
_STYLE = (
    ".card { font-family: sans-serif; font-size: 20px; text-align: left; }\n"
    ".source, .said { color: gray; font-size: 16px; }\n"
)
_COMMAND = re.compile(r"\[(?=sound:|anki:|/?latex\]|/?\$)", re.I)
"""What Anki would play or hand to LaTeX."""
_MARK = re.compile(r"\[\[(\d+)\]\]")


def write_anki(items: Sequence[Item], deck: str, made_at: datetime) -> Exported:
    """A package of one deck, with one below it for each category; one card a question.

    The same question (by its id, or else by its words) gets the same card again: a later package
    changes it and keeps what was learned. `made_at` is when it was made.
    """
    import genanki  # noqa: PLC0415 - takes a while, and few export

    model = genanki.Model(
        _MODEL,
        "Lectern question",
        fields=[{"name": name} for name in ("Front", "Back", "Source")],
        templates=[{"name": "Card 1", "qfmt": _FRONT, "afmt": _BACK}],
        css=_STYLE,
    )
    decks: dict[str, Any] = {}
    notes: list[Note] = []
    used: dict[str, int] = defaultdict(int)
    for question, item in enumerate(items, 1):
        try:
            front, back = _front(item), _back(item)
        except Refused as refusal:
            notes.append(Note(refusal.what, refusal.why, question=question))
            continue
        guid = genanki.guid_for(*_identity(item, used))
        tags = [re.sub(r"\s+", "_", tag) for tag in tags_of(replace(item, source=""))]
        fields = [front, back, _safe(escape(item.source, quote=False))]
        name = _deck(deck, item.category)
        if name not in decks:
            decks[name] = genanki.Deck(_number(name), name)
        decks[name].add_note(genanki.Note(model=model, fields=fields, guid=guid, tags=tags))
        notes += _notes(item, question)
    data = _packed(list(decks.values()), made_at)
    return Exported(data, tuple(notes), sum(len(d.notes) for d in decks.values()))


def _packed(decks: list[genanki.Deck], made_at: datetime) -> bytes:
    import genanki  # noqa: PLC0415 - as above

    class Package(genanki.Package):  # type: ignore[misc]
        database: Path | None = None

        def write_to_db(self, cursor: Any, timestamp: float, id_gen: Iterator[int]) -> None:
            self.database = Path(cursor.execute("PRAGMA database_list").fetchone()[2])
            super().write_to_db(cursor, timestamp, id_gen)

    package, written, out = Package(decks), BytesIO(), BytesIO()
    try:
        package.write_to_file(written, timestamp=made_at.timestamp())
    finally:
        if package.database is not None:  # genanki leaves it lying in the folder for such files
            package.database.unlink(missing_ok=True)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(out, "w") as target:
        for info in source.infolist():
            same = zipfile.ZipInfo(info.filename, _EPOCH)  # the same questions, the same bytes
            target.writestr(same, source.read(info), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _identity(item: Item, used: dict[str, int]) -> tuple[str, ...]:
    words = item.id or f"{item.kind.value}\x1f{item.stem.text}\x1f{_back(item)}"
    used[words] += 1
    return (words,) if used[words] == 1 else (words, str(used[words]))


def _deck(name: str, category: str) -> str:
    """Anki parts a deck's name by `::`."""
    parts = [name, *category.split("/")]
    return "::".join(p for part in parts if (p := re.sub(r":{2,}", ":", part).strip(" :")))


def _number(name: str) -> int:
    """The deck's number: the same for the same name, and none of Anki's own."""
    return int.from_bytes(sha256(name.encode()).digest()[:4]) % (1 << 30) + (1 << 30)


def _front(item: Item) -> str:
    stem = _html(item.stem)
    match item.kind:
        case Kind.DESCRIPTION:
            raise cannot(item, Format.ANKI)
        case Kind.CHOICE | Kind.MULTIPLE | Kind.TRUE_FALSE:
            return stem + _list("ol type=A", [_html(choice.text) for choice in item.choices])
        case Kind.ORDERING:
            # By the alphabet: any order but the right one, and the same at every export.
            mixed = sorted((_html(choice.text) for choice in item.choices), key=str.casefold)
            return stem + _list("ul", mixed)
        case Kind.MATCHING:
            lefts = [_html(pair.left) for pair in item.pairs if pair.left]
            rights = sorted({_html(Text(pair.right)) for pair in item.pairs}, key=str.casefold)
            return stem + _list("ol", lefts) + _list("ul", rights)
        case Kind.CLOZE:
            return _MARK.sub(lambda m: f"<b>({m[1]}) _____</b>{_offered(item, m[1])}", stem)
        case _:
            return stem


def _offered(item: Item, place: str) -> str:
    gap = item.gaps[int(place) - 1] if 0 < int(place) <= len(item.gaps) else Gap(Kind.SHORT)
    if gap.kind not in {Kind.CHOICE, Kind.MULTIPLE}:
        return ""
    return f" [{' / '.join(_html(choice.text) for choice in gap.choices)}]"


def _back(item: Item) -> str:
    """The answer, what is said to each choice, and the explanation."""
    match item.kind:
        case Kind.CHOICE | Kind.MULTIPLE | Kind.TRUE_FALSE:
            answer = _list("ol type=A", [_judged(choice) for choice in item.choices])
        case Kind.ORDERING:
            answer = _list("ol", [_html(choice.text) for choice in item.choices])
        case Kind.MATCHING:
            answer = _list(
                "ul", [f"{_html(p.left)} → {_html(Text(p.right))}" for p in item.pairs if p.left]
            )
        case Kind.CLOZE:
            answer = _list("ol", [_accepted(gap.choices, gap.numbers) for gap in item.gaps])
        case _:
            answer = _accepted(item.choices, item.numbers)
    told = f"<p>{_html(item.feedback)}</p>" if item.feedback else ""
    return answer + told


def _judged(choice: Choice) -> str:
    text = _html(choice.text)
    text = f"<b>{text}</b> ✓" if choice.weight > 0 else text
    return text + (f" <span class=said>{_html(choice.feedback)}</span>" if choice.feedback else "")


def _accepted(choices: Sequence[Choice], numbers: Sequence[Number]) -> str:
    found = [_html(choice.text) for choice in choices if choice.weight > 0]
    for number in numbers:
        if number.value is not None and number.weight > 0:
            around = f" ± {shown(number.tolerance)}" if number.tolerance else ""
            found.append(f"{shown(number.value)}{around}")
    return " / ".join(f"<b>{text}</b>" for text in found)


def _list(tag: str, entries: Sequence[str]) -> str:
    inside = "".join(f"<li>{entry}</li>" for entry in entries)
    return f"<{tag}>{inside}</{tag.split(maxsplit=1)[0]}>"


def _html(text: Text) -> str:
    return _safe(made_safe(as_html(text))[0])


def _safe(html: str) -> str:
    return _COMMAND.sub("&#91;", html).replace("\x1f", "")


def _notes(item: Item, question: int) -> list[Note]:
    notes = unsaid(item, question, Format.ANKI, _SAYS)
    if any(re.search(r"\s", tag) for tag in item.tags):
        notes.append(
            Note("spaces in its tags", "written as _: Anki parts tags there", None, question)
        )
    if not _back(item):
        notes.append(Note("its answer", "there is none to show on the back", None, question))
    return notes
