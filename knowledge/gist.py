"""What a slide says, in the forms in which slides are compared."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence

from knowledge.model import Build, Bullet, Form, Gist, Slide
from knowledge.normalise import fold
from knowledge.resemblance import sketch

_MARKS = re.compile(r"[\W_]+")


def gist_of(slide: Slide) -> Gist:
    """The slide's gist; that of another slide with the same title and bullets is equal."""
    words = re.findall(r"\w+", fold(f"{slide.title}\n{slide.body}"))
    return Gist(slide_entry_id(slide), " ".join(words), sketch(words))


def gists_of(build: Build) -> Sequence[Gist]:
    """The gists of the slides that the build quotes, in their order."""
    return build.gists or [gist_of(slide) for slide in build.quoted]


def entry_id(kind: str, *parts: object) -> str:
    """Stable for the same content, whatever stands around it."""
    digest = hashlib.sha256("\x1f".join(str(p) for p in parts).encode()).hexdigest()
    return f"{kind}-{digest[:16]}"


def slide_entry_id(slide: Slide) -> str:
    """The id of a slide's entry: of what it says, wherever that stands."""
    return entry_id("slide", content_key(slide))


def content_key(slide: Slide) -> str:
    """What a slide says, whatever its spaces, letter cases, marks and line breaks are."""
    said = "".join((letters(slide.title), *map(_bullet_key, slide.bullets)))
    return f"{letters(slide.title)}\x1f{said}"


def _bullet_key(bullet: Bullet) -> str:
    """In code and formulas the marks are the meaning; line breaks and indents are not."""
    if bullet.form in (Form.CODE, Form.FORMULA):
        return "".join(bullet.text.split())
    return letters(bullet.text)


def letters(text: str) -> str:
    """A text's letters and digits, folded; its marks where it has nothing else."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _MARKS.sub("", folded) or "".join(folded.split())
