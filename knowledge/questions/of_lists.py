"""Questions on what belongs to which list, and what does not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal

from knowledge.normalise import words
from knowledge.questions.choices import Wanted
from knowledge.questions.facts import Listing
from knowledge.questions.known import Asked, Known, draft
from knowledge.questions.lexis import CONS, GENERIC, KINDS, PROS
from knowledge.questions.listed import is_category
from knowledge.questions.material import is_process
from knowledge.questions.model import Draft, QuizKind
from knowledge.questions.texts import capital, content, is_name, is_topic, key, stems
from knowledge.questions.wording import say

_COUNTING = frozenset(
    "main the key two three four five six important common some these following major basic all".split()
)
_MOST_ASKED = 3
"""Questions of one list: more would ask for the list by heart."""


def _may_say(one: frozenset[str], other: frozenset[str]) -> bool:
    """May the two say the same, as they share half of their words?"""
    return 2 * len(one & other) >= min(len(one), len(other))


class Lists:
    def __init__(self, known: Known) -> None:
        self._known = known
        self._files: dict[str, list[Listing]] = defaultdict(list)
        self._held: dict[str, list[Listing]] = defaultdict(list)
        self._whole: dict[str, set[str]] = defaultdict(set)
        """All that stands under one heading, on whatever slides."""
        for listing in known.listings:
            self._files[listing.slide.file].append(listing)
            for item in listing.items:
                self._held[key(item)].append(listing)
            self._whole[key(listing.heading)].update(map(key, listing.items))

    def drafts(self) -> Iterator[Draft]:
        for listing in self._known.listings:
            made = list(self._of(listing))
            yield from made[:_MOST_ASKED]

    def _of(self, listing: Listing) -> Iterator[Draft]:
        heading = self._heading(listing)
        if not heading:
            return
        luck = self._known.choosing.luck("list", listing.text)
        items = list(listing.items)
        luck.shuffle(items)
        makers = [self._odd, self._member] if luck.random() < 0.5 else [self._member, self._odd]
        for item in items:
            for make in makers:
                asked = make(listing, heading, item)
                made = asked and draft(self._known, asked)
                if made:
                    yield made
                    break

    def _heading(self, listing: Listing) -> str:
        """What the list is of; of "Pros:" that is the slide's topic."""
        if not listing.side:
            language = listing.slide.language or "en"
            named = not set(words(listing.heading)) <= GENERIC | KINDS | _COUNTING
            told = (named and is_topic(listing.heading, language)) or listing.topic
            bare = not named and bool(content(listing.heading) & content(listing.topic))
            return "" if not told else listing.topic if bare else listing.heading
        found = PROS.match(listing.heading) or CONS.match(listing.heading)
        of = next(filter(None, found.group("of", "von", "de", "has")), "") if found else ""
        return capital(of) or listing.topic

    def _are_siblings(self, one: Listing, other: Listing) -> bool:
        """Are they two kinds of one thing, set side by side: "Types of active transport", "… of passive transport"?"""
        if one.slide is not other.slide or one.side or other.side:
            return False
        said, told = content(one.heading), content(other.heading)
        alike = stems(one.heading)[-1:] == stems(other.heading)[-1:]
        apart = not set(map(key, one.items)) & set(map(key, other.items))
        return alike and bool(said - told) and bool(told - said) and apart

    def _siblings(self, listing: Listing) -> list[str]:
        """Items of the lists beside it that are of the same kind of things."""
        there = self._files[listing.slide.file]
        return [i for x in there if self._are_siblings(x, listing) for i in x.items]

    def _same_side(self, listing: Listing) -> list[str]:
        """Advantages of other things beside one of this: those of the other side are told by their tone."""
        here = self._heading(listing)
        own: list[frozenset[str]] = []
        others: list[str] = []
        for one in self._files[listing.slide.file]:
            if self._heading(one) == here:
                own += map(content, one.items)
            elif one.side == listing.side:
                others += one.items
        return [item for item in others if not any(_may_say(content(item), told) for told in own)]

    def _foreign(self, candidate: str, listing: Listing, heading: str) -> bool:
        """Does it certainly not belong to the list?"""
        return (
            all(self._are_siblings(x, listing) for x in self._held[key(candidate)])
            and not content(candidate) & content(heading)
            and key(candidate) not in self._whole[key(listing.heading)]
        )

    def _member(self, listing: Listing, heading: str, item: str) -> Asked | None:
        """Beside the same side of other things, or items of a list of the same kind: those of any other would be far-fetched, or right."""
        language = listing.slide.language or "en"
        names = is_name(item, language)
        siblings = self._siblings(listing)
        pools = [self._same_side(listing)] if listing.side else [siblings]
        wanted = Wanted(
            item,
            heading,
            agrees=False,
            peers=frozenset(map(key, siblings)),
            wrong=lambda c: (
                listing.side != ""
                or (is_name(c, language) == names and self._foreign(c, listing, heading))
            ),
        )
        wrong = self._known.choosing.wrong(wanted, pools, least=2)
        if not wrong:
            return None
        stem = self._stem(listing, heading, "member")
        return Asked(
            QuizKind.MEMBER,
            stem,
            item,
            wrong,
            listing.text,
            listing.slide,
            self._worth(listing, [item, *wrong]),
            fact=f"list|{key(heading)}",
            kin=frozenset(map(key, wrong)),
        )

    def _odd(self, listing: Listing, heading: str, item: str) -> Asked | None:
        """`item` and two more of the list beside something of another list."""
        language = listing.slide.language or "en"
        if listing.side or len(listing.items) < 3 or not self._names_kind(listing):
            return None
        luck = self._known.choosing.luck("odd", listing.text, item)
        rest = [i for i in listing.items if i != item and not content(i) & content(heading)]
        if len(rest) < 2 or content(item) & content(heading):
            return None
        inside = [item, *luck.sample(rest, 2)]
        names = is_name(item, language)
        common = frozenset.intersection(*map(content, inside))
        wanted = Wanted(
            item,
            heading,
            agrees=False,
            wrong=lambda c: (
                is_name(c, language) == names
                and ("-" in c) == all("-" in i for i in inside)
                and self._foreign(c, listing, heading)
                and not common - content(c)
            ),
        )
        found = self._known.choosing.wrong(wanted, [self._siblings(listing)], least=1)
        if not found:
            return None
        stem = self._stem(listing, heading, "odd")
        return Asked(
            QuizKind.ODD_ONE_OUT,
            stem,
            found[0],
            inside,
            listing.text,
            listing.slide,
            self._worth(listing, [*inside, found[0]]) - 0.02,
            fact=f"list|{key(heading)}",
        )

    def _names_kind(self, listing: Listing) -> bool:
        """Of "Slate → Schist → Gneiss" the slide's title is no kind that they belong to."""
        told = is_category(listing.heading, listing.slide.language or "en")
        return not listing.ordered or told or is_process(listing.heading)

    def _stem(self, listing: Listing, heading: str, kind: Literal["member", "odd"]) -> str:
        language = listing.slide.language or "en"
        if listing.side:
            return say(language, "pro" if listing.side == "pro" else "con", heading=heading)
        topic = listing.topic
        told = topic and not content(topic) & content(heading)
        return say(language, kind, heading=heading, topic=topic if told else "")

    def _worth(self, listing: Listing, choices: Sequence[str]) -> float:
        language = listing.slide.language or "en"
        value = 0.72 if listing.side else 0.66
        value += 0.06 if all(is_name(c, language) for c in choices) else 0.0
        value += 0.04 if 3 <= len(listing.items) <= 8 else -0.04
        value += 0.04 if listing.topic and not listing.side else 0.0
        value -= 0.1 if any(len(c.split()) > 10 for c in choices) else 0.0
        return value
