"""Questions on numbers and years in sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from knowledge.normalise import stem, words
from knowledge.questions.known import Asked, Known, draft
from knowledge.questions.material import Line
from knowledge.questions.model import Draft, QuizKind
from knowledge.questions.texts import content, is_sentence, mentions, tidy
from knowledge.questions.wording import BLANK, say

_YEAR = re.compile(
    r"(?<=\b(?:in|im|en) )(?:1[0-9]\d\d|20[0-4]\d)\b(?![\w-]| ?%)|(?<=since )(?:1[5-9]\d\d|20[0-4]\d)\b"
)
_COUNT = re.compile(
    r"(?<![\w.,/$€#-])(?P<n>\d{1,3}(?:[,.]\d{3})+|\d+(?:\.\d+)?)(?P<unit> ?%| percent\b| (?:million|billion|trillion|bits?|bytes?|kb|mb|gb|tb|kbit/s|"
    r"mbit/s|hz|khz|mhz|ghz|ms|seconds?|minutes?|hours?|days?|years?|metres?|meters?|kilomet\w+|km|kg|grams?|°c|volts?|watts?|"
    r"chromosomes|elements|players|states|members|degrees|layers|pairs|prozent|jahre?n?|tage?n?|stunden|minuten|ans|années|años|días|por ciento)\b)",
    re.I,
)


_A_YEAR = re.compile(r"\b(?:1[0-9]\d\d|20[0-4]\d)\b")
_LEAST_DATED = 12
"""Lines with years that make a file one on history, in which years are something to learn."""
_TWIN = 0.6
"""Share of a line's words from which another line says the same."""
_LOOSELY = re.compile(
    r"\b(?:now|currently|today|so far|to date|heute|derzeit|hoy|actuellement|aujourd['’]hui|about|around|roughly|approximately|almost|nearly|typically|"
    r"usually|often|perhaps|suppose|say|e\.g|for example|such as|up to|several|etwa|ungefähr|circa|environ|aproximadamente|first \d+)\b|~|≈",
    re.I,
)
_WHOLE = 100.0
_FACTORS = (0.25, 0.5, 0.75, 1.5, 2.0, 4.0)


class Numbers:
    def __init__(self, known: Known) -> None:
        self._known = known
        self._dated = Counter(
            line.slide.file for s in known.slides for line in s.lines if _A_YEAR.search(line.text)
        )
        """How many lines of a file hold a year."""

    def drafts(self) -> Iterator[Draft]:
        for slide in self._known.slides:
            for line in slide.lines:
                asked = None if _has_twin(line, slide.lines) else self._asked(line)
                made = asked and draft(self._known, asked)
                if made:
                    yield made

    def _asked(self, line: Line) -> Asked | None:
        text = tidy(line.text).rstrip(".")
        if len(re.findall(r"\d[\d.,]*", text)) != 1 or not _is_told(text, line):
            return None
        year, count = _YEAR.search(text), _COUNT.search(text)
        luck = self._known.choosing.luck("number", text)
        if year and self._dated[line.slide.file] < _LEAST_DATED:
            return None
        if year:
            value = int(year[0])
            steps = [d for d in (-23, -16, -11, -6, 5, 9, 14, 21) if value + d <= 2026]
            wrong = [str(value + d) for d in luck.sample(steps, 3)]
            at = year.span()
        elif count and len(words(text)) >= 5:
            wrong = [_scaled(count["n"], f) for f in luck.sample(_FACTORS, len(_FACTORS))]
            wrong = [w for w in dict.fromkeys(wrong) if _may_be(w, count)][:3]
            at = count.span("n")
        else:
            return None
        answer = text[at[0] : at[1]]
        if len(wrong) < 3 or len(content(text) - {stem(answer)}) < 3:
            return None
        gapped = text[: at[0]] + BLANK + text[at[1] :]
        topic = line.topic if line.topic and not mentions(text, line.topic) else ""
        question = say(line.language, "cloze", topic=topic, text=gapped)
        return Asked(
            QuizKind.NUMBER,
            question,
            answer,
            wrong,
            text,
            line.slide,
            0.52 + 0.1 * bool(year or (line.topic and not topic)),
        )


def _has_twin(line: Line, lines: Sequence[Line]) -> bool:
    """Does another line of the slide say the same with another number? Then either may be meant."""
    said = {w for w in content(line.text) if not w[0].isdigit()}
    others = (
        content(other.text) for other in lines if other is not line and other.text != line.text
    )
    return any(
        any(w[0].isdigit() for w in told) and len(said & told) >= _TWIN * len(said)
        for told in others
    )


def _is_told(text: str, line: Line) -> bool:
    """A sentence that gives the number as a fact, and not as about so much, an example's, or today's."""
    return is_sentence(text, line.language) and not _LOOSELY.search(text)


def _may_be(wrong: str, count: re.Match[str]) -> bool:
    """Another number, and of a whole no more than all of it."""
    share = re.search(r"%|percent|prozent|por ciento", count["unit"], re.I)
    whole = share and float(count["n"].replace(",", "")) == _WHOLE
    fits = not share or float(wrong.replace(",", "")) <= _WHOLE
    return wrong not in {count["n"], "0"} and bool(fits) and not whole


def _scaled(number: str, factor: float) -> str:
    """The number times the factor, written as it was: grouped, with as many decimals."""
    grouped = re.fullmatch(r"\d{1,3}(?:([,.])\d{3})+", number)
    if grouped:
        value = round(float(re.sub(r"[,.]", "", number)) * factor)
        return f"{value:,}".replace(",", grouped[1])
    if "." in number:
        return f"{float(number) * factor:.{len(number.split('.')[1])}f}"
    return str(round(float(number) * factor))
