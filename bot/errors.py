"""One tree of errors; each knows the sentence to show to the person it happened to."""

from __future__ import annotations

MALFORMED = (ValueError, LookupError, TypeError, AttributeError)
"""What Python raises for a payload with parts missing or of another kind: its sender's fault, not ours."""


class LecternError(Exception):
    """Root of all errors Lectern raises on purpose.

    `for_user` is a plain sentence that says what happened and what to do next; it never
    carries a token, another person's words or a traceback.
    """

    for_user = "Something went wrong on my side. Please try again in a moment."

    def __init__(self, message: str = "", *, for_user: str | None = None) -> None:
        super().__init__(message or for_user or self.for_user)
        if for_user is not None:
            self.for_user = for_user


class ConfigurationError(LecternError):
    """A setting or a course file cannot be used; the message names it."""


class SourceError(LecternError):
    """A lecture file cannot be read; the message names the file and the reason."""


class NotAllowed(LecternError):
    """The person may not do this."""

    for_user = "Only instructors of this course can do that."


class StorageError(LecternError):
    """The database refused or failed; the cause is chained."""

    for_user = "I could not save that. Nothing was lost; please try again in a moment."
