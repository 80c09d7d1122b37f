"""The blanks of a text in QTI 1.2, as Canvas's old quizzes and its New Quizzes write them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from knowledge.exchange.markup import as_plain
from knowledge.exchange.model import Choice, Draft, Gap, Kind, Text
from knowledge.exchange.qti.outcome import Outcome
from knowledge.exchange.qti.texts import material
from knowledge.exchange.xml import Element, line_of

_TO_CHOOSE = frozenset({"dropdown", "wordbank"})
_LOST: Mapping[str, tuple[str, str]] = {
    "TextRegex": ("the pattern “{}”", "taken as it is written: put the right words in its place"),
    "TextContainsAnswer": ("that “{}” may stand among other words", "not carried over"),
    "TextCloseEnough": ("that “{}” may be misspelt by some letters", "not carried over"),
}
"""Ways of New Quizzes to look at an answer that Lectern has not."""


def gaps(
    item: Element, outcomes: Sequence[Outcome], kind: Kind, draft: Draft, *, case_sensitive: bool
) -> dict[str, Gap]:
    """The blanks by their names: to choose for, or to write one of the words into."""
    right = {(key, answer) for o in outcomes if o.share for key, answer in o.equal}
    found = {}
    for lid in item.iter("{*}response_lid"):
        ident = lid.get("ident") or ""
        labels = list(lid.iter("{*}response_label"))
        chosen = any((label.get("answer_type") or "") in _TO_CHOOSE for label in labels)
        how = Kind.CHOICE if chosen else kind
        answers = []
        for label in labels:
            text = material(label, draft)
            is_right = how is Kind.SHORT or (ident, label.get("ident") or "") in right
            if text:
                words = Text(as_plain(text)) if how is Kind.SHORT else text
                answers.append(Choice(words, 100.0 if is_right else 0.0))
                _note_algorithm(label, as_plain(text), draft)
        if answers:
            counts = case_sensitive and how is Kind.SHORT
            found[ident.removeprefix("response_")] = Gap(how, tuple(answers), case_sensitive=counts)
    return found


def _note_algorithm(label: Element, words: str, draft: Draft) -> None:
    lost = _LOST.get(label.get("scoring_algorithm") or "")
    if lost is not None:
        draft.note(lost[0].format(words), lost[1], line_of(label))
