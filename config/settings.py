"""What the environment says, typed and checked once at start.

Every value is read from the process environment, or from a `.env` file in the working folder.
A value that cannot be used stops the start with the variable's name, never with its content.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    AnyHttpUrl,
    Field,
    SecretStr,
    TypeAdapter,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import ConfigurationError

DEFAULT_COURSE_FILE = Path(__file__).with_name("course.yaml")
MANIFEST_FILE = Path(__file__).with_name("manifest.yaml")
DEFAULT_PORT = 8420
_WITHOUT_BLANKS = re.compile(r"[\x21-\x7e]{1,500}")
_TOKEN_PREFIX = {"slack_bot_token": "xoxb-", "slack_app_token": "xapp-"}


def _web_api_base(url: str) -> str:
    """The base of the Web API; slack_sdk joins method names to it, so it must end in a slash."""
    if not url.startswith(("https://", "http://")):
        raise ValueError("must be an http(s) address such as https://slack.com/api/")
    return url if url.endswith("/") else url + "/"


def _public_base(url: str) -> str:
    """Where people reach Lectern's own pages, without a slash at the end; https but on this machine."""
    try:
        parsed = TypeAdapter(AnyHttpUrl).validate_python(url)
    except ValidationError:
        raise ValueError("must be an address such as https://lectern.example.edu") from None
    if parsed.scheme != "https" and parsed.host not in {"localhost", "127.0.0.1", "[::1]"}:
        raise ValueError("must begin with https://")
    if not _WITHOUT_BLANKS.fullmatch(url):
        raise ValueError("must have no blanks in it, and at most 500 characters")
    if parsed.username is not None or parsed.query is not None or parsed.fragment is not None:
        raise ValueError("must have no password, no ? and no # in it")
    return url.rstrip("/")


class Settings(BaseSettings):
    """The environment. Field names in capitals are the variables' names."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    slack_bot_token: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    slack_api_url: Annotated[str, AfterValidator(_web_api_base)] = "https://slack.com/api/"
    database_url: SecretStr | None = None
    lectern_config: Path = DEFAULT_COURSE_FILE
    lectern_data: Path = Path(".lectern")
    lectern_host: str = "127.0.0.1"
    lectern_public_url: Annotated[str, AfterValidator(_public_base)] | None = None
    lectern_log: Literal["debug", "info", "warning", "error"] = "info"
    lectern_log_format: Literal["auto", "console", "json"] = "auto"
    lectern_env: Literal["production", "test"] = "production"
    lectern_now: Annotated[datetime | None, Field()] = None

    @field_validator("slack_bot_token", "slack_app_token")
    @classmethod
    def _has_its_prefix(cls, value: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        """Catches the commonest slip at set-up: the two tokens swapped."""
        prefix = _TOKEN_PREFIX[str(info.field_name)]
        if value is not None and not value.get_secret_value().startswith(prefix):
            raise ValueError(f"must start with {prefix}")
        return value

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: SecretStr | None) -> SecretStr | None:
        known = ("sqlite:", "postgres:", "postgresql:", "postgresql+psycopg:")
        if value is not None and not value.get_secret_value().startswith(known):
            raise ValueError("must be a postgresql:// or sqlite:// address")
        return value

    @field_validator("lectern_config")
    @classmethod
    def _course_file_exists(cls, value: Path) -> Path:
        try:
            found = value.is_file()
        except OSError:
            found = False
        if not found:
            raise ValueError("no course file there")
        return value

    @field_validator("lectern_now")
    @classmethod
    def _aware(cls, value: datetime | None) -> datetime | None:
        if value is not None and value.tzinfo is None:
            return value.replace(tzinfo=UTC)
        return value

    @property
    def storage_url(self) -> str:
        """SQLAlchemy address of the database: DATABASE_URL, else a file below LECTERN_DATA."""
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        return f"sqlite:///{(self.lectern_data / 'lectern.sqlite3').resolve()}"

    @property
    def start_of_clock(self) -> datetime | None:
        """LECTERN_NOW, honoured only in a test environment."""
        return self.lectern_now if self.lectern_env == "test" else None


def load_settings(*, env_file: Path | None = Path(".env"), **overrides: Any) -> Settings:
    """Settings from the environment, and from `env_file` what is not there; `overrides` go first.

    An empty variable counts as not set.

    Raises:
        ConfigurationError: names each variable that cannot be used and why, not its value.
    """
    try:
        return Settings(**{"_env_file": env_file, **overrides})
    except ValidationError as error:
        problems = "; ".join(
            f"{str(e['loc'][0]).upper() if e['loc'] else 'environment'}: {_reason(e['msg'])}"
            for e in error.errors(include_url=False, include_input=False, include_context=False)
        )
        raise ConfigurationError(problems) from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f".env: cannot be read ({type(error).__name__})") from None


def _reason(message: str) -> str:
    return message.removeprefix("Value error, ")
