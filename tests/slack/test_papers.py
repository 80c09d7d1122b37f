"""A minute paper over a lecture day: asked once, answered with two taps, closed before the next class, told, posted."""

from __future__ import annotations

import pytest

from tests.slack.papers_kit import (
    NEXT,
    PAPER,
    SLIDE_26,
    at,
    papers_in,
    posts_in,
    rates,
    shown_privately,
    students,
    switched_on,
    the_paper,
    the_questions,
    value,
)
from tests.slack.person import GENERAL, MAIN, Person, Refused
from tests.slack.seen import Seen
from tests.slack.workspace import Workspace

UNCLEAR = (
    "Is KVM a type 1 or a type 2 hypervisor?",
    "kvm: type 1 or type 2",
    "why is KVM type-1 if it runs in linux",
)
MAIN_THING = "containers share the host's kernel"


async def asked(workspace: Workspace, elena: Person) -> tuple[list[Person], Seen]:
    """Five students after lecture 13, and the paper that they are asked."""
    await switched_on(workspace, elena)
    everybody = students(workspace)
    await workspace.move_to(at("2021-11-16", "19:06"))
    return everybody, await the_paper(everybody[0])


async def answered(workspace: Workspace, everybody: list[Person], paper: Seen) -> None:
    """All of them tap twice, three say what is unclear, one what the main thing was; one takes it all back."""
    for person, new, pace in zip(everybody, (4, 6, 7, 5, 9), (5, 6, 5, 7, 5), strict=True):
        await rates(person, paper, new, pace)
    for person, words in zip(everybody, UNCLEAR, strict=False):
        workspace.made_public(words)
        await person.presses("Send", paper, paper_unclear=words, paper_slides=[SLIDE_26])
        await person.told()
    workspace.made_public(MAIN_THING)
    *_, noah, lena = everybody
    await noah.presses("Send", paper, paper_main=MAIN_THING)
    await noah.told()
    await lena.presses("Send", paper, paper_main="this is withdrawn again")
    await lena.presses("Take back", await lena.told(), confirm="Take back")
    await workspace.settle()


async def closed(workspace: Workspace, elena: Person) -> Seen:
    """The paper closes before the next class; what the instructor is told of it."""
    await workspace.move_to(at(NEXT, "16:01"))
    return await elena.reads("Still unclear")


async def test_the_class_is_asked_once_a_few_minutes_after_its_lecture(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    await switched_on(workspace, elena)
    await workspace.move_to(at("2021-11-16", "19:04"))
    assert await papers_in(sara, MAIN) == []
    for clock in ("19:06", "19:20", "23:00"):
        await workspace.move_to(at("2021-11-16", clock))
        (paper,) = await papers_in(sara, MAIN)
        assert "*Minute paper · Lecture 13*, Tue, November 16" in paper.words
        assert "It is open until Thu, November 18, 2021 at 16:00 PST." in paper.words


async def test_two_taps_are_an_answer_that_can_be_changed(
    workspace: Workspace, elena: Person
) -> None:
    (sara, *_), paper = await asked(workspace, elena)
    first, second = await rates(sara, paper, 8, 5)
    assert "How new: *8*  ·  Pace: –" in first.words
    assert "How new: *8*  ·  Pace: *5*" in second.words
    await sara.taps(value(paper, "new", 4), paper)
    assert "How new: *4*  ·  Pace: *5*" in (await sara.told()).words
    assert (await the_paper(sara)).raw == paper.raw


async def test_words_and_slides_go_with_send_and_can_be_taken_back(
    workspace: Workspace, elena: Person
) -> None:
    (sara, *_), paper = await asked(workspace, elena)
    await sara.presses("Send", paper)
    assert "nothing to send yet" in (await sara.told()).words
    await sara.presses("Send", paper, paper_unclear="what is a unikernel", paper_slides=[SLIDE_26])
    kept = await sara.told()
    assert "Still unclear: what is a unikernel" in kept.words
    assert "Unclear slides: 26 · KERNEL BASED VIRTUAL MACHINES (KVM)" in kept.words
    await sara.presses("Send", paper, paper_main="containers are light")
    kept = await sara.told()
    assert "what is a unikernel" in kept.words
    assert "containers are light" in kept.words
    await sara.presses("Take back", kept, confirm="Take back")
    await shown_privately(sara, "Nothing of yours is kept")


async def test_a_paper_closes_before_the_next_class_and_the_staff_is_told(
    workspace: Workspace, elena: Person
) -> None:
    everybody, paper = await asked(workspace, elena)
    await answered(workspace, everybody, paper)
    await workspace.move_to(at(NEXT, "15:59"))
    assert (await the_paper(everybody[0])).buttons
    digest = await closed(workspace, elena)
    gone = await the_paper(everybody[0])
    assert "4 people answered" in gone.words
    assert not gone.buttons
    assert "4 answers." in digest.words
    assert "How new: *5.5*  ·  Pace: *5.8*" in digest.words
    assert f"*3×*  “{UNCLEAR[0]}”" in digest.words
    assert MAIN_THING in digest.words
    assert "withdrawn" not in digest.words
    assert "Points to slide 26" in digest.words
    assert "The course answers it:* “KVM converts Linux into a type-1" in digest.words
    await elena.presses("Show slide", digest)
    await elena.closes(await elena.sees_window("Slide 26"))
    await elena.presses("All answers", digest)
    window = await elena.sees_window("All answers")
    assert "*How new*   4: 1×   5: 1×   6: 1×   7: 1×" in window.words


async def test_the_class_is_answered_after_a_preview_and_the_answer_can_be_deleted(
    workspace: Workspace, elena: Person
) -> None:
    everybody, paper = await asked(workspace, elena)
    await answered(workspace, everybody, paper)
    digest = await closed(workspace, elena)
    sara = everybody[0]
    await elena.presses("Post to class…", digest)
    written = {
        "question_0": "Is KVM type 1 or type 2?",
        "answer_0": "Type 1: the kernel is the hypervisor.",
        "change_0": "We draw it again on Thursday.",
    }
    assert await elena.submits(await the_questions(elena), use_0=True, **written) == {}
    preview = await elena.told(channel=elena.dm)
    assert "Only you see this" in preview.words
    assert await posts_in(sara) == []
    await elena.presses("Post", preview)
    told = await shown_privately(elena, "is on its way", elena.dm)
    await workspace.settle()
    (post,) = await posts_in(sara)
    assert "Type 1: the kernel is the hypervisor." in post.words
    assert "What will change:* We draw it again on Thursday." in post.words
    assert "See slide 26" in post.words
    assert "How new: *5.5*" in post.words
    await sara.presses("Show slide", post)
    await sara.closes(await sara.sees_window("Slide 26"))
    await elena.presses("Delete it", told, confirm="Delete")
    await shown_privately(elena, "Deleted.", elena.dm)
    assert await posts_in(sara) == []


async def test_what_the_class_is_told_is_posted_once_by_two_quick_presses(
    workspace: Workspace, elena: Person
) -> None:
    everybody, paper = await asked(workspace, elena)
    await answered(workspace, everybody, paper)
    await elena.presses("Post to class…", await closed(workspace, elena))
    assert await elena.submits(await the_questions(elena), use_0=True) == {}
    preview = await elena.told(channel=elena.dm)
    await workspace.at_once(elena.presses("Post", preview), elena.presses("Post", preview))
    await shown_privately(elena, "This is posted already", elena.dm)
    await workspace.settle()
    assert len(await posts_in(everybody[0])) == 1


async def test_who_left_the_channel_cannot_answer_there(
    workspace: Workspace, elena: Person, tom: Person
) -> None:
    _, paper = await asked(workspace, elena)
    workspace.playground.world.channels[MAIN].members.remove(tom.id)
    await tom.taps(value(paper, "pace", 9), paper)
    assert "Only members of the channel can answer" in (await tom.told()).words
    await workspace.move_to(at(NEXT, "16:01"))
    await elena.reads("Nobody answered")


async def test_nobody_is_asked_while_it_is_switched_off(
    workspace: Workspace, sara: Person, elena: Person
) -> None:
    await workspace.move_to(at("2021-11-16", "19:06"))
    assert await papers_in(sara, MAIN) == []
    await switched_on(workspace, elena)
    await elena.types("/lectern papers")
    await elena.submits(await elena.sees_window("Minute paper"), on=[])
    assert "I ask nothing by myself" in (await elena.told()).words
    await workspace.move_to(at("2021-11-16", "19:06"))
    assert await papers_in(sara, MAIN) == []


async def test_who_wants_it_is_asked_directly_until_they_say_no(
    workspace: Workspace, elena: Person, sara: Person, tom: Person
) -> None:
    for person in (sara, tom):
        await person.types("/lectern papers on")
        await person.told()
    await switched_on(workspace, elena, channel="")
    await tom.types("/lectern papers off")
    assert "I don't ask you by direct message" in (await tom.told()).words
    await workspace.move_to(at("2021-11-16", "19:06"))
    paper = await the_paper(sara, sara.dm)
    assert await papers_in(tom, tom.dm) == []
    assert await papers_in(sara, MAIN) == []
    await rates(sara, paper, 3, 5)
    await workspace.move_to(at(NEXT, "16:01"))
    assert "One person answered" in (await the_paper(sara, sara.dm)).words
    assert "How new: *3.0*" in (await elena.reads("1 answer.")).words


async def test_who_has_enough_of_direct_messages_says_so_under_one(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    await sara.types("/lectern papers on")
    await sara.told()
    await switched_on(workspace, elena)
    await workspace.move_to(at("2021-11-16", "19:06"))
    paper = await the_paper(sara, sara.dm)
    await sara.presses("Don't ask me here any more", paper)
    told = await sara.told(channel=sara.dm)
    assert "I don't ask you by direct message" in told.words
    await sara.presses("Ask me directly", told)
    back = await shown_privately(sara, "I ask you by direct message, too", sara.dm)
    await sara.presses("Stop asking me", back)
    await shown_privately(sara, "I don't ask you by direct message", sara.dm)
    await workspace.move_to(at(NEXT, "19:06"))
    assert len(await papers_in(sara, sara.dm)) == 1
    assert len(await papers_in(sara, MAIN)) == 2


async def test_a_channel_that_lectern_is_not_in_is_named_in_the_window(
    workspace: Workspace, elena: Person
) -> None:
    await elena.types("/lectern papers")
    window = await elena.sees_window("Minute paper")
    errors = await elena.submits(window, on=True, channel=GENERAL)
    assert errors == {
        "channel": "I am not in this channel. Invite me there with /invite @Lectern first."
    }
    errors = await elena.submits(window, on=True, channel="")
    assert "nobody has asked for direct messages yet" in errors["channel"]


async def test_class_over_shows_the_paper_to_the_instructor_before_anybody_is_asked(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    await workspace.move_to(at("2021-11-16", "18:50"))
    await elena.types("/lectern class over")
    preview = await elena.told()
    assert "Only you see this" in preview.words
    await elena.presses("Send", preview)
    assert "nothing is asked yet" in (await elena.told()).words
    assert await papers_in(sara, MAIN) == []
    await elena.presses("Post", preview)
    told = await shown_privately(elena, "Asked in")
    paper = await the_paper(sara)
    await rates(sara, paper, 7, 5)
    await elena.types("/lectern class over")
    assert "is being asked already" in (await elena.told()).words
    await elena.presses("Close now", told, confirm="Close")
    assert "1 answer." in (await elena.reads("1 answer.")).words
    # The staff may be told before the paper's own message says that it is closed.
    await workspace.settle()
    with pytest.raises(Refused, match="no such button"):
        await sara.taps(value(paper, "new", 7), paper)


@pytest.mark.parametrize("line", ["class is over", "class over!", "Class finished"])
async def test_class_over_is_understood_in_other_words(
    workspace: Workspace, elena: Person, line: str
) -> None:
    await workspace.move_to(at("2021-11-16", "19:01"))
    await elena.types(f"/lectern {line}")
    assert "This is what will be asked" in (await elena.told()).words


@pytest.mark.parametrize(
    ("line", "wanted"), [("on please", True), ("stop", False), ("OFF!", False)]
)
async def test_a_wish_is_understood_in_other_words(
    workspace: Workspace, sara: Person, line: str, wanted: bool
) -> None:
    await sara.types(f"/lectern papers {line}")
    await sara.told()
    assert await workspace.bot.deps.papers.wants(sara.id) is wanted


async def test_a_course_without_a_timetable_promises_nothing_that_needs_one(
    empty_workspace: Workspace,
) -> None:
    config = empty_workspace.config
    facts = config.course.model_copy(update={"timetable": (), "no_class": ()})
    empty_workspace.config = config.model_copy(update={"course": facts, "lectures": ()})
    await empty_workspace.start()
    elena = empty_workspace.people["elena"]
    await elena.types("/lectern papers")
    window = await elena.sees_window(PAPER)
    assert await elena.submits(window, on=True, channel=MAIN) == {}
    assert "no timetable" in (await elena.told()).words
    await elena.types("/lectern class over")
    assert "This is what will be asked" in (await elena.told()).words, "there is but one class"
    await elena.types("/poll Done? yes, no --every class")
    told = await elena.told()
    assert "I know of no class to come" in told.words
    assert "Schedule" not in told.buttons


async def test_on_a_day_without_class_the_instructor_says_which(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    await workspace.move_to(at("2021-11-17", "12:00"))
    await elena.types("/lectern class over")
    asked_which = await elena.told()
    await elena.picks("Tue, Nov 16 · Lecture 13", asked_which)
    preview = await shown_privately(elena, "Only you see this")
    assert "Lecture 13" in preview.words
    await elena.presses("Not now", preview)
    await shown_privately(elena, "Nothing was asked")
    assert await papers_in(sara, MAIN) == []


async def test_students_cannot_ask_close_or_look(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    for typed in ("/lectern class over", "/lectern papers close"):
        await sara.types(typed)
        assert "Only instructors" in (await sara.told()).words
    await sara.types("/lectern papers")
    assert "I don't ask you by direct message" in (await sara.told()).words


async def test_an_empty_paper_is_told_of_in_a_word(workspace: Workspace, elena: Person) -> None:
    await asked(workspace, elena)
    await workspace.move_to(at(NEXT, "16:01"))
    digest = await elena.reads("Nobody answered this time")
    assert not digest.buttons


async def test_a_restart_neither_asks_again_nor_forgets_an_answer(
    workspace: Workspace, elena: Person
) -> None:
    (sara, *_), paper = await asked(workspace, elena)
    await rates(sara, paper, 8, 5)
    await workspace.restart()
    assert len(await papers_in(sara, MAIN)) == 1
    await sara.taps(value(paper, "pace", 6), paper)
    assert "How new: *8*  ·  Pace: *6*" in (await sara.told()).words


async def test_two_replicas_ask_close_and_tell_once(workspace: Workspace, elena: Person) -> None:
    await workspace.start()
    everybody, paper = await asked(workspace, elena)
    await answered(workspace, everybody, paper)
    digest = await closed(workspace, elena)
    assert "4 answers." in digest.words
    assert len(await papers_in(everybody[0], MAIN)) == 1
    told = [m for m in await elena.timeline(elena.dm) if "Still unclear" in m.words]
    assert len(told) == 1
