"""A class of five holds each kind of poll and a minute paper, from the first line to the last picture."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from pathlib import Path

import pytest_asyncio
from playwright.async_api import expect

from tests.browser.acting import pick
from tests.browser.album import DESK, NIGHT, POCKET, TALL, dismiss_all, take
from tests.browser.conftest import Opener
from tests.browser.dates import move_time
from tests.browser.marks import BROWSER
from tests.browser.polling import (
    Class,
    card,
    close,
    manage,
    post,
    post_preview,
    press,
    private,
    the_class,
    write,
)
from tests.browser.screen import Screen
from tests.slack.papers_kit import earlier_paper
from tests.slack.workspace import Workspace

pytestmark = BROWSER
HYPERVISOR = "Which is a type-1 hypervisor?"
_BUTTON = re.compile(r"Vote: |Rank: |\d of ")
READY = "Ready to move on?"
ELENAS_DM = "D0LECTERN5"
UNCLEAR = (
    "Is KVM a type 1 or a type 2 hypervisor?",
    "kvm: type 1 or type 2",
    "why is KVM type-1 if it runs in linux",
)


@pytest_asyncio.fixture(loop_scope="session")
async def five(window: Opener) -> Class:
    """The class, in its channel."""
    return await the_class(window)


async def look_well(five: Class) -> None:
    """Nothing is cut off, unnamed or hard to read: at a desk, on a phone, in the dark."""
    for screen in (five.elena, five.sara, five.aiko):
        assert await screen.faults() == []


async def all_vote(five: Class, question: str, *answers: str) -> None:
    """Each presses buttons, with semicolons between, or writes something; all at once."""
    each = zip(five.everybody, answers, strict=True)
    await asyncio.gather(*(vote(screen, question, given) for screen, given in each))
    await expect(card(five.tom, question)).to_contain_text("5 people voted")


async def vote(screen: Screen, question: str, given: str) -> None:
    """One person's."""
    if not _BUTTON.match(given):
        await write(screen, question, given)
        return
    for label in given.split("; "):
        await press(screen, question, label)


# One question, asked twice


async def correct_the_typo(elena: Screen) -> None:
    """Votes stay where they are."""
    await manage(elena, HYPERVISOR, "Edit…")
    await elena.modal.get_by_label("Option 2").fill("VirtualBox")
    await elena.by("modal-submit").click()
    await expect(elena.message("Changed. Votes stay as they are.")).to_be_visible()


async def test_vote_discuss_vote_again(five: Class, folder: Path) -> None:
    """poll.png, poll-phone.png, rounds.png: an open poll, a closed one, and both rounds with their chart."""
    line = f'/poll "{HYPERVISOR}" "KVM" "VirtualBocks" "QEMU" --correct 1'
    await post(five.elena, line, HYPERVISOR)
    await press(five.sara, HYPERVISOR, "Vote: QEMU")
    await all_vote(
        five, HYPERVISOR, "Vote: KVM", *["Vote: VirtualBocks"] * 2, "Vote: KVM", "Vote: QEMU"
    )
    await correct_the_typo(five.elena)
    await expect(card(five.tom, HYPERVISOR)).to_contain_text(re.compile(r"VirtualBox\W+2\W+40 %"))
    await take(five.tom, TALL, folder / "poll.png")
    await five.tom.button("Who voted", card(five.tom, HYPERVISOR)).click()
    await expect(private(five.tom)).to_contain_text("Sara Lindqvist")
    await close(five.elena, HYPERVISOR, "The right answer is not shown yet")
    chart = card(five.sara, HYPERVISOR).get_by_role("img", name=re.compile("^Chart: "))
    await expect(chart).to_have_attribute("alt", re.compile(r"KVM: 2 .*QEMU: 1 "))
    await dismiss_all(five.sara)
    await expect(chart).to_be_in_viewport()
    await take(five.sara, POCKET, folder / "poll-phone.png")

    await manage(five.elena, HYPERVISOR, "Ask again…")
    await post_preview(five.elena, HYPERVISOR)
    await expect(card(five.tom, HYPERVISOR)).to_contain_text("Asked again")
    await all_vote(five, HYPERVISOR, *["Vote: KVM"] * 3, "Vote: QEMU", "Vote: KVM")
    await close(five.elena, HYPERVISOR, "40 % → 80 %")
    shown = card(five.tom, HYPERVISOR)
    await expect(shown).to_contain_text("67 % have it now")
    await expect(shown.get_by_role("img", name=re.compile("^Chart: "))).to_be_visible()
    await dismiss_all(five.tom)
    await take(five.tom, TALL, folder / "rounds.png")
    await look_well(five)


# The other kinds


@dataclass(frozen=True, slots=True)
class Held:
    """A poll of some kind: what each of the five presses or writes, and what it says open and closed."""

    line: str
    question: str
    votes: tuple[str, ...]
    shown: str
    result: str


KINDS = (
    Held(
        "/poll Lunch? Pizza, Sushi, Tacos --multi 2",
        "Lunch?",
        ("Vote: Pizza; Vote: Sushi", "Vote: Tacos", "Vote: Pizza", "Vote: Sushi", "Vote: Pizza"),
        "Up to 2 choices each",
        "Pizza has the most votes: 3 of 5",
    ),
    Held(
        "/poll How was the pace? --scale 5 slow fast",
        "How was the pace?",
        ("3 of 5", "4 of 5", "3 of 5", "5 of 5", "2 of 5"),
        "The mean is 3.4, the median 3",
        "The mean is 3.4, the median 3",
    ),
    Held(
        "/poll What should we repeat? --text",
        "What should we repeat?",
        ("Paging", "paging", "paravirtualization", "nothing", "the last exercise"),
        "×2",
        "5 answers",
    ),
    Held(
        "/poll The cloud in a word? --words",
        "The cloud in a word?",
        ("cheap, elastic", "elastic", "elastic, scale", "scale", "rented"),
        "elastic 3",
        "4 different words",
    ),
    Held(
        "/poll Next topic? Docker, K8s, Lambda --ranked",
        "Next topic?",
        ("Rank: Docker", "Rank: K8s", "Rank: Lambda; Rank: Docker", "Rank: Docker", "Rank: K8s"),
        "bars show first choices",
        "Docker wins after 2 rounds",
    ),
)


async def test_each_kind_is_made_voted_on_and_closed(five: Class, folder: Path) -> None:
    """ranked.png, poll-form.png: a run-off with its chart, in the dark; the form, with its preview."""
    for poll in KINDS:
        await post(five.elena, poll.line, poll.question)
        await all_vote(five, poll.question, *poll.votes)
        await expect(card(five.sara, poll.question)).to_contain_text(poll.shown)
        await close(five.elena, poll.question, poll.result)
    shown = card(five.aiko, "Next topic?")
    chart = shown.get_by_role("img", name=re.compile("Docker: 2 → 3"))
    await chart.scroll_into_view_if_needed()
    await expect(chart).to_be_in_viewport()
    await dismiss_all(five.aiko)
    await take(five.aiko, NIGHT, folder / "ranked.png")
    await anonymous(five)
    await made_in_the_window(five.mina, five.sara, folder)
    await look_well(five)


async def anonymous(five: Class) -> None:
    """It tells nothing before five have voted, and never who."""
    question = "Did you do the reading?"
    await post(five.elena, f"/poll {question} --anonymous", question)
    await asyncio.gather(*(press(one, question, "Vote: Yes") for one in five.everybody[1:]))
    shown = card(five.aiko, question)
    await expect(shown).to_contain_text("4 people voted")
    await expect(shown).to_contain_text("counts are shown from 5 voters on")
    await expect(shown).not_to_contain_text("%")
    await expect(five.aiko.button("Who voted", shown)).to_have_count(0)
    await press(five.elena, question, "Vote: No")
    await expect(shown).to_contain_text(re.compile(r"Yes\W+4\W+80 %"))
    await close(five.elena, question, "Yes has the most votes: 4 of 5")
    await expect(shown).to_contain_text("Anonymous")


async def made_in_the_window(mina: Screen, sara: Screen, folder: Path) -> None:
    """A question without options, yes or no, whose result is hidden until it closes by itself."""
    await mina.write("/poll")
    await pick(mina, mina.modal.get_by_role("combobox", name="Kind"), "Yes or no")
    await mina.modal.get_by_role("textbox", name="Question").fill(READY)
    await expect(mina.modal.get_by_role("heading", name=READY)).to_be_attached()
    await mina.modal.get_by_role("checkbox", name="Hide results").check()
    await pick(mina, mina.modal.get_by_role("combobox", name="Closes"), "After 10 minutes")
    await expect(mina.modal).to_contain_text("results are shown when it closes")
    await expect(mina.modal).to_contain_text("Closes 10 minutes after it opens")
    await mina.modal.get_by_role("heading", name=READY).scroll_into_view_if_needed()
    await take(mina, DESK, folder / "poll-form.png")
    await mina.by("modal-submit").click()
    await expect(mina.modal).to_contain_text("Post this poll?")
    await mina.by("modal-submit").click()
    await expect(mina.modal).to_contain_text("Posted in")
    await mina.press("Escape")
    await press(sara, READY, "Vote: Yes")
    await expect(card(sara, READY)).to_contain_text("1 person voted")
    await expect(card(sara, READY)).not_to_contain_text("%")
    await move_time(mina, "2021-11-20T10:15")
    await expect(card(sara, READY)).to_contain_text("Yes has the most votes: 1 of 1")


# The minute paper


async def test_a_minute_paper_from_the_end_of_class_to_the_answers(
    five: Class, workspace: Workspace, folder: Path
) -> None:
    """paper.png, digest.png, questions-phone.png: what is asked, what came of it, what the class reads."""
    for day, new, pace in (("2021-11-02", 5, 5), ("2021-11-04", 6, 6.5), ("2021-11-09", 7, 6)):
        await earlier_paper(workspace, day, new, pace)
    await move_time(five.elena, "2021-11-16T18:55")
    await five.elena.write("/lectern class over")
    await expect(private(five.elena)).to_contain_text("This is what will be asked in #tcss562")
    await five.elena.button("Post", private(five.elena)).click()
    await expect(private(five.elena)).to_contain_text("Asked in #tcss562: Lecture 13")
    await expect(five.tom.message("Two taps are enough")).to_be_visible()
    await take(five.tom, TALL, folder / "paper.png")
    ratings = ((4, 5), (6, 6), (7, 5), (5, 7), (9, 5))
    await asyncio.gather(*(rate(*each) for each in zip(five.everybody, ratings, strict=True)))
    asking = zip((five.sara, five.tom, five.aiko), UNCLEAR, strict=True)
    await asyncio.gather(*(say(screen, words) for screen, words in asking))
    for words in UNCLEAR:
        workspace.made_public(words)
    await move_time(five.elena, "2021-11-18T16:01")
    await expect(five.tom.message("Minute paper")).to_contain_text("5 people answered")
    await five.elena.enter(ELENAS_DM)
    digest = five.elena.message("Still unclear")
    await expect(digest).to_contain_text("How new: 6.2 (6.0 before)")
    await expect(digest).to_contain_text(f"3×  “{UNCLEAR[0]}”")
    await expect(digest).to_contain_text("The course answers it: “KVM converts Linux")
    await expect(digest.get_by_role("img", name="11/16: how new 6.2")).to_be_in_viewport()
    await take(five.elena, TALL, folder / "digest.png")
    await five.elena.button("Post to class…", digest).click()
    await five.elena.modal.get_by_label("Post this one").first.check()
    change = five.elena.modal.get_by_label(re.compile("^What will change( |$)")).first
    await change.fill("I draw it again at the start of Thursday's class.")
    await five.elena.by("modal-submit").click()
    await expect(private(five.elena)).to_contain_text("This is what will be posted in #tcss562")
    await five.elena.button("Post", private(five.elena)).click()
    post = five.sara.message("Questions from 11/16")
    await expect(post).to_contain_text("What will change: I draw it again")
    await five.sara.button("New messages").click()
    await dismiss_all(five.sara)
    await post.get_by_text("See slide 26").scroll_into_view_if_needed()
    await take(five.sara, POCKET, folder / "questions-phone.png")
    await look_well(five)


async def rate(screen: Screen, numbers: tuple[int, int]) -> None:
    """Two taps."""
    paper = screen.message("Minute paper · Lecture 13")
    for name, number in zip(("How new", "Pace"), numbers, strict=True):
        await paper.get_by_role("button", name=f"{name}: {number} of 10").click()
        await expect(private(screen)).to_contain_text(f"{name}: {number}")


async def say(screen: Screen, words: str) -> None:
    """What stayed unclear, with its slide."""
    paper = screen.message("Minute paper · Lecture 13")
    await paper.get_by_label("What is still unclear, in your words?").fill(words)
    await pick(screen, paper.get_by_role("combobox"), "26 · KERNEL BASED VIRTUAL MACHINES (KVM)")
    await screen.press("Escape")
    await screen.button("Send", paper).click()
    await expect(private(screen)).to_contain_text(f"Still unclear: {words}")
