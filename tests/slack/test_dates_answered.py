"""Questions about dates are answered with what holds now, also where a slide says something else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.services.deadlines.ports import Extension
from tests.slack.dates_kit import stands
from tests.slack.person import MAIN, Person
from tests.slack.seen import Seen
from tests.slack.test_proposals import again, only, proposed
from tests.slack.workspace import Workspace

pytestmark = pytest.mark.proposing
CHECK_IN = "Term Project Check-in"
TITLE = "Tutorial 7"
FRIDAY = datetime(2021, 11, 27, 1, 0, tzinfo=UTC)


async def asked(person: Person, question: str) -> Seen:
    """What the person hears in their direct message."""
    return await person.hears(await person.writes(question))


async def test_what_only_an_instructor_has_written_down_is_answered(
    workspace: Workspace, tom: Person
) -> None:
    await stands(workspace, TITLE, FRIDAY)
    heard = await asked(tom, "when is tutorial 7 due?")
    assert f"*{TITLE}* · due Fri, November 26, 2021 at 17:00 PST" in heard.words
    assert "The lecture doesn't say" not in heard.words
    assert TITLE in (await asked(tom, "what's due this month")).words


async def test_a_moved_deadline_is_answered_with_its_new_date_and_what_the_slide_says(
    workspace: Workspace, elena: Person, tom: Person
) -> None:
    shown = await proposed(workspace, elena)
    await elena.presses("Confirm", on=only(shown, CHECK_IN))
    await again(elena, shown, "Confirmed")
    before = await asked(tom, "whens teh checkin due")
    assert "due Wed, December 1, 2021 at 23:59 PST" in before.words
    assert "moved" not in before.words
    await elena.types(f"/deadlines move {CHECK_IN} to 12/3 at 5pm")
    told = await elena.told()
    await elena.presses("Move", on=told)
    await workspace.settle()
    after = await asked(tom, "whens teh checkin due")
    assert "due Fri, December 3, 2021 at 17:00 PST" in after.words
    assert "moved; sample-lecture.txt says Wed, December 1 at 23:59" in after.words
    assert "Show slide" in after.buttons


async def test_a_dismissed_date_is_no_answer_and_an_undecided_one_is_told_as_the_slide_does(
    workspace: Workspace, elena: Person, tom: Person
) -> None:
    assert CHECK_IN in (await asked(tom, "what's due?")).words
    shown = await proposed(workspace, elena)
    await elena.presses("Dismiss", on=only(shown, CHECK_IN))
    await again(elena, shown, "Dismissed")
    assert CHECK_IN not in (await asked(tom, "what's due?")).words


async def test_a_cancelled_deadline_is_said_to_be_cancelled(
    workspace: Workspace, elena: Person, tom: Person
) -> None:
    item = await stands(workspace, TITLE, FRIDAY)
    await workspace.bot.deps.deadlines.changing.cancel(item.id, item.revision, elena.id)
    heard = await asked(tom, "when is tutorial 7 due?")
    assert "cancelled" in heard.words
    assert TITLE not in (await asked(tom, "what's due?")).words


async def test_an_extension_is_told_in_the_persons_direct_message_and_nowhere_else(
    workspace: Workspace, elena: Person, sara: Person, tom: Person
) -> None:
    item = await stands(workspace, TITLE, FRIDAY)
    parts = workspace.bot.deps.deadlines.parts
    later = FRIDAY + timedelta(days=2)
    own = Extension(parts.workspace, item.id, tom.id, later, elena.id, parts.clock.now())
    await parts.extensions.put(own)
    heard = await asked(tom, "when is tutorial 7 due?")
    assert "due Sun, November 28, 2021 at 17:00 PST" in heard.words
    assert "your extension; the class has until Fri, November 26 at 17:00" in heard.words
    await tom.types("/ask tutorial 7 due when?")
    shareable = await tom.told()
    assert "Fri, November 26, 2021 at 17:00 PST" in shareable.words
    assert "extension" not in shareable.words
    assert "extension" not in (await asked(sara, "until when is tutorial 7?")).words
    assert "extension" not in str(await sara.timeline(MAIN))


async def test_what_an_instructor_wrote_down_goes_before_a_slides_date_of_the_same_name(
    workspace: Workspace, elena: Person, tom: Person
) -> None:
    """Also where nobody has decided yet on what the slide says."""
    await proposed(workspace, elena)
    await stands(workspace, CHECK_IN, FRIDAY)
    heard = await asked(tom, "when is the term project check-in due?")
    assert "due Fri, November 26, 2021 at 17:00 PST" in heard.words
    assert "December 1" not in heard.words.partition("Lecture 13")[0].replace("12/1", "")
