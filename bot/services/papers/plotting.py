"""The picture of the averages: drawn and uploaded once a paper, shown from then on by its file's id."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from bot.services.papers.digesting import Digest
from bot.services.papers.service import PaperService
from bot.services.papers.trend import Mean, alt_text, means
from bot.services.pictures import Picture, Upload

PLOT = "plot"
"""Under this name a paper's notes hold the file's id."""


def drawn(trend: Sequence[Mean]) -> bytes:
    """The averages as PNG."""
    from bot.services.papers.trend_picture import draw  # noqa: PLC0415 - matplotlib takes long to load

    return draw(trend)


@dataclass(frozen=True)
class Plots:
    """Pictures of one course's papers."""

    papers: PaperService
    upload: Upload

    async def of(self, found: Digest) -> Picture | None:
        """None where there is nothing to compare with, or Slack did not take it: the numbers stand in the text."""
        trend = means([*found.earlier, (found.paper, found.outcome)])
        if len(trend) < 2:
            return None
        alt, known = alt_text(trend), found.paper.notes.get(PLOT)
        if known:
            return Picture(str(known), alt)
        data = await asyncio.to_thread(drawn, trend)
        name = f"averages-{found.paper.about[:10]}.png"
        file_id = await self.upload.upload_picture(
            name, data, title="Averages of each class", alt=alt
        )
        if file_id is None:
            return None
        await self.papers.note(found.paper, {PLOT: file_id})
        return Picture(file_id, alt)
