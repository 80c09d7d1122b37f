"""A course that answers: quotations with their slide, or the plain word that it does not say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from knowledge import smalltalk
from knowledge.agenda import asks_for_a_date
from knowledge.amounts import how_much
from knowledge.answering import Result, answer, dated
from knowledge.asks import Asks
from knowledge.catalogue import Catalogue, DatesWanted
from knowledge.model import Abstention, Answer, AnswerKind, Build, Deadline, Entry, Slide
from knowledge.normalise import fold, without_markup
from knowledge.plainer import plainer
from knowledge.question import Question, parse
from knowledge.rewording import reworded
from knowledge.several import both
from knowledge.stories import Part, asking_parts, spelt_out, two_questions
from knowledge.suggestions import suggestions

_FOLLOW_UP = re.compile(
    r"^(?:(?:and|but|so|ok|okay|also|then)\b[ ,]*)+|^(?:what|how) about\b|^(?:and )?why\b"
    r"|\b(?:it|its|it's|that|this|they|them|their|those|these|more|he|she|him|his|her)\b"
    r"|^(?:(?:any|some|an|other|another|more) )*examples?\b[^a-z]*(?:pl(?:ea)?[sz]e?)?$|^(?:how|when|where|who)\W*$"
)
_ANOTHER = re.compile(
    r"(?:(?:and|but|so|ok|okay|also|then|und|y|et)\b[ ,]*)+(?:(?:what|how) about\b|for\b)?|(?:what|how) about\b",
    re.I,
)
_ONLY_ONE = "I found nothing in the lectures on the other thing that you ask."
_MAX_CHARS = 2_000


@dataclass(frozen=True, slots=True)
class Topic:
    """What a thread is about: its last question, and the entry that answered it."""

    question: str
    entry_id: str | None = None


@dataclass(frozen=True)
class Course:
    """A build that can be asked. Immutable; safe to ask from several threads at once."""

    name: str
    known: Catalogue

    @classmethod
    def from_build(
        cls,
        build: Build,
        *,
        code: str,
        name: str,
        timezone: str,
        faq: Sequence[Entry] = (),
        lecturer: str = "",
    ) -> Course:
        """Index what was read; FAQ entries, its own and `faq`, are quoted before slides where they fit.

        `lecturer` is who teaches, where the course file says so.
        """
        told = [entry for entry in build.entries if entry.kind is AnswerKind.FAQ]
        known = Catalogue.of(
            build, code=code, timezone=timezone, faq=(*faq, *told), lecturer=lecturer
        )
        return cls(name, known)

    @property
    def build(self) -> Build:
        return self.known.build

    def with_dates(self, dated: Sequence[Deadline]) -> Course:
        """The same course, which answers questions about dates from these and not from its slides'."""
        return replace(self, known=replace(self.known, dated=tuple(dated)))

    def entry(self, entry_id: str) -> Entry | None:
        """The entry with this id, if the course (still) has it."""
        return self.known.entries.get(entry_id)

    def slide_of(self, entry_id: str) -> Slide | None:
        """The slide an entry stands on."""
        return self.known.slide_under(entry_id)

    def suggestions(self, n: int = 4) -> tuple[str, ...]:
        """At most `n` questions the course answers well."""
        return suggestions(self.build, n)

    def ask(
        self, question: str, *, now: datetime, topic: Topic | None = None
    ) -> Answer | Abstention:
        """The answer, or why there is none. Never raises, whatever the text.

        `now` (aware) decides what is still to come; `topic` gives follow-ups such as "and what
        about Xen?" their context.
        """
        text = without_markup(question)[:_MAX_CHARS]
        chat = smalltalk.reply(text)
        if chat is not None:
            return Answer(None, chat, AnswerKind.CHAT, 1.0)
        text = plainer(text)
        result = self._best(text, now)
        result = result if result.answered else self._in_other_words(text, now) or result
        if topic is None or not _FOLLOW_UP.search(fold(text)):
            return result
        if date := self._date_of_another(text, topic, now):
            return date
        if result.answered and not self._asks_only_how_much(text):
            return result
        followed = answer(
            parse(f"{text} {self._words_of(topic)}", self.known.speller, self.known.lexicon),
            self.known,
            now,
        )
        return followed if followed.answered or result.answered else result

    def _date_of_another(self, text: str, topic: Topic, now: datetime) -> Answer | None:
        """ "And the essay?", where the thread asked when something is due."""
        before = without_markup(topic.question)[:_MAX_CHARS]
        asked = parse(before, self.known.speller, self.known.lexicon)
        if asks_for_a_date(asked) or self._date_of_named(before, now):
            return self._date_of_named(text, now)
        return None

    def _date_of_named(self, text: str, now: datetime) -> Answer | None:
        named = _ANOTHER.sub("", text.strip(), count=1)
        asked = parse(named, self.known.speller, self.known.lexicon)
        if named == text.strip() or asked.asks is not Asks.ANYTHING or not asked.content:
            return None
        return dated(replace(asked, asks=Asks.DATE), self.known, now)

    def _asks_only_how_much(self, text: str) -> bool:
        """ "How thick is it?": of what, only the thread tells."""
        asked = parse(text, self.known.speller, self.known.lexicon)
        return set(asked.content) == {how_much(asked.words)}

    def ask_of_no_date(
        self, question: str, *, now: datetime, topic: Topic | None = None
    ) -> Answer | Abstention | None:
        """What `ask` gives, whichever dates the course has; None where these have a say in it."""
        dateless = replace(self, known=replace(self.known, dated=None))
        try:
            return dateless.ask(question, now=now, topic=topic)
        except DatesWanted:
            return None

    def _best(self, text: str, now: datetime) -> Result:
        """The best answer to the message as a whole or to a part of it that asks."""
        parts = [self._read(part) for part in asking_parts(text)]
        whole = parse(text, self.known.speller, self.known.lexicon)
        if not whole.words:
            return Abstention(0.0, "there are no words in the question")
        results = [
            answer(asked, self.known, now)
            for asked in (*parts, whole)
            if asked.content or asked is whole
        ]
        best = max(results, key=lambda r: (r.answered, r.confidence))
        return self._of_two(text, results[-1], now) or best

    def _in_other_words(self, text: str, now: datetime) -> Answer | None:
        """What answers the same asked in another way, and holds what was asked for."""
        for other in reworded(text):
            found = self._best(other.text, now)
            if isinstance(found, Answer) and other.told.search(_shown(found)):
                return found
        return None

    def _of_two(self, text: str, whole: Result, now: datetime) -> Answer | None:
        """Both answers to two questions in a message, where nothing answers it as a whole."""
        asked = two_questions(text)
        if asked is None or (whole.answered and not whole.deadlines):
            return None
        first, second = asked
        named = self._words_of(Topic(first))
        one, other = (self._alone(each, now) for each in (first, spelt_out(second, named)))
        if one and other:
            return both(one, other)
        found = one or other
        return replace(found, remark=_ONLY_ONE) if found and found.deadlines else None

    def _alone(self, text: str, now: datetime) -> Answer | None:
        asked = parse(text, self.known.speller, self.known.lexicon)
        found = answer(asked, self.known, now) if asked.content else Abstention(0.0)
        return found if isinstance(found, Answer) else self._in_other_words(text, now)

    def _read(self, part: Part) -> Question:
        """A part of a message; of its background only what the course knows."""
        asked = parse(part.asked, self.known.speller, self.known.lexicon)
        if not part.background:
            return asked
        told = parse(part.background, self.known.speller, self.known.lexicon).content
        known = tuple(w for w in told if self.known.lexicon.knows(w) and w not in asked.content)
        return replace(asked, content=(*asked.content, *known))

    def _words_of(self, topic: Topic) -> str:
        asked = without_markup(topic.question)[:_MAX_CHARS]
        return " ".join(parse(asked, self.known.speller, self.known.lexicon).content)


def _shown(found: Answer) -> str:
    """What people read of an answer: the title over it, and the quotation."""
    return f"{found.source.title}\n{found.quote}" if found.source else found.quote
