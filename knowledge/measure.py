"""Coverage for one question: each of its words is held against each text once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from knowledge.coverage import Lexicon, Text, covers
from knowledge.normalise import forms


@dataclass
class Measure:
    """How far texts speak of a question's words. Made anew for each question."""

    lexicon: Lexicon
    _found: dict[tuple[str, int], float] = field(default_factory=dict)
    _texts: list[Text] = field(default_factory=list)

    def cover(self, word: str, *texts: Text) -> float:
        """0..1: the best that any of the texts says of the word."""
        return max([self._cover(word, text) for text in texts], default=0.0)

    def _cover(self, word: str, text: Text) -> float:
        key = (word, id(text))
        found = self._found.get(key)
        if found is None:
            self._texts.append(text)  # kept, so that its id stays its own
            found = self._found[key] = covers(word, text, self.lexicon)
        return found

    def share(self, content: Sequence[str], *texts: Text) -> float:
        """The weighted share of `content` that the texts together speak of; 0 for no content."""
        weights = [self.lexicon.weight(w) for w in content]
        total = sum(weights)
        if not total:
            return 0.0
        spoken = sum(
            weight * self.cover(word, *texts) for word, weight in zip(content, weights, strict=True)
        )
        return spoken / total

    def same(self, content: Sequence[str], named: Sequence[str], text: Text) -> float:
        """How far a heading (its words, and as a text) says what was asked, and nothing else."""
        if not named:
            return 0.0
        forward = self.share(content, text)
        if not forward:
            return 0.0
        likenesses = [self.lexicon.likeness(w) for w in content]
        total = back = 0.0
        for word in named:
            weight = self.lexicon.weight(word)
            total += weight
            stem = forms(word)[0]
            back += weight * max(
                max(like.of(word), 0.9 if stem in like.parts else 0.0) for like in likenesses
            )
        return forward * back / total
