"""The chart of a closed poll: drawn and uploaded once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from bot.services.polls.charted import Plot
from bot.services.polls.editing import PICTURE
from bot.services.polls.finishing import Finishing, plot_of
from bot.services.polls.ports import OPEN, TEXT, Poll, Settings
from bot.services.polls.telling import keeps_back, telling
from tests.unit.fakes import NOON, FakeClock
from tests.unit.services.polls.examples import a_poll, closed, parts_of
from tests.unit.services.polls.stores import Stores

CLOSED_POLL = replace(closed(a_poll(), 4, {"1": 3, "2": 0, "3": 1}), ts="1.2", posted_channel="C1")


@dataclass
class FakeUpload:
    file_id: str | None = "F1"
    sent: list[tuple[str, bytes, str]] = field(default_factory=list)

    async def upload_picture(self, name: str, data: bytes, *, title: str, alt: str) -> str | None:
        self.sent.append((name, data, alt))
        return self.file_id


@dataclass
class Bench:
    stores: Stores
    clock: FakeClock
    upload: FakeUpload
    plots: list[Plot]
    finishing: Finishing

    async def stored(self, poll_id: str = "p1") -> Poll:
        found = await self.stores.polls.get("T1", poll_id)
        assert found is not None
        return found


@pytest.fixture
async def bench() -> Bench:
    stores, clock, upload, plots = Stores(), FakeClock(), FakeUpload(), list[Plot]()

    def draw(plot: Plot) -> bytes:
        plots.append(plot)
        return b"PNG"

    await stores.polls.add(CLOSED_POLL)
    return Bench(stores, clock, upload, plots, Finishing(parts_of(stores, clock), upload, draw))


async def test_the_chart_is_drawn_uploaded_with_its_numbers_in_words_and_noted(
    bench: Bench,
) -> None:
    await bench.finishing.finish(CLOSED_POLL)
    ((name, data, alt),) = bench.upload.sent
    assert (name, data) == ("poll-p1.png", b"PNG")
    assert "KVM: 3 · 75 %" in alt
    assert (await bench.stored()).notes == {"picture": "F1"}


async def test_it_is_done_once(bench: Bench) -> None:
    for _ in range(2):
        await bench.finishing.finish(await bench.stored())
    assert len(bench.upload.sent) == 1


async def test_a_failed_upload_is_noted_too_and_not_tried_for_ever(bench: Bench) -> None:
    bench.upload.file_id = None
    await bench.finishing.finish(CLOSED_POLL)
    assert (await bench.stored()).notes == {"picture": ""}


async def test_what_is_open_or_has_nothing_to_draw_gets_no_chart(bench: Bench) -> None:
    await bench.finishing.finish(replace(CLOSED_POLL, state=OPEN))
    await bench.finishing.finish(closed(a_poll(), 0, {}))
    await bench.finishing.finish(closed(a_poll((), kind=TEXT), 1, {}, texts=(("so", 1),)))
    assert bench.upload.sent == []


async def test_a_picture_of_what_was_changed_meanwhile_is_not_shown(bench: Bench) -> None:
    """Somebody opened the poll again, or put a typo right, while it was drawn."""
    stale = replace(CLOSED_POLL, question="Wich?")
    await bench.finishing.finish(stale)
    assert (await bench.stored()).notes == {}


async def test_a_second_round_is_drawn_beside_the_first(bench: Bench) -> None:
    second = closed(replace(CLOSED_POLL, id="p2", round_of="p1"), 4, {"1": 1, "2": 0, "3": 3})
    await bench.stores.polls.add(second)
    await bench.finishing.finish(second)
    assert [bar.value for bar in bench.plots[0].bars] == [
        "75 % → 25 % (−50)",
        "0 % → 0 % (±0)",
        "25 % → 75 % (+50)",
    ]


@pytest.mark.parametrize(
    "picture", [{}, {PICTURE: "F2"}], ids=["without a chart", "with its chart"]
)
async def test_a_first_rounds_answer_that_a_crash_left_untold_is_told(
    bench: Bench, picture: dict[str, str]
) -> None:
    """It is told by a second write after the second round has closed."""
    first = replace(CLOSED_POLL, id="p0", settings=Settings(correct=("3",)))
    second = replace(first, id="p2", round_of="p0", notes=picture)
    for poll in (first, second):
        await bench.stores.polls.add(poll)
    assert keeps_back(await bench.stored("p0"))
    await bench.finishing.finish(second)
    assert not keeps_back(await bench.stored("p0"))


async def test_a_first_rounds_answer_is_kept_back_while_the_second_one_is_open(
    bench: Bench,
) -> None:
    first = replace(CLOSED_POLL, id="p0", settings=Settings(correct=("3",)))
    await bench.stores.polls.add(first)
    await bench.finishing.finish(replace(first, id="p2", round_of="p0", state=OPEN))
    await bench.finishing.finish(first)
    assert keeps_back(await bench.stored("p0"))


async def test_a_picture_that_slack_shows_no_longer_is_left_out_from_then_on(bench: Bench) -> None:
    await bench.finishing.finish(CLOSED_POLL)
    await bench.finishing.forget(await bench.stored())
    assert (await bench.stored()).notes == {"picture": ""}
    await bench.finishing.finish(await bench.stored())
    assert len(bench.upload.sent) == 1


def test_a_second_round_whose_first_one_is_gone_is_drawn_alone() -> None:
    second = closed(replace(CLOSED_POLL, id="p2", round_of="p1"), 4, {"1": 1, "3": 3})
    shown = plot_of(second, None)
    assert shown is not None
    assert shown.bars[0].before is None


async def test_after_a_start_charts_are_drawn_that_a_crash_left_out(bench: Bench) -> None:
    bench.clock.move(timedelta(minutes=5))
    other = replace(CLOSED_POLL, id="just now", closed_at=bench.clock.now())
    old = replace(CLOSED_POLL, id="old", closed_at=NOON - timedelta(days=2))
    for poll in (other, old):
        await bench.stores.polls.add(poll)
    assert await bench.finishing.catch_up() == 1
    assert (await bench.stored()).notes == {"picture": "F1"}
    assert (await bench.stored("old")).notes == {}


async def test_a_picture_without_the_right_answer_is_drawn_anew_if_it_was_told_meanwhile(
    bench: Bench,
) -> None:
    """ "Show the right answer" is pressed while the first picture is on its way."""
    asked = replace(CLOSED_POLL, settings=replace(CLOSED_POLL.settings, correct=("3",)))
    assert await bench.stores.polls.change(await bench.stored(), asked) is not None
    before = await bench.stored()
    assert await bench.stores.polls.change(before, telling(before)) is not None
    await bench.finishing.finish(before)
    assert PICTURE not in (await bench.stored()).notes
    await bench.finishing.finish(await bench.stored())
    first, second = (alt for _, _, alt in bench.upload.sent)
    assert ("correct" in first, "correct" in second) == (False, True)
