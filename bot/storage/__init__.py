"""What Lectern remembers: SQLite by default, PostgreSQL for a department."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from bot.storage.ballots import StoredBallots
from bot.storage.claims import StoredClaims
from bot.storage.database import Database, make_engine, normalised
from bot.storage.dated_items import StoredDatedItems
from bot.storage.extensions import StoredExtensions
from bot.storage.feeds import StoredFeeds
from bot.storage.followed import StoredFollowedCalendars
from bot.storage.host_panels import StoredPanels
from bot.storage.inbox import StoredInbox
from bot.storage.materials import StoredMaterials
from bot.storage.outbox import StoredOutbox
from bot.storage.paper_wishes import StoredPaperWishes
from bot.storage.pictures import StoredPictures
from bot.storage.poll_templates import StoredTemplates
from bot.storage.polls import StoredPolls
from bot.storage.practice import StoredPractice
from bot.storage.questions import StoredQuestions
from bot.storage.quiz_bank import StoredBank
from bot.storage.redraws import StoredRedraws
from bot.storage.reminders import StoredReminders
from bot.storage.schema import migrate as migrate_schema
from bot.storage.teachings import StoredTeachings
from bot.storage.traces import StoredTraces
from bot.storage.wishes import StoredWishes

__all__ = ["Storage", "open_storage"]


@dataclass(frozen=True)
class Storage:
    """An open database and its repositories."""

    database: Database
    inbox: StoredInbox
    questions: StoredQuestions
    materials: StoredMaterials
    teachings: StoredTeachings
    pictures: StoredPictures
    items: StoredDatedItems
    extensions: StoredExtensions
    wishes: StoredWishes
    reminders: StoredReminders
    outbox: StoredOutbox
    feeds: StoredFeeds
    followed: StoredFollowedCalendars
    polls: StoredPolls
    ballots: StoredBallots
    redraws: StoredRedraws
    templates: StoredTemplates
    paper_wishes: StoredPaperWishes
    bank: StoredBank
    practice: StoredPractice
    traces: StoredTraces
    host_panels: StoredPanels
    claims: StoredClaims

    async def ping(self) -> None:
        """Raises StorageError where the database does not answer."""
        await self.database.ping()

    async def close(self) -> None:
        await self.database.close()


async def open_storage(url: str, *, migrate: bool = True) -> Storage:
    """Open the database at `url`, brought to the code's schema.

    Raises:
        ConfigurationError: the address cannot be used, or the database is newer than the code.
        StorageError: the database cannot be reached.
        OSError: the folder of the SQLite file cannot be made.
    """
    engine = make_engine(normalised(url))
    if migrate:
        try:
            await asyncio.to_thread(migrate_schema, engine)
        except BaseException:
            engine.dispose()
            raise
    database = Database(engine)
    return Storage(
        database,
        StoredInbox(database),
        StoredQuestions(database),
        StoredMaterials(database),
        StoredTeachings(database),
        StoredPictures(database),
        StoredDatedItems(database),
        StoredExtensions(database),
        StoredWishes(database),
        StoredReminders(database),
        StoredOutbox(database),
        StoredFeeds(database),
        StoredFollowedCalendars(database),
        StoredPolls(database),
        StoredBallots(database),
        StoredRedraws(database),
        StoredTemplates(database),
        StoredPaperWishes(database),
        StoredBank(database),
        StoredPractice(database),
        StoredTraces(database),
        StoredPanels(database),
        StoredClaims(database),
    )
