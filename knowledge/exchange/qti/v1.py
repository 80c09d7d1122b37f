"""QTI 1.2, as Canvas exports it: one file a quiz, with Canvas's own names for the kinds of questions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from knowledge.exchange.limits import MAX_PARTS, is_full
from knowledge.exchange.markup import plainest
from knowledge.exchange.model import Draft, Item, Kind, Refused, Text
from knowledge.exchange.numbers import number
from knowledge.exchange.qti import v1_answers, v1_blanks
from knowledge.exchange.qti.outcome import Outcome, outcomes
from knowledge.exchange.qti.texts import material
from knowledge.exchange.xml import Document, Element, ends, line_of

_PROFILES = {
    "cc.multiple_choice": "multiple_choice_question",
    "cc.multiple_response": "multiple_answers_question",
    "cc.true_false": "true_false_question",
    "cc.fib": "short_answer_question",
    "cc.pattern_match": "short_answer_question",
    "cc.essay": "essay_question",
}
_BY_CARDINALITY = {"multiple": "multiple_answers_question", "ordered": "ordering_question"}
_UNKNOWN = {
    "calculated_question": "a formula question",
    "file_upload_question": "a question for a file",
    "categorization_question": "a question to sort into groups",
    "hot_spot_question": "a question on a picture",
}


@dataclass(frozen=True, slots=True)
class Source:
    """A question as it stands in the file, with what its answers give."""

    element: Element
    kind: str
    outcomes: tuple[Outcome, ...]
    feedback: dict[str, Text]
    draft: Draft
    case_sensitive: bool


def read_v1(document: Document, draft: Draft, seen: set[str]) -> Iterator[Item]:
    """The questions of a file; those that cannot be read are notes, those `seen` are left out."""
    _note_draws(document.root, draft)
    elements = list(document.root.iter("{*}item"))
    for element, last in zip(elements, ends(elements), strict=True):
        ident = element.get("ident") or ""
        if ident and ident in seen:
            continue
        seen.add(ident)
        draft.line = line_of(element)
        if is_full(draft, draft.line):
            return
        draft.question += 1
        try:
            if document.is_broken(draft.line, last):
                raise Refused("a question in broken XML", "mend the file there and send it again")
            yield _item(element, ident, draft)
        except Refused as refusal:
            draft.note(refusal.what, refusal.why)


def _note_draws(root: Element, draft: Draft) -> None:
    """Groups of which a quiz draws some questions, and banks that it draws them from."""
    for bank in root.iter("{*}sourcebank_ref"):
        why = "not in this file: export the bank itself"
        draft.note("the questions drawn from a bank", why, line_of(bank))
    for some in root.iter("{*}selection_number"):
        number_drawn = (some.text or "").strip()[:10]
        noun = "question of a group is" if number_drawn == "1" else "questions of a group are"
        what = f"that only {number_drawn} {noun} asked"
        draft.note(what, "not carried over: all of them are offered", line_of(some))


def _item(element: Element, ident: str, draft: Draft) -> Item:
    said = {
        (field.findtext("{*}fieldlabel") or "").strip(): (
            field.findtext("{*}fieldentry") or ""
        ).strip()
        for field in element.iterfind("{*}itemmetadata//{*}qtimetadatafield")
    }
    kind = said.get("question_type") or _guessed(element, said.get("cc_profile", ""))
    if len(list(element.iter("{*}response_label"))) > MAX_PARTS**2:
        raise Refused("too many answers", "split the question")
    feedback = {
        f.get("ident") or "": material(f, draft) for f in element.iterfind("{*}itemfeedback")
    }
    counts = said.get("case_sensitive", "").casefold() == "true"
    source = Source(element, kind, tuple(outcomes(element)), feedback, draft, counts)
    points = number(said.get("points_possible") or "1")
    item = Item(
        Kind.DESCRIPTION,
        _stem(element, draft),
        feedback=feedback.get("general_fb", Text()),
        when_right=feedback.get("correct_fb", Text()),
        when_wrong=feedback.get("general_incorrect_fb", Text()),
        name=" ".join((element.get("title") or "").split()),
        id=ident,
        category=_category(element),
        points=float(points) if points is not None else 1.0,
    )
    read = _READERS.get(kind)
    if read is None:
        what = _UNKNOWN.get(kind, f"the question type “{kind}”")
        raise Refused(what, "Lectern does not know it; it is left out")
    item = read(item, source)
    if not item.stem:
        raise Refused("a question without words", "it is left out")
    return replace(item, points=1.0) if item.kind is Kind.DESCRIPTION else item


def _stem(element: Element, draft: Draft) -> Text:
    for path in ("{*}presentation/{*}material", "{*}presentation/{*}flow/{*}material"):
        found = element.find(path)
        if found is not None:
            return material(found, draft)
    return material(element.find("{*}presentation/{*}flow"), draft)


def _category(element: Element) -> str:
    """The title of the quiz or of the bank that a question is in."""
    for above in element.iterancestors("{*}assessment", "{*}objectbank"):
        bank = above.find("{*}qtimetadata/{*}qtimetadatafield[{*}fieldlabel='bank_title']")
        title = bank.findtext("{*}fieldentry") if bank is not None else above.get("title")
        return " ".join((title or "").split())
    return ""


def _guessed(element: Element, profile: str) -> str:
    """The kind of a question whose file does not say it in Canvas's words."""
    for start, kind in _PROFILES.items():
        if profile.startswith(start):
            return kind
    lids = element.findall(".//{*}response_lid")
    if len(lids) > 1:
        return "matching_question"
    if lids:
        cardinality = (lids[0].get("rcardinality") or "").casefold()
        return _BY_CARDINALITY.get(cardinality, "multiple_choice_question")
    if element.find(".//{*}response_str") is not None:
        answered = element.find(".//{*}varequal") is not None
        return "short_answer_question" if answered else "essay_question"
    return "text_only_question"


def _blanks(item: Item, source: Source) -> Item:
    kind = Kind.CHOICE if source.kind == "multiple_dropdowns_question" else Kind.SHORT
    named = v1_blanks.gaps(
        source.element, source.outcomes, kind, source.draft, case_sensitive=source.case_sensitive
    )
    order = sorted(
        (name for name in named if f"[{name}]" in item.stem.text),
        key=lambda name: item.stem.text.index(f"[{name}]"),
    )
    if not order:
        raise Refused("a text without blanks", "Canvas writes a blank as a word in [brackets]")
    places = {name: n for n, name in enumerate(order, 1)}
    mark = re.compile("|".join(re.escape(f"[{name}]") for name in order))
    stem = mark.sub(lambda m: f"[[{places[m[0][1:-1]]}]]", item.stem.text)
    gaps = tuple(named[name] for name in order)
    return replace(item, kind=Kind.CLOZE, stem=plainest(replace(item.stem, text=stem)), gaps=gaps)


def _alone(kind: Kind) -> Callable[[Item, Source], Item]:
    return lambda item, source: replace(item, kind=kind)


def _choices(kind: Kind) -> Callable[[Item, Source], Item]:
    def read(item: Item, source: Source) -> Item:
        found = v1_answers.choices(
            source.element,
            source.outcomes,
            source.feedback,
            source.draft,
            single=kind is not Kind.MULTIPLE,
        )
        if kind is Kind.TRUE_FALSE:
            return v1_answers.true_false(item, found)
        return replace(item, kind=kind, choices=found)

    return read


def _short(item: Item, source: Source) -> Item:
    found = v1_answers.short(source.outcomes, source.feedback)
    return replace(item, kind=Kind.SHORT, choices=found)


def _numerical(item: Item, source: Source) -> Item:
    found = v1_answers.numbers(source.outcomes, source.feedback)
    return replace(item, kind=Kind.NUMERICAL, numbers=found)


def _matching(item: Item, source: Source) -> Item:
    found = v1_answers.pairs(source.element, source.outcomes, source.draft)
    return replace(item, kind=Kind.MATCHING, pairs=found)


def _ordering(item: Item, source: Source) -> Item:
    found = v1_answers.order(source.element, source.draft)
    return replace(item, kind=Kind.ORDERING, choices=found)


_READERS: dict[str, Callable[[Item, Source], Item]] = {
    "multiple_choice_question": _choices(Kind.CHOICE),
    "multiple_answers_question": _choices(Kind.MULTIPLE),
    "true_false_question": _choices(Kind.TRUE_FALSE),
    "short_answer_question": _short,
    "numerical_question": _numerical,
    "matching_question": _matching,
    "ordering_question": _ordering,
    "fill_in_multiple_blanks_question": _blanks,
    "multiple_dropdowns_question": _blanks,
    "essay_question": _alone(Kind.ESSAY),
    "text_only_question": _alone(Kind.DESCRIPTION),
}
