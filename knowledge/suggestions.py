"""Questions that a course answers well, made from what it says."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.model import Build


def suggestions(build: Build, n: int) -> tuple[str, ...]:
    """At most `n` questions to offer somebody who does not know what to ask."""
    return tuple(dict.fromkeys(_ideas(build)))[:n]


def _ideas(build: Build) -> Iterator[str]:
    shorts = [short for short in build.acronyms if short.isalnum()]
    yield from (f"What is {short}?" for short in shorts[:1])
    if build.deadlines:
        yield "What's due?"
    yield from (f"What does {short} stand for?" for short in shorts[1:2])
    due = [item for item in build.deadlines if item.kind == "due"]
    yield from (f"When is the {item.title} due?" for item in due[-1:])
    titles = (slide.title for slide in build.quoted if slide.title)
    yield from (f"What does the lecture say about {title.lower()}?" for title in titles)
