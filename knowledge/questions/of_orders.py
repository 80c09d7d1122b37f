"""Questions on what comes before what, and when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise, permutations

from knowledge.questions.facts import Event, Listing, Period
from knowledge.questions.known import Asked, Known, draft
from knowledge.questions.model import Draft, QuizKind
from knowledge.questions.texts import bare, content, is_topic, key
from knowledge.questions.wording import Way, say

_LEAST_YEARS = 4
"""A topic with fewer years tells a case, and no history."""
_MOST_SHOWN = 90
"""Letters of an order that is shown as one choice."""


class Orders:
    def __init__(self, known: Known) -> None:
        self._known = known

    def drafts(self) -> Iterator[Draft]:
        for listing in self._known.listings:
            if listing.ordered and 4 <= len(listing.items) <= 9:
                asked = (self._whole(listing), self._after(listing), self._first(listing))
                yield from self._made(a for a in asked if a)
        groups: dict[str, list[Event]] = defaultdict(list)
        for event in self._known.events:
            groups[f"{event.slide.file}|{event.topic}"].append(event)
        for events in groups.values():
            if len({e.year for e in events}) >= _LEAST_YEARS:
                yield from self._made(self._dates(events))
        yield from self._made(self._periods())

    def _periods(self) -> Iterator[Asked]:
        """The dates of one thing beside those of others in the same file."""
        files: dict[str, dict[str, Period]] = defaultdict(dict)
        for period in self._known.periods:
            files[period.slide.file].setdefault(key(period.name), period)
        for periods in files.values():
            for period in periods.values():
                whens = {p.when for p in periods.values()} - {period.when}
                luck = self._known.choosing.luck("period", period.text)
                if len(whens) >= 3:
                    yield Asked(
                        QuizKind.NUMBER,
                        say(period.slide.language or "en", "dates", event=period.name),
                        period.when,
                        luck.sample(sorted(whens), 3),
                        period.text,
                        period.slide,
                        0.7,
                    )

    def _made(self, asked: Iterator[Asked]) -> Iterator[Draft]:
        for each in asked:
            made = draft(self._known, each)
            if made:
                yield made

    def _whole(self, listing: Listing) -> Asked | None:
        steps = listing.items[:5]
        if len(listing.items) > 5 or len(" → ".join(steps)) > _MOST_SHOWN:
            return None
        luck = self._known.choosing.luck("order", listing.text)
        others = [p for p in permutations(steps) if p != steps and p != steps[::-1]]
        wrong = [" → ".join(p) for p in luck.sample(others, 3)]
        return self._asked(listing, "order", " → ".join(steps), wrong, 0.7)

    def _after(self, listing: Listing) -> Asked | None:
        luck = self._known.choosing.luck("after", listing.text)
        before, after = luck.choice(list(pairwise(listing.items)))
        others = [s for s in listing.items if s not in {before, after}]
        if content(before) & content(after):
            return None
        wrong = luck.sample(others, min(3, len(others)))
        return self._asked(listing, "after", after, wrong, 0.68, step=before)

    def _first(self, listing: Listing) -> Asked | None:
        luck = self._known.choosing.luck("first", listing.text)
        first, *others = listing.items
        return self._asked(listing, "first", first, luck.sample(others, 3), 0.62)

    def _asked(
        self,
        listing: Listing,
        wording: Way,
        answer: str,
        wrong: list[str],
        quality: float,
        step: str = "",
    ) -> Asked | None:
        language = listing.slide.language or "en"
        topic = bare(listing.heading)
        if listing.topic and not content(listing.topic) & content(topic):
            topic = f"{listing.topic}, {topic}"
        if not is_topic(topic, language):
            return None
        stem = say(language, wording, topic=topic, step=step)
        return Asked(
            QuizKind.ORDER,
            stem,
            answer,
            wrong,
            listing.text,
            listing.slide,
            quality,
            fact=f"order|{key(listing.text)}|{wording}",
        )

    def _dates(self, events: list[Event]) -> Iterator[Asked]:
        years = sorted({e.year for e in events})
        for event in events:
            language = event.slide.language or "en"
            luck = self._known.choosing.luck("year", event.text)
            others = [str(y) for y in years if y != event.year]
            others += [str(event.year + d) for d in (-11, -7, -3, 4, 9, 13)][
                : max(0, 3 - len(others))
            ]
            topic = (
                event.topic
                if event.topic and not content(event.topic) & content(event.event)
                else ""
            )
            stem = say(language, "year", topic=topic, event=event.event)
            yield Asked(
                QuizKind.NUMBER,
                stem,
                str(event.year),
                luck.sample(others, 3),
                event.text,
                event.slide,
                0.72,
            )
        if len(years) >= _LEAST_YEARS:
            luck = self._known.choosing.luck("earliest", events[0].text)
            chosen = luck.sample(list({e.year: e for e in events}.values()), 4)
            first = min(chosen, key=lambda e: e.year)
            language, topic = first.slide.language or "en", first.topic
            yield Asked(
                QuizKind.ORDER,
                say(language, "earliest", topic=topic),
                first.event,
                [e.event for e in chosen if e is not first],
                "\n".join(e.text for e in sorted(chosen, key=lambda e: e.year)),
                first.slide,
                0.7,
            )
