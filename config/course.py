"""The course file: whose course it is, where the class talks, which lectures it has."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Annotated, TypeVar
from zoneinfo import ZoneInfo, available_timezones

import yaml
from pydantic import (
    AfterValidator,
    BaseModel,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_core import ErrorDetails

from bot.errors import ConfigurationError
from config.embargo import Embargo
from config.strict import Strict
from config.timetable import NoClass, Slot

M = TypeVar("M", bound=BaseModel)
_CHANNEL_ID = r"^[CG][A-Z0-9]+$"
_MEMBER_ID = r"^[UW][A-Z0-9]+$"
_REASONS = {
    "missing": "is missing",
    "extra_forbidden": "is no name that is known here",
    "tuple_type": "must be a list, such as [one, another]",
    "string_type": "must be text; put quotes around it",
    "string_too_short": "must not be empty",
    "model_type": "must be a section with names and values of its own",
}
"""Pydantic's kinds of mistakes in a lecturer's words."""
_IDS = {
    _CHANNEL_ID: "must be a channel's ID such as C0123ABCD, not its name",
    _MEMBER_ID: "must be a member's ID such as U0123ABCD, not a name",
}
_WHOLE = re.compile(r"[-+]?(?:0b[01_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*)$")


def _zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError("is not an IANA time zone such as America/Los_Angeles")
    return name


class Term(Strict):
    name: str = ""
    starts: date | None = None
    ends: date | None = None

    @field_validator("ends")
    @classmethod
    def _not_backwards(cls, ends: date | None, info: ValidationInfo) -> date | None:
        starts = info.data.get("starts")
        if starts and ends and ends < starts:
            raise ValueError(f"{ends} is before the term starts, {starts}")
        return ends


class CourseFacts(Strict):
    """The `course:` section."""

    id: Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9._-]+$")]
    code: str
    name: str
    lecturer: str = ""
    timezone: Annotated[str, AfterValidator(_zone)] = "UTC"
    term: Term = Term()
    timetable: tuple[Slot, ...] = ()
    no_class: tuple[NoClass, ...] = ()

    @field_validator("no_class")
    @classmethod
    def _within_the_term(
        cls, days: tuple[NoClass, ...], info: ValidationInfo
    ) -> tuple[NoClass, ...]:
        term = info.data.get("term") or Term()
        for found in days:
            if term.starts and found.first < term.starts:
                raise ValueError(f"{found.first} is before the term, which starts {term.starts}")
            if term.ends and found.last > term.ends:
                raise ValueError(f"{found.last} is after the term, which ends {term.ends}")
        return days


class SlackPlaces(Strict):
    """The `slack:` section: IDs, because names change."""

    channels: tuple[Annotated[str, Field(pattern=_CHANNEL_ID)], ...] = ()
    help_channel: Annotated[str, Field(pattern=_CHANNEL_ID)] | None = None
    instructors: tuple[Annotated[str, Field(pattern=_MEMBER_ID)], ...] = ()


class FaqItem(Strict):
    question: Annotated[str, Field(min_length=1)]
    answer: Annotated[str, Field(min_length=1)]
    also: tuple[str, ...] = ()


class CourseConfig(Strict):
    """One course. `lectures` and `faq` are resolved against the file's own folder."""

    course: CourseFacts
    slack: SlackPlaces = SlackPlaces()
    lectures: tuple[Path, ...] = ()
    faq: Path | None = None
    embargoes: tuple[Embargo, ...] = ()

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.course.timezone)

    def is_instructor(self, user: str) -> bool:
        return user in self.slack.instructors

    def faq_items(self) -> tuple[FaqItem, ...]:
        """The questions with answers that no slide gives; empty without a file.

        Raises:
            ConfigurationError: the file is not a list of items; names the file and the item.
        """
        if self.faq is None:
            return ()
        items = _yaml(self.faq) or []
        if not isinstance(items, list):
            raise ConfigurationError(
                f"{self.faq.name}: must be a list of questions in YAML; a CSV or Markdown file of them goes under lectures"
            )
        return tuple(
            _validated(FaqItem, item, f"{self.faq.name}, item {n}")
            for n, item in enumerate(items, 1)
        )


def load_course(path: Path) -> CourseConfig:
    """The course that `path` describes.

    Raises:
        ConfigurationError: the file cannot be read or says something unusable; names the field.
    """
    config = _validated(CourseConfig, _yaml(path), path.name)
    folder = path.resolve().parent
    resolved = config.model_copy(
        update={
            "lectures": tuple(folder / p for p in config.lectures),
            "faq": folder / config.faq if config.faq else None,
        }
    )
    for named in (*config.lectures, *((config.faq,) if config.faq else ())):
        if not (folder / named).exists():
            raise ConfigurationError(
                f"{path.name}: there is no {named}, looked for from the file's own folder"
            )
    return resolved


class _Loader(yaml.SafeLoader):
    """YAML 1.1, but 16:30 is what is written there, and not sixteen times sixty and thirty."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - how PyYAML declares it
        first: [
            (tag, _WHOLE) if tag == "tag:yaml.org,2002:int" else (tag, pattern)
            for tag, pattern in resolvers
        ]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def _yaml(path: Path) -> object:
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a safe one
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        raise ConfigurationError(f"{path.name}{where}: this is not valid YAML") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path.name}: cannot be read as text") from error
    except (ValueError, RecursionError) as error:  # the 31st of February; thousands of brackets
        raise ConfigurationError(f"{path.name}: holds a value that cannot be read") from error


def _validated(model: type[M], data: object, where: str) -> M:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        field = ".".join(str(part) for part in first["loc"]) or "the file"
        raise ConfigurationError(f"{where}: {field}: {_reason(first)}") from None


def _reason(error: ErrorDetails) -> str:
    """What is wrong with a value, and what it must be."""
    kind, said = error["type"], error["msg"].removeprefix("Value error, ")
    if kind == "string_pattern_mismatch":
        return _IDS.get(error.get("ctx", {}).get("pattern", ""), said)
    if kind.startswith("date"):
        return "must be a day such as 2026-09-28"
    return _REASONS.get(kind, said)
