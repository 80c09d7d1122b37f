"""Which answers already given rest on slides that have changed or are gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path

from bot.errors import LecternError
from config.settings import Settings
from knowledge.changes import Changes, named

_MOST = 5


def render_affected(changes: Changes, settings: Settings) -> Iterator[str]:
    """How many answers, and the slides that most of them rest on; nothing without a database."""
    if not changes.lost_ids or not _has_database(settings):
        return
    import asyncio  # noqa: PLC0415 - takes long to load, and is hardly ever needed

    try:
        counts = asyncio.run(_answers_on(changes.lost_ids, settings.storage_url))
    except LecternError:  # a database of another version, or out of reach, has nothing to say here
        return
    if not counts:
        return
    total = counts.total()
    answers = (
        "1 answer already given rests" if total == 1 else f"{total} answers already given rest"
    )
    yield f"{answers} on what has changed or is gone:"
    lost = {e.id: e for e in (*changes.gone, *(pair.before for pair in changes.changed))}
    for key, times in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_MOST]:
        yield f"  {times} × {named(lost[key])}"
    if len(counts) > _MOST:
        yield f"  … and {len(counts) - _MOST} more"


def _has_database(settings: Settings) -> bool:
    """A SQLite file that is there, or a server."""
    url = settings.storage_url
    return not url.startswith("sqlite:") or Path(url.split("///", 1)[-1]).is_file()


async def _answers_on(entry_ids: Collection[str], url: str) -> Counter[str]:
    from bot.storage.given import answers_on  # noqa: PLC0415 - SQLAlchemy takes long to load

    return Counter(await answers_on(url, entry_ids))
