"""Structured logs: constant events with bound fields, secrets and ids of people struck out on the way.

Log what happened to which thing (`log.info("answered", question_id=…, ms=…)`), never what people
wrote: message text is bound only at debug level, under the keys in `CONTENT_KEYS`.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Mapping, MutableMapping
from typing import IO, Any

import structlog

SECRET_KEYS = frozenset(
    {"token", "authorization", "signing_secret", "password", "secret", "database_url", "cookie"}
)
CONTENT_KEYS = frozenset({"text", "question", "answer", "payload", "blocks", "body", "quote"})
_SECRETS = re.compile(
    r"xox[a-z]-[\w-]+|xoxe[.\w-]+|xapp-[\w-]+"  # Slack's tokens
    r"|(?<=://)[^/\s:@]+:[^/\s@]+(?=@)"  # user:password in an address
    r"|(?<=/calendar/)[\w-]+"  # whoever has it reads somebody's calendar
    r"|https://hooks\.slack\.com/\S+"  # a response_url lets anybody answer
)
_STRUCK = "[redacted]"
_PEOPLE = re.compile(
    r"(?<![A-Za-z0-9])[UWD](?:0[A-Z0-9]{2,}|(?=[A-Z0-9]*\d)[A-Z0-9]{7,})(?![A-Za-z0-9])"
)
"""Members, and their direct messages with us: each of these is somebody."""
SOMEBODY = "[somebody]"
"""Stands where an id of a person was: a net under the log calls, none of which binds one."""
_NOISY = ("slack_sdk", "slack_bolt", "aiohttp.access", "apscheduler", "asyncio", "alembic")


def redact(value: Any) -> Any:
    """`value` with every secret and every id of a person in its strings struck out, through mappings and sequences."""
    if isinstance(value, str):
        return _PEOPLE.sub(SOMEBODY, _SECRETS.sub(_STRUCK, value))
    if isinstance(value, Mapping):
        return {
            redact(k) if isinstance(k, str) else k: _STRUCK if _is_secret(k) else redact(v)
            for k, v in value.items()
        }
    if isinstance(value, list | tuple | set | frozenset):
        return [redact(v) for v in value]
    if isinstance(value, BaseException):
        return redact(f"{type(value).__name__}: {value}")
    return value


def _is_secret(key: object) -> bool:
    name = str(key).lower()
    return any(name == secret or name.endswith(f"_{secret}") for secret in SECRET_KEYS)


def _redact_event(
    _logger: Any, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    hide_content = event.get("level") != "debug"
    for key in list(event):
        if hide_content and key in CONTENT_KEYS:
            del event[key]
        elif _is_secret(key):
            event[key] = _STRUCK
        elif key != "exc_info":
            event[key] = redact(event[key])
    return event


def configure_logging(
    level: str = "info", fmt: str = "auto", stream: IO[str] | None = None
) -> None:
    """Send structlog and the standard library's loggers through one redacting pipeline.

    `fmt` is `json`, `console` or `auto` (console on a terminal). Libraries' loggers speak from
    warning up, because some of them print payloads at debug level.
    """
    out = stream or sys.stderr
    console = fmt == "console" or (fmt == "auto" and out.isatty())
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    closing: list[Any] = [
        structlog.processors.format_exc_info,
        _redact_event,
        structlog.dev.ConsoleRenderer(colors=out.isatty())
        if console
        else structlog.processors.JSONRenderer(),
    ]
    handler = logging.StreamHandler(out)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *closing],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name in _NOISY:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(root.level),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
