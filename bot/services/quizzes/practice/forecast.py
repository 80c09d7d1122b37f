"""What is due on each of the next seven days, as a small picture, and the same in words."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, field

from bot.services.pictures import Picture, Upload
from bot.services.polls.charted import COLUMNS, LEADING, PLAIN, Bar, Plot
from bot.services.quizzes.practice.views import Stats

_MOST_KEPT = 200
TITLE = "What is due in the next days"


def plot(found: Stats) -> Plot | None:
    """None where nothing is due on any of them."""
    most = max(found.forecast.values(), default=0)
    if not most:
        return None
    bars = tuple(
        Bar(
            n,
            "Today" if day == found.today else f"{day:%a}",
            str(count),
            count / most,
            LEADING if day == found.today else PLAIN,
        )
        for n, (day, count) in enumerate(found.forecast.items())
    )
    return Plot(TITLE, bars, f"{sum(found.forecast.values())} in seven days", COLUMNS)


def alt_text(plotted: Plot) -> str:
    """ "What is due in the next days: Today 12, Thu 3, …" """
    return f"{plotted.title}: {', '.join(f'{bar.label} {bar.value}' for bar in plotted.bars)}"


def drawn(plotted: Plot) -> bytes:
    """PNG. Belongs in a thread."""
    from bot.services.polls.chart import draw  # noqa: PLC0415 - matplotlib takes long to load

    return draw(plotted)


@dataclass
class Forecasts:
    """Pictures of forecasts, each drawn and uploaded once while the bot runs: numbers and weekdays, no names."""

    upload: Upload
    _known: OrderedDict[str, str] = field(default_factory=OrderedDict)

    async def of(self, found: Stats) -> Picture | None:
        """None where there is nothing to draw, or Slack did not take it: the numbers stand in the text."""
        plotted = plot(found)
        if plotted is None:
            return None
        alt = alt_text(plotted)
        file_id = self._known.get(alt)
        if file_id is None:
            data = await asyncio.to_thread(drawn, plotted)
            file_id = await self.upload.upload_picture("due.png", data, title=TITLE, alt=alt)
            if file_id is None:
                return None
            self._known[alt] = file_id
            if len(self._known) > _MOST_KEPT:
                self._known.popitem(last=False)
        return Picture(file_id, alt)

    def forget(self, picture: Picture) -> None:
        """Slack has it no longer."""
        self._known.pop(picture.alt, None)
