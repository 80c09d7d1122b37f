"""A bot that runs until it is told to stop: in Slack, or in a local workspace."""

from __future__ import annotations

import asyncio
import gc
import re
import signal
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime

from pydantic import SecretStr

from bot.app import LecternApp
from bot.bootstrap import create_app
from bot.errors import ConfigurationError
from bot.playground import SAMPLE, Introduction, Playground
from bot.services.clock import MovableClock
from config.course import CourseConfig, CourseFacts, load_course
from config.settings import DEFAULT_PORT, MANIFEST_FILE, Settings
from knowledge.course import Course

SAMPLE_LECTURE = "sample-lecture.txt"

_NEW_OBJECTS = 10_000
"""So many more must there be before cycles are looked for among the new ones."""


@dataclass
class LocalTime:
    """The time of a local workspace and of the bots in it (playground's MovableTime)."""

    clock: MovableClock
    apps: list[LecternApp] = field(default_factory=list)

    def now(self) -> float:
        return self.clock.now().timestamp()

    @property
    def moved(self) -> bool:
        return self.clock.moved

    def move_to(self, moment: float) -> None:
        self.clock.move_to(datetime.fromtimestamp(moment, UTC))

    def move_back(self) -> None:
        self.clock.move_back()

    async def wake(self) -> None:
        for app in self.apps:
            await app.wake()


async def run(settings: Settings, *, port: int | None = None, http: bool = False) -> None:
    """Run until SIGINT or SIGTERM. With no token, in a local workspace.

    Raises:
        ConfigurationError: a setting is missing or cannot be used; names the variable.
    """
    config = load_course(settings.lectern_config)
    if settings.slack_bot_token is None:
        _no_token_but(settings.slack_app_token, "SLACK_APP_TOKEN")
        _no_token_but(settings.slack_signing_secret, "SLACK_SIGNING_SECRET")
        await _run_locally(settings, config, port, http=http)
    else:
        await _run_in_slack(settings, config, port, settings.slack_bot_token, http=http)


def _no_token_but(value: SecretStr | None, name: str) -> None:
    if value is not None:
        raise ConfigurationError(f"SLACK_BOT_TOKEN: is missing, and {name} is set")


async def _run_in_slack(
    settings: Settings, config: CourseConfig, port: int | None, token: SecretStr, *, http: bool
) -> None:
    if http and settings.slack_signing_secret is None:
        raise ConfigurationError("SLACK_SIGNING_SECRET: is missing; --http needs it")
    if not http and settings.slack_app_token is None:
        raise ConfigurationError(
            "SLACK_APP_TOKEN: is missing; Socket Mode needs it (or use --http)"
        )
    app = await create_app(settings, config, bot_token=token.get_secret_value())
    _spare_what_stays()
    said = "Lectern is connected to Slack. Stop it with Ctrl+C."
    try:
        if http:
            listening = await app.start_http(
                settings.lectern_host, DEFAULT_PORT if port is None else port
            )
            said = f"Lectern listens on http://{settings.lectern_host}:{listening}/slack/events"
        elif settings.slack_app_token is not None:
            if settings.lectern_public_url is not None:
                listening = await app.start_pages(
                    settings.lectern_host, DEFAULT_PORT if port is None else port
                )
                said += (
                    f"\nIt serves calendars on http://{settings.lectern_host}:{listening}/calendar/"
                )
            await app.start_socket_mode(settings.slack_app_token.get_secret_value())
        stopped = _stop_signal()
        _say(said)
        await stopped.wait()
    finally:
        await app.stop()


async def _run_locally(
    settings: Settings, config: CourseConfig, port: int | None, *, http: bool
) -> None:
    time = LocalTime(MovableClock(settings.start_of_clock))
    playground = await _open_playground(port, time)
    app: LecternApp | None = None
    try:
        local = settings.model_copy(
            update={
                "slack_api_url": playground.api_url,
                "slack_signing_secret": SecretStr(playground.signing_secret),
            }
        )
        app = await create_app(local, config, bot_token=playground.bot_token, clock=time.clock)
        time.apps.append(app)
        _spare_what_stays()
        if http:
            listening = await app.start_http("127.0.0.1", 0)
            await playground.use_http(f"http://127.0.0.1:{listening}/slack/events")
        else:
            listening = await app.start_pages("127.0.0.1", 0)
            await app.start_socket_mode(playground.app_token)
        app.reached_at(f"http://127.0.0.1:{listening}")
        asked = app.deps.questions
        playground.introduce(
            *classroom(config.course), lambda: introduction(asked.course, config.course)
        )
        stopped = _stop_signal()
        _say(
            f"Lectern has read {_counted(len(asked.course.build.slides))} of {config.course.code}, and waits in a local workspace:"
        )
        _say(f"\n    {playground.url}\n\nOpen it in your browser. Stop it with Ctrl+C.")
        await stopped.wait()
    finally:
        if app is not None:
            await app.stop()
        await playground.stop()


def classroom(course: CourseFacts) -> tuple[str, str]:
    """How the class's channel is called: "bio110", "Plant Biology"."""
    return re.sub(r"[\W_]+", "", course.code).casefold() or course.id, course.name


def introduction(known: Course, course: CourseFacts) -> Introduction:
    """What the workspace says that Lectern knows, and what may be asked: of this course, as it is now."""
    slides = len(known.build.slides)
    if any(source.name == SAMPLE_LECTURE for source in known.build.sources):
        return SAMPLE
    if not slides:
        return Introduction(
            f"Lectern has not read a lecture of {course.code} yet. Instructors drop the files into "
            "their messages with it: the switch makes you one of them."
        )
    return Introduction(
        f"Lectern has read {_counted(slides)} of {course.code}. Ask it something, or press a "
        "question below."
    )


def _counted(slides: int) -> str:
    return "1 slide" if slides == 1 else f"{slides} slides"


async def _open_playground(port: int | None, time: LocalTime) -> Playground:
    """On the port asked for; the usual one, or any free one where that is taken, if none was."""
    for candidate in (port,) if port is not None else (DEFAULT_PORT, 0):
        playground = Playground.from_manifest(MANIFEST_FILE, port=candidate, movable=time)
        try:
            await playground.start()
        except OSError as error:
            if port is not None:
                raise ConfigurationError(
                    f"--port {port}: cannot listen there ({error.strerror})"
                ) from error
            continue
        return playground
    raise ConfigurationError("no free port on 127.0.0.1")


def _spare_what_stays() -> None:
    """Let the garbage collector pass over what was built by now, and look for cycles less often.

    The course is some hundred thousand objects that stay; to walk through them took a fifth of a vote's CPU.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS, *gc.get_threshold()[1:])


def _stop_signal() -> asyncio.Event:
    """Set by SIGINT and SIGTERM from here on; asked for before anybody is told that we run."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    return stopped


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
