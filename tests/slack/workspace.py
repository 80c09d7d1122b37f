"""A local workspace with people and Lectern in it, and the means to wait until nothing more happens."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Literal, Self

import aiohttp
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource
from sqlalchemy import delete, select

from bot.app import LecternApp
from bot.bootstrap import create_app
from bot.delivery.fetching import PUBLIC
from bot.delivery.pacing import Rates
from bot.delivery.recovery import GRACE
from bot.delivery.sender import Sending, Times
from bot.errors import StorageError
from bot.loading import LectureFiles, load_course_knowledge
from bot.playground import Entry, Failure, Hold, Playground
from bot.playground.manifest import Manifest
from bot.running import LocalTime
from bot.services.clock import MovableClock
from bot.services.ports import QuestionRecord
from bot.storage.claiming import is_free
from bot.storage.outbox_tables import outbox
from bot.storage.redraws import undrawn
from bot.storage.tables import inbox, questions
from config.course import CourseConfig, load_course
from config.settings import DEFAULT_COURSE_FILE, MANIFEST_FILE, Settings
from knowledge.course import Course
from tests.slack import audit
from tests.slack.logs import Logs
from tests.slack.person import PATIENCE, Person
from tests.slack.seen import Seen
from tests.storage.ready import lay_migrated

Mode = Literal["socket", "http"]
DURING_THE_COURSE = datetime(2021, 11, 20, 18, 0, tzinfo=UTC)
"""Between the sample lecture and the dates it names."""


@cache
def _course() -> CourseConfig:
    """Read once: it cannot be changed, and reading it takes longer than many a conversation."""
    return load_course(DEFAULT_COURSE_FILE)


@cache
def _knowledge() -> Course:
    """What its lectures say, indexed once: a course never changes."""
    return load_course_knowledge(_course())


class Given(Settings):
    """Settings that are what is given, whatever is in the environment: to look there took a fifth of a start."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        *_: PydanticBaseSettingsSource,
        **__: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (init_settings,)


class ReadOnce(LectureFiles):
    """Reads what was taught anew, and the configured lectures by themselves once for all tests."""

    def course(self, taught: Sequence[Path]) -> Course:
        usual = self.config is _course() and not taught
        return _knowledge() if usual else super().course(taught)


@cache
def _manifest() -> Manifest:
    return Manifest.load(MANIFEST_FILE)


class Workspace:
    """The playground on a free port, one Lectern or several, and everybody who is there."""

    def __init__(
        self, mode: Mode, folder: Path, playground: Callable[..., Playground] = Playground
    ) -> None:
        self.mode, self.folder = mode, folder
        self.clock = MovableClock(DURING_THE_COURSE)
        self.bots: list[LecternApp] = []
        self.time = LocalTime(self.clock, self.bots)
        self.playground = playground(_manifest(), movable=self.time)
        # A busy machine is no fault of Lectern's.
        self.playground.faults.ack_timeout = self.playground.faults.trigger_seconds = PATIENCE
        self.config = _course()
        self.logs = Logs()
        self.people: dict[str, Person] = {}
        self.foreseen: Counter[tuple[str, str]] = Counter()
        self.tolerated: set[tuple[str, str]] = set()
        self.public: set[str] = set()
        self.expected_errors: set[str] = set()
        self.unfinished_is_fine = False
        self.request_url = ""
        self.disk = "data"
        self.calendars = PUBLIC
        self.drafting = False
        """Are questions drafted from the lecture? It takes a second of each start, and instructors are told."""
        self.proposing = False
        """Are the dates in the lecture proposed to the instructors? Most conversations are about other things."""
        self.sending = Sending(Times(), Rates(channel=0.05, redraws=0.05))
        self._session = aiohttp.ClientSession()

    async def __aenter__(self) -> Self:
        self.logs.start()
        await self.playground.start()
        world = self.playground.world
        bot = next(u.id for u in world.users.values() if u.is_bot)
        for user in world.users.values():
            if not user.is_bot:
                dm = world.im(user.id, bot).id
                url = self.playground.url
                self.people[user.name] = Person(user.id, user.name, dm, url, self._session)
        return self

    async def __aexit__(self, *_: object) -> None:
        for person in self.people.values():
            await person.leaves()
        for app in list(self.bots):
            await self.stop(app)
        await self.playground.stop()
        await self._session.close()
        self.logs.stop()

    # Lectern

    @property
    def database_url(self) -> str:
        return f"sqlite:///{self.database_file}"

    @property
    def database_file(self) -> Path:
        return self.folder / "lectern.sqlite3"

    async def build(
        self, *, grace: timedelta = GRACE, token: str | None = None, **changed: Any
    ) -> LecternApp:
        """Build a Lectern on this workspace's database; settings may be changed."""
        lay_migrated(self.database_file)
        given: dict[str, Any] = {
            "slack_api_url": self.playground.api_url,
            "slack_signing_secret": self.playground.signing_secret,
            "database_url": self.database_url,
            "lectern_data": self.folder / self.disk,
        }
        app = await create_app(
            Given(**(given | changed)),
            self.config,
            bot_token=token or self.playground.bot_token,
            clock=self.clock,
            grace=grace,
            sending=self.sending,
            calendars=self.calendars,
            reading=ReadOnce,
        )
        if not self.proposing:
            app.watch.seen = app.deps.questions.course
        if not self.drafting:
            app.deps.quizzes.banking.drafting.seen = app.deps.questions.course
        return app

    async def start(self, *, grace: timedelta = GRACE) -> LecternApp:
        """Build a Lectern and connect it."""
        return await self.connect(await self.build(grace=grace))

    async def connect(self, app: LecternApp) -> LecternApp:
        """Let Slack reach it."""
        self.logs.hear_bolt(app.bolt.name)
        self.bots.append(app)
        if self.mode == "socket":
            port = await app.start_pages("127.0.0.1", 0)
            await app.start_socket_mode(self.playground.app_token)
        else:
            port = await app.start_http("127.0.0.1", 0)
            self.request_url = f"http://127.0.0.1:{port}/slack/events"
            if self.playground.hub.transport is not None:
                await self.playground.hub.transport.close()
            await self.playground.use_http(self.request_url)
        app.reached_at(f"http://127.0.0.1:{port}")
        return app

    async def stop(self, app: LecternApp) -> None:
        self.bots.remove(app)
        await app.stop()

    async def restart(self, *, grace: timedelta = GRACE) -> LecternApp:
        """Once all is quiet, stop every Lectern and start one on the same database."""
        await self.settle()
        for app in list(self.bots):
            await self.stop(app)
        return await self.start(grace=grace)

    @property
    def bot(self) -> LecternApp:
        return self.bots[-1]

    # Time

    async def move_to(self, moment: datetime) -> None:
        """Let it be `moment`, for the workspace and for every Lectern in it, which look what that makes due."""
        self.clock.move_to(moment)
        await self.time.wake()
        await self.settle()

    async def later(self, **span: float) -> None:
        """Let time go by, given as timedelta takes it: `later(days=1)`."""
        await self.move_to(self.clock.now() + timedelta(**span))

    # Waiting and looking

    async def settle(self) -> None:
        """Return once nothing is being delivered, worked on or woken any more."""
        while True:
            going_on = {t for t in self._work() if not t.done()}
            if going_on:
                await asyncio.wait(going_on)
            for app in self.bots:
                await app.wakeups.idle()
            if await self._something_to_draw():
                await self._draw()
            elif await self._something_to_send():
                await asyncio.sleep(0.02)
            elif not any(not t.done() for t in self._work()):
                return

    async def _something_to_send(self) -> bool:
        """Is a message in the outbox whose turn has come, and that nobody has taken yet?"""
        if not self.bots:
            return False
        wanted = select(outbox.c.key).where(is_free(self.clock.now())).limit(1)
        try:
            return await self.bot.storage.database.read(
                lambda connection: connection.execute(wanted).first() is not None
            )
        except StorageError:  # some tests take the database away
            return False

    async def _draw(self) -> None:
        """What the clock would have drawn within half a second."""
        for app in self.bots:
            with suppress(StorageError):
                await app.redrawing.tick()
        await asyncio.sleep(0.02)

    async def _something_to_draw(self) -> bool:
        """Is a poll's message to be drawn again, now or in a moment, also one whose last edit nobody confirmed?"""
        for app in self.bots:
            if app.redrawing.waiting:
                return True
        wanted = undrawn(self.clock.now() + timedelta(seconds=3))
        try:
            return bool(self.bots) and await self.bot.storage.database.read(
                lambda connection: connection.execute(wanted).first() is not None
            )
        except StorageError:
            return False

    def _work(self) -> Iterable[asyncio.Task[None]]:
        yield from self.playground.hub._tasks
        for app in self.bots:
            yield from app.deps.tasks.running

    async def accepted(self) -> list[str]:
        """Keys of everything that was written down."""
        return await self.bot.storage.database.read(
            lambda connection: list(connection.execute(select(inbox.c.key)).scalars())
        )

    async def unfinished(self) -> list[str]:
        """Keys of what was accepted and is not finished."""
        wanted = select(inbox.c.key).where(inbox.c.finished_at.is_(None))
        return await self.bot.storage.database.read(
            lambda connection: list(connection.execute(wanted).scalars())
        )

    async def questions(self) -> list[QuestionRecord]:
        """What is stored of everything that was asked, oldest first."""
        columns = [questions.c[f.name] for f in fields(QuestionRecord)]
        wanted = select(*columns).order_by(questions.c.asked_at)
        return await self.bot.storage.database.read(
            lambda connection: [
                QuestionRecord(**row) for row in connection.execute(wanted).mappings()
            ]
        )

    async def forget_questions(self) -> None:
        """Empty the table of questions, as a course that was set up anew has it."""
        await self.bot.storage.database.write(
            lambda connection: connection.execute(delete(questions)).rowcount
        )

    def fail_next(self, method: str, error: str, **how: Any) -> None:
        """Let the bot's next call of a Web API method fail, and foresee it."""
        self.playground.faults.fail_next(method, Failure(error=error, **how))
        self.foresee(method, "answer lost" if how.get("after_effect") else error)

    @asynccontextmanager
    async def on_its_way(self, deliveries: int) -> AsyncIterator[None]:
        """What people do as this begins is on its way and arrives when it ends; waits for so many deliveries."""
        self.playground.faults.hold = hold = Hold()
        try:
            await asyncio.wait_for(hold.come(deliveries), PATIENCE)
            yield
        finally:
            self.playground.faults.hold = None
            hold.release()

    async def at_once(self, *deeds: Coroutine[Any, Any, Any]) -> None:
        """People do these things at the same moment: all are on their way before one arrives."""
        doing = [asyncio.create_task(deed) for deed in deeds]
        async with self.on_its_way(len(doing)):
            pass
        await asyncio.gather(*doing)

    @asynccontextmanager
    async def broken_inbox(self) -> AsyncIterator[None]:
        """For a while the database cannot write deliveries down."""
        await self._sql("ALTER TABLE inbox RENAME TO hidden")
        yield
        await self._sql("ALTER TABLE hidden RENAME TO inbox")

    @asynccontextmanager
    async def unreadable_database(self) -> AsyncIterator[None]:
        """For a while the database's file is something else."""
        path, aside = self.database_file, self.folder / "aside"
        path.rename(aside)
        path.mkdir()
        yield
        path.rmdir()
        aside.rename(path)

    async def _sql(self, statement: str) -> None:
        await self.bot.storage.database.write(
            lambda connection: connection.exec_driver_sql(statement).rowcount
        )

    def invite_bot(self, channel: str) -> None:
        """`/invite @Lectern`"""
        world = self.playground.world
        bot = next(u.id for u in world.users.values() if u.is_bot)
        world.channels[channel].members.append(bot)

    def calls(self, method: str) -> list[Entry]:
        return self.playground.wire.calls(method)

    def event_of(self, message: Seen) -> dict[str, Any]:
        """The payload in which a message was delivered."""
        delivered = self.playground.wire.deliveries("message")
        found = next(e for e in delivered if e.request["event"].get("ts") == message.ts)
        return dict(found.request)

    def post_raw(self, person: Person, text: str) -> Seen:
        """A person's message in their direct message with Lectern, its text encoded already."""
        channel = self.playground.world.channels[person.dm]
        return Seen(self.playground.hub.post(channel, {"user": person.id, "text": text}))

    async def deliver(self, payload: dict[str, Any]) -> bool:
        """Deliver an event's payload once more; True where it was acknowledged."""
        return (await self.playground.hub.send("events_api", payload, retry=1)).ok

    @property
    def posts(self) -> list[Entry]:
        """What the bot posted for all to see, oldest first; also what failed."""
        return self.calls("chat.postMessage")

    def impatient(self, *events: str, seconds: float = 3.0) -> None:
        """Give these deliveries up after so long, and try them again soon and often."""
        faults = self.playground.faults
        faults.ack_timeout, faults.retry_delays = seconds, (0.0, *(0.1,) * 30)
        for event in events:
            self.tolerate(event, "timeout", "dispatch_failed")

    def foresee(self, name: str, status: str, times: int = 1) -> None:
        """Say that a call or a delivery is going to fail: no other may."""
        self.foreseen[name, status] += times

    def tolerate(self, name: str, *statuses: str) -> None:
        """Say that a call or a delivery may fail so, any number of times."""
        self.tolerated |= {(name, status) for status in statuses}

    def made_public(self, text: str) -> None:
        """Say that private words were meant to be told to others."""
        self.public.add(text)

    async def audit(self) -> None:
        """Hold the whole conversation to what is true of every one."""
        await self.settle()
        entries, people = list(self.playground.wire.entries), list(self.people.values())
        audit.check_what_was_sent(entries)
        audit.check_calls(entries, self.foreseen, self.tolerated)
        playground = self.playground
        secrets = (playground.bot_token, playground.app_token, playground.signing_secret)
        audit.check_log(self.logs.text, people, secrets)
        audit.check_privacy(playground, people, self.public)
        assert not self.logs.misspelt, self.logs.misspelt
        assert self.logs.errors <= self.expected_errors, self.logs.text
        if self.bots and not self.unfinished_is_fine:
            assert await self.unfinished() == []
