"""What slides say that their terms are."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import lru_cache
from itertools import groupby, pairwise

from knowledge.definitions import meaning_in
from knowledge.normalise import fold, words
from knowledge.questions.facts import Meant, group_of
from knowledge.questions.lexis import BASES, CATEGORIES, GENERIC, KINDS, function_words
from knowledge.questions.material import (
    ARTICLE,
    Line,
    Teaching,
    is_marked,
    polarity,
    without_numbers,
)
from knowledge.questions.texts import (
    bare,
    capital,
    content,
    is_topic,
    is_whole,
    key,
    stands_alone,
    tidy,
    unbracketed,
    without_symbol,
)
from knowledge.words import is_word

_HEADS = re.compile(
    r"\b(?:wikimedia|wikipedia|flickr|unsplash|creative commons|credit|applications?|formula|equation|notation|advice|acronym|abbreviation|name|note|rule of thumb|cause|effect|factor|gründe|folge|ursache|wirkung|vorteil|nachteil|rat|conséquence|effet|consecuencia|efecto|causa|problem|goal|idea|result|question|key|point|reason|way|difference|thing|part|case|advantage|example|issue|focus|answer|"
    r"function|location|composition|development|appearance|prevalence|symptom|treatment|diagnosis|"
    r"challenge|title|rest|reality|lesson|takeaway|solution|aim|purpose|main|first|second|last|next|best|approach|consequence|conclusion|bottom line|downside|outcome|"
    r"(?:recommended|suggested|required|further|optional|additional) (?:reading|material|literature|resource|exercise|book)|"
    r"benefit|drawback|trade-?offs?|limitation|problema|objetivo|ejemplo|razón|ziel|grund|beispiel|but|raison|exemple)s?\b",
    re.I,
)
_INNER = frozenset("of and de del du des und la y et der die das for von le les l à".split())
"""Small words that a term may hold."""
_SIDES = frozenset(
    "left right top bottom middle center centre front back upper lower single double dual triple quad source caption".split()
)
"""Captions of pictures and numbers, which name nothing without what they stand at."""
_SHARES = frozenset("much most part half all any some many few".split())
_LONGEST_HEAD = 4
_SHORT_FORM = re.compile(r"^([^\W_][^():–—]{2,50}?)\s*\([^()]{1,40}\)(?=:\s|\s[-–—]\s)")
"""A name with its short one in brackets, ahead of what it means."""
_CASES = re.compile(
    r"\W*(?:e\.?g\b|examples?\b|for (?:example|instance)\b|such as\b|beispiele?\b|z\. ?b\.|ejemplos?\b|exemples?\b)",
    re.I,
)
"""What goes on behind what a thing is, without saying more of it."""
_SENTENCE_ENDS = re.compile(
    r"(?:(?<=[a-zäöüéáíóñ)])|(?<=[A-Z]{2}))\.\s+(?=[A-ZÄÖÜÉ¿\d])|;\s|(?<=\w): "
)
_LABELS = 3
"""A term of so many slides is a label."""
_NO_MEANING = re.compile(
    r"^(?:to|one|is|are|was|were|ist|sind|est|sont|es|son|with|without|the same|not|no|more|less|very|also|only|just|usually|often|because|when|where|if|how|what|why|that|used|called|defined|currently|already|now|needs?|have|has|should|must|can|may|could|will)\b|\bvs\b",
    re.I,
)
"""How remarks on a thing begin, which do not say what it is."""


_POINTS = re.compile(r"(?:[\w'’-]+[^\w.;'’-]+){0,5}(?:it|they)\b", re.I)
"""What speaks of something by a pronoun from the beginning is cut from what it stood in."""


_SYMBOL = re.compile(r"(?!pH$)[a-z].*[A-Z]|^[A-Z][b-df-hj-np-tv-xz]$|[^\x00-\x7f]$")
"""Of up to three letters, what stands for a number in a formula: "Nt", "rE"."""
_PEOPLE = re.compile(
    r"(?:[\w'’-]+ ){0,3}(?:others|people|somebody|someone|those who)\b(?!.*\bit\b)", re.I
)
"""Of whom "they" is said behind: "forcing others to do what they would not"."""


def labels_in(slides: Sequence[Teaching]) -> Set[tuple[str, str]]:
    """What stands ahead of colons on several slides of a file, or of several on one, as (file, key): "Application"."""
    counts: Counter[tuple[str, str]] = Counter()
    again: set[tuple[str, str]] = set()
    for slide in slides:
        file, headed = slide.slide.file, _headed_by(slide)
        counts.update((file, term) for term in headed.keys() - {key(slide.topic)})
        again |= {(file, term) for term, said in headed.items() if len(said) > 1}
    return again | {at for at, n in counts.items() if n >= _LABELS}


def _headed_by(slide: Teaching) -> Mapping[str, set[str]]:
    """What stands ahead of the slide's colons, as its key → all that stands behind it."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in slide.lines:
        meaning = meaning_in(tidy(line.text))
        if meaning and not meaning.said:
            found[key(meaning.term)].add(fold(meaning.meaning))
    return found


def meant_on(slide: Teaching) -> Iterator[Meant]:
    """What the slide says its terms are."""
    for _, lines in groupby((slide.title, *slide.lines), key=group_of):
        together = list(lines)
        found = [(line, meaning_in(without_short_form(tidy(line.text)))) for line in together]
        shaped = sum(1 for _, meaning in found if meaning and not meaning.said)
        for line, meaning in found:
            if meaning is None:
                continue
            term, told = (
                named(meaning.term, line.language),
                meaning_of(meaning.meaning, said=meaning.said),
            )
            if not term or not told or not is_whole(told, line.language):
                continue
            peers = shaped if not meaning.said else 0
            if line.number < 0 and not meaning.said:
                continue
            sure = ARTICLE.match(told) or same_topic(term, line.topic)
            if meaning.said or peers >= 2 or sure or is_marked(term, line.slide):
                text = line.text
                yield Meant(
                    spelt(term, text),
                    told,
                    text,
                    line.slide,
                    topic_over(line),
                    meaning.said,
                    group_of(line),
                    peers,
                )
    yield from _explained(slide)
    yield from _alternating(slide)


def without_short_form(text: str) -> str:
    """ "Messenger RNA (mRNA) - carrier of …" is on messenger RNA."""
    return _SHORT_FORM.sub(r"\1", text, count=1)


def topic_over(line: Line) -> str:
    """What the line stands under: the heading right above it where that names something, else the slide's topic."""
    heading = without_numbers(line.under[-1]).rstrip(" :") if line.under else ""
    names = bool(heading) and bool(named(heading, line.language)) and meaning_in(heading) is None
    return heading if names else line.topic


def spelt(term: str, line: str) -> str:
    """With a capital, but for a command that its line begins with: "df: free space of a disk"."""
    command = line.startswith(term) and " " not in term and len(term) <= 8 and term.isascii()
    command = command and not is_word(term)
    return term if command else capital(term)


def _explained(slide: Teaching) -> Iterator[Meant]:
    """Lines that only name something, each with the one line under it that says what that is: of several, the first may say anything."""
    pairs: list[tuple[Line, Line]] = []
    for line, below, after in zip(
        slide.lines, slide.lines[1:], [*slide.lines[2:], None], strict=False
    ):
        alone = after is None or after.level < below.level or bool(_CASES.match(after.text))
        if below.level == line.level + 1 and alone and len(line.text.split()) <= 5:
            pairs.append((line, below))
    for line, below in pairs:
        language = line.language
        peers = [p for p, _ in pairs if group_of(p) == group_of(line)]
        term = named(unbracketed(bare(without_numbers(line.text))), language)
        told = capital(meaning_of(bare(below.text)))
        fits = (
            bool(told)
            and stands_alone(told, language)
            and len(told.split()) >= 4
            and ":" not in told
        )
        if term and fits and len(peers) >= 2:
            text = f"{line.text}\n{below.text}"
            yield Meant(
                capital(term),
                told,
                text,
                line.slide,
                line.topic,
                False,
                f"{group_of(line)}|under",
                len(peers),
            )


def _alternating(slide: Teaching) -> Iterator[Meant]:
    """Lines that only name something, each with a line behind it at its level that says what that is."""
    found = [
        (name, below)
        for line, below in pairwise(slide.lines)
        if line.level == below.level
        and line.under == below.under
        and (name := named(bare(without_numbers(line.text)), line.language))
        and len(name.split()) <= _LONGEST_HEAD
        and not named(re.sub(r"\s*\([^()]*\)", "", bare(below.text)), line.language)
    ]
    told = [(name, below, meaning_of(bare(below.text))) for name, below in found]
    good = [
        (name, below, meaning)
        for name, below, meaning in told
        if meaning and len(meaning.split()) >= 5 and stands_alone(meaning, below.language)
    ]
    if len(good) >= 2 and len(good) == len(found):
        for name, below, meaning in good:
            text = f"{name}\n{below.text}"
            group = f"{group_of(below)}|behind"
            yield Meant(
                capital(name), meaning, text, below.slide, below.topic, False, group, len(good)
            )


def is_adverb(name: str) -> bool:
    """ "Dynamically" says how something is done, and names nothing."""
    word = fold(name)
    return (
        " " not in word
        and len(word) > 6
        and (word.endswith("ically") or (word.endswith("ly") and is_word(word[:-2])))
    )


@lru_cache(maxsize=50_000)
def named(term: str, language: str) -> str:
    """The term as a name of its own; "" where it is none."""
    name = without_symbol(bare(ARTICLE.sub("", term)))
    if (
        not is_topic(name, language)
        or _HEADS.search(name)
        or polarity(name)
        or CATEGORIES.match(name)
    ):
        return ""
    said = words(name)
    if (
        said[0] in _SHARES
        or set(said) <= GENERIC | KINDS | _SIDES
        or (language == "en" and is_adverb(name))
    ):
        return ""
    acts = language == "en" and len(said) > 1 and said[0].endswith("s") and said[0][:-1] in BASES
    joined = {w for w in said[1:-1] if w in function_words(language)} - _INNER
    symbol = 1 < len(name) <= 3 and _SYMBOL.search(name) is not None
    label = symbol or (name.isupper() and is_word(name)) or (name.isupper() and len(name) == 1)
    return "" if acts or joined or label else name


def meaning_of(text: str, *, said: bool = False) -> str:
    """The first sentence of what is said; "" where it leads nowhere."""
    inner = re.search(r"\w: |\w [-–—] ", text) or text.count(" + ") > 2
    if (not said and inner) or (_POINTS.match(text) and not _PEOPLE.match(text)):
        return ""
    first = _SENTENCE_ENDS.split(text, maxsplit=1)[0]
    told = bare(first)
    few = len(content(told)) < 3 or told[:1] in "(<[" or "<" in told
    parts = re.split(r"[,;]\s", told)
    few = (
        few
        or bool(_NO_MEANING.search(told))
        or (len(parts) >= 3 and len(told.split()) < 2.5 * len(parts))
    )
    cut = "not only" in told and "but" not in told
    points = cut or re.search(
        r"\b(?:this|these|we|our|i|my|here|above|below|dies\w*|wir|hier|esto|nosotros|nous|ceci)\b",
        told,
        re.I,
    )
    return "" if few or points else told


def same_topic(term: str, topic: str) -> bool:
    return bool(topic) and content(term) == content(topic)
