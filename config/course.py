"""The course file: whose course it is, where the class talks, which lectures it has."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, TypeVar
from zoneinfo import ZoneInfo, available_timezones

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from bot.errors import ConfigurationError

M = TypeVar("M", bound=BaseModel)


def _zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError("is not an IANA time zone such as America/Los_Angeles")
    return name


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Term(_Strict):
    name: str = ""
    starts: date | None = None
    ends: date | None = None


class CourseFacts(_Strict):
    """The `course:` section."""

    id: Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9._-]+$")]
    code: str
    name: str
    lecturer: str = ""
    timezone: Annotated[str, AfterValidator(_zone)] = "UTC"
    term: Term = Term()


class SlackPlaces(_Strict):
    """The `slack:` section: IDs, because names change."""

    channels: tuple[Annotated[str, Field(pattern=r"^[CG][A-Z0-9]+$")], ...] = ()
    help_channel: Annotated[str, Field(pattern=r"^[CG][A-Z0-9]+$")] | None = None
    instructors: tuple[Annotated[str, Field(pattern=r"^[UW][A-Z0-9]+$")], ...] = ()


class FaqItem(_Strict):
    question: Annotated[str, Field(min_length=1)]
    answer: Annotated[str, Field(min_length=1)]
    also: tuple[str, ...] = ()


class CourseConfig(_Strict):
    """One course. `lectures` and `faq` are resolved against the file's own folder."""

    course: CourseFacts
    slack: SlackPlaces = SlackPlaces()
    lectures: tuple[Path, ...] = ()
    faq: Path | None = None

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
            raise ConfigurationError(f"{self.faq.name}: must be a list of questions")
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
    for wanted in (*resolved.lectures, *((resolved.faq,) if resolved.faq else ())):
        if not wanted.exists():
            raise ConfigurationError(f"{path.name}: there is no {wanted.name} beside it")
    return resolved


def _yaml(path: Path) -> object:
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
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
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        field = ".".join(str(part) for part in first["loc"]) or "the file"
        reason = first["msg"].removeprefix("Value error, ")
        raise ConfigurationError(f"{where}: {field}: {reason}") from None
