"""What students are not to be asked yet, as the course file writes it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import Field, model_validator

from config.strict import Strict


class Embargo(Strict):
    """A file or a lecture that is not asked about before `until`: a day, or a moment on the course's clock."""

    file: Annotated[str, Field(max_length=255)] = ""
    lecture: Annotated[int | None, Field(ge=0, le=9_999)] = None
    until: date | datetime
    reason: Annotated[str, Field(max_length=80)] = ""

    @model_validator(mode="after")
    def _one_of_both(self) -> Embargo:
        if bool(self.file.strip()) == (self.lecture is not None):
            raise ValueError("needs a file or a lecture, and not both")
        if "/" in self.file or "\\" in self.file:
            raise ValueError("names a folder: give the file's name alone")
        if not 2000 <= self.until.year <= 2999:
            raise ValueError(f"ends in the year {self.until.year}")
        return self
