"""GIFT in."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.exchange.gift.answers import with_answers
from knowledge.exchange.gift.blocks import Block, blocks, parts
from knowledge.exchange.gift.signs import parted
from knowledge.exchange.labels import with_tags
from knowledge.exchange.limits import MAX_TEXT, is_full
from knowledge.exchange.markup import sent
from knowledge.exchange.model import (
    Draft,
    Format,
    Imported,
    Item,
    Kind,
    Markup,
    Refused,
)


def read_gift(text: str, draft: Draft) -> Imported:
    """The questions of a GIFT file; those that cannot be read are notes."""
    category = ""
    for block in blocks(text):
        if block.category is not None:
            category = block.category
        if not block.text:
            continue
        if is_full(draft, block.line):
            break
        draft.question += 1
        draft.line = block.line
        try:
            draft.items += _items(block, category, draft)
        except Refused as refusal:
            draft.note(refusal.what, refusal.why)
    return draft.done(Format.GIFT)


def _items(block: Block, category: str, draft: Draft) -> Iterator[Item]:
    if len(block.text) > MAX_TEXT:
        raise Refused("a question as long as a book", "part the questions with blank lines")
    found = parts(block.text)
    if found.rest:
        why = "GIFT takes the first for the answers and reads on; where a question of its own was meant, put a blank line before it"
        draft.note("a second pair of braces", why)
    text, markup = parted(found.stem, Markup.MOODLE)
    stem = sent(text, markup, draft)
    if not stem:
        raise Refused("a question without words", "write what is asked before the {")
    feedback, how = parted(found.feedback, markup)
    item = Item(
        Kind.DESCRIPTION,
        stem,
        feedback=sent(feedback, how, draft),
        name=found.name,
        id=block.id,
        category=category,
    )
    if found.answers is not None:
        item = with_answers(item, found.answers, draft)
    yield with_tags(item, block.tags)
