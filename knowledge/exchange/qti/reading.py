"""QTI in: a package, or one file of it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from knowledge.errors import UnreadableSource
from knowledge.exchange.encoding import text_of
from knowledge.exchange.labels import with_tags
from knowledge.exchange.limits import is_full
from knowledge.exchange.model import Draft, Format, Imported, Item, Refused
from knowledge.exchange.qti.package import documents
from knowledge.exchange.qti.v1 import read_v1
from knowledge.exchange.qti.v2 import read_v2
from knowledge.exchange.xml import Document, local, parse

_ENCODED = re.compile(r"(?:%[0-9A-Fa-f]{2})+")


@dataclass(slots=True)
class _Package:
    """The documents of a package by their paths, and what is said of them elsewhere in it."""

    items: dict[str, Document] = field(default_factory=dict)
    quizzes: dict[str, Document] = field(default_factory=dict)
    sections: dict[str, str] = field(default_factory=dict)
    """The section of each item by its path, in the order of the test."""
    tags: dict[str, list[str]] = field(default_factory=dict)


def read_qti(data: bytes, name: str, draft: Draft) -> Imported:
    """The questions of a QTI package (a zip); those that cannot be read are notes.

    Raises:
        UnreadableSource: it is damaged, a zip bomb, or has no questions in it.
    """
    package = _Package()
    for path, content in documents(data, name, draft):
        draft.file = path[-60:]
        try:
            document = parse(text_of(content, path, draft), path, draft)
        except UnreadableSource as error:
            draft.note("the file", error.why)
            continue
        _sort(package, path, document)
    draft.file = ""
    if not package.items and not package.quizzes:
        damage = [str(note) for note in draft.notes if note.what[:1].isalpha()]
        why = f" ({damage[0]})" if damage else ""
        raise UnreadableSource(
            name, f"there are no questions in this zip: send a QTI export of a quiz{why}"
        )
    draft.items += _items(package, draft)
    return draft.done(Format.QTI)


def read_qti_text(text: str, name: str, draft: Draft) -> Imported:
    """The questions of one XML file of QTI. Raises UnreadableSource: it is broken or has none."""
    document = parse(text, name, draft)
    package = _Package()
    _sort(package, name, document)
    if not package.items and not package.quizzes:
        raise UnreadableSource(name, "this is a part of a QTI package: send the whole zip")
    draft.items += _items(package, draft)
    return draft.done(Format.QTI)


def _sort(package: _Package, path: str, document: Document) -> None:
    kind = local(document.root)
    if kind == "assessmentItem":
        package.items[path] = document
    elif kind in {"questestinterop", "item"}:
        package.quizzes[path] = document
    elif kind == "assessmentTest":
        package.sections |= dict(_sections(document, posixpath.dirname(path)))
    elif kind == "manifest":
        package.tags |= dict(_tags(document, posixpath.dirname(path)))


def _sections(document: Document, folder: str) -> Iterator[tuple[str, str]]:
    for ref in document.root.iter("{*}assessmentItemRef"):
        above = next(ref.iterancestors("{*}assessmentSection"), None)
        title = (above.get("title") or "") if above is not None else ""
        yield _resolved(folder, ref.get("href") or ""), " ".join(title.split())


def _tags(document: Document, folder: str) -> Iterator[tuple[str, list[str]]]:
    for resource in document.root.iter("{*}resource"):
        words = [
            (found.text or "").strip()
            for keyword in resource.iter("{*}keyword")
            for found in keyword.iter("{*}langstring", "{*}string")
        ]
        if words:
            yield _resolved(folder, resource.get("href") or ""), words


def _resolved(folder: str, href: str) -> str:
    path = _ENCODED.sub(
        lambda m: bytes.fromhex(m[0].replace("%", "")).decode("utf-8", errors="replace"), href
    )
    return posixpath.normpath(posixpath.join(folder, path))


def _items(package: _Package, draft: Draft) -> Iterator[Item]:
    seen: set[str] = set()
    # In a Canvas course the same quiz stands twice: in full in this folder, and cut down elsewhere.
    full = sorted(package.quizzes, key=lambda path: "non_cc_assessments" not in path)
    for path in full:
        draft.file = path[-60:] if len(package.quizzes) > 1 else ""
        yield from read_v1(package.quizzes[path], draft, seen)
    ordered = [path for path in package.sections if path in package.items]
    for path in dict.fromkeys([*ordered, *package.items]):
        draft.file, draft.line = (path[-60:] if len(package.items) > 1 else ""), None
        if is_full(draft, None):
            break
        draft.question += 1
        item = _one(package, path, draft)
        if item is not None:
            yield item
    draft.file = ""


def _one(package: _Package, path: str, draft: Draft) -> Item | None:
    document = package.items[path]
    try:
        if document.broken:
            raise Refused("a question in broken XML", "mend the file and send it again")
        item = replace(read_v2(document.root, draft), category=package.sections.get(path, ""))
    except Refused as refusal:
        draft.note(refusal.what, refusal.why)
        return None
    return with_tags(item, package.tags.get(path, ()))
