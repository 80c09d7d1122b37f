"""What becomes of a poll that stands in a channel."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.errors import NotAllowed
from bot.services.polls.editing import Unedited, Wanted, seen
from bot.services.polls.managing import CannotReopen, Gone, Managing, NotYours, Overtaken, may
from bot.services.polls.ports import (
    CLOSED,
    DELETED,
    DRAFT,
    MULTI,
    OPEN,
    PAPER,
    SCHEDULED,
    Option,
    Poll,
)
from tests.unit.fakes import NOON, FakeClock
from tests.unit.services.polls.examples import a_poll, parts_of, vote
from tests.unit.services.polls.stores import Stores

INSTRUCTORS = ("U_PROF",)


def an_open(**fields: Any) -> Poll:
    return a_poll(**{"state": OPEN, "opened_at": NOON, **fields})


async def managing(poll: Poll) -> tuple[Managing, Stores]:
    stores = Stores()
    await stores.polls.add(poll)
    return Managing(parts_of(stores)), stores


def wanted(poll: Poll, **changes: Any) -> Wanted:
    """What a window holds that nobody has touched, with these changes."""
    untouched = Wanted(
        poll.question, {o.id: o.text for o in poll.shown}, (), poll.settings, poll.closes_at
    )
    return replace(untouched, **changes)


def seen_in_window(poll: Poll) -> str:
    return seen(poll, [option.id for option in poll.shown])


# Who may


def test_its_maker_and_instructors_manage_a_poll_and_nobody_else() -> None:
    poll = an_open()
    assert may(poll, "U_ADA", INSTRUCTORS)
    assert may(poll, "U_PROF", INSTRUCTORS)
    assert not may(poll, "U_BO", INSTRUCTORS)


async def test_drafts_deleted_polls_and_minute_papers_are_not_managed_here() -> None:
    for poll in (a_poll(state=DRAFT), a_poll(state=DELETED), an_open(kind=PAPER)):
        service, _ = await managing(poll)
        with pytest.raises(Gone):
            await service.found("p1", "U_ADA", INSTRUCTORS)
        with pytest.raises(Gone):
            await service.found("unknown", "U_ADA", INSTRUCTORS)


async def test_who_may_not_is_told_who_may() -> None:
    service, _ = await managing(an_open())
    with pytest.raises(NotYours, match="whoever made this poll"):
        await service.found("p1", "U_BO", INSTRUCTORS)


# Closing and opening again


async def test_closing_counts_and_keeps_the_result() -> None:
    service, stores = await managing(an_open())
    await vote(stores, an_open(), "U_BO", "3")
    closed = await service.close("p1", "U_ADA")
    assert (closed.state, closed.closed_by) == (CLOSED, "U_ADA")
    assert closed.result["counts"] == {"1": 0, "2": 0, "3": 1}


async def test_who_closes_second_is_told_who_was_quicker() -> None:
    service, _ = await managing(an_open())
    await service.close("p1", "U_PROF")
    with pytest.raises(Overtaken) as refusal:
        await service.close("p1", "U_ADA")
    assert "closed already by <@U_PROF>" in refusal.value.for_user


async def test_a_named_poll_opens_again_with_all_its_votes() -> None:
    service, stores = await managing(an_open(closes_at=NOON, notes={"picture": "F1"}))
    await vote(stores, an_open(), "U_BO", "3")
    await service.close("p1", "U_ADA")
    again = await service.reopen("p1", "U_ADA")
    assert (again.state, again.result, again.closed_by, again.closed_at) == (OPEN, {}, "", None)
    assert again.closes_at is None, "its time is over: it would close at once"
    assert "picture" not in again.notes
    assert [b.choice for b in await stores.ballots.all("T1", "p1")] == [{"picked": ["3"]}]


async def test_a_poll_that_opens_again_keeps_a_time_that_is_ahead() -> None:
    service, _ = await managing(an_open(closes_at=NOON + timedelta(hours=1)))
    await service.close("p1", "U_ADA")
    assert (await service.reopen("p1", "U_ADA")).closes_at == NOON + timedelta(hours=1)


async def test_an_anonymous_poll_does_not_open_again_and_a_second_round_is_offered() -> None:
    service, _ = await managing(an_open(settings={"anonymous": True}))
    await service.close("p1", "U_ADA")
    with pytest.raises(CannotReopen) as refusal:
        await service.reopen("p1", "U_ADA")
    assert "second round" in refusal.value.for_user


# Editing


async def test_a_typo_is_put_right_and_votes_stay() -> None:
    poll = an_open()
    service, stores = await managing(poll)
    await vote(stores, poll, "U_BO", "3")
    texts = {"1": "KVM", "2": "VirtualBox", "3": "Xen Project"}
    done = await service.edit(
        "p1", wanted(poll, question=" Which is type 1? ", texts=texts), was=seen_in_window(poll)
    )
    assert not done.asks
    assert (done.after.question, done.after.options[2].text) == ("Which is type 1?", "Xen Project")
    assert [b.choice for b in await stores.ballots.all("T1", "p1")] == [{"picked": ["3"]}]


async def test_taking_out_an_option_with_votes_asks_first_and_says_how_many() -> None:
    poll = an_open()
    service, stores = await managing(poll)
    await vote(stores, poll, "U_BO", "3")
    await vote(stores, poll, "U_CY", "3")
    without = wanted(poll, texts={"1": "KVM", "2": "VirtualBox", "3": ""})
    asked = await service.edit("p1", without, was=seen_in_window(poll))
    assert asked.asks
    assert asked.effects.removed == (("Xen", 2),)
    assert await stores.polls.get("T1", "p1") == poll, "nothing is done yet"
    done = await service.edit("p1", without, was=seen_in_window(poll), confirmed=True)
    assert not done.asks
    assert [option.text for option in done.after.shown] == ["KVM", "VirtualBox"]
    assert done.after.option("3") == Option("3", "Xen", removed=True)


async def test_taking_out_an_option_without_votes_needs_no_question() -> None:
    poll = an_open()
    service, _ = await managing(poll)
    done = await service.edit(
        "p1",
        wanted(poll, texts={"1": "KVM", "2": " ", "3": "Xen"}),
        was=seen_in_window(poll),
    )
    assert not done.asks
    assert [option.text for option in done.after.shown] == ["KVM", "Xen"]


@pytest.mark.parametrize("settings", [{"anonymous": True}, {"hidden": True}])
async def test_numbers_that_are_not_to_be_known_yet_are_not_told_by_an_edit(
    settings: dict[str, bool],
) -> None:
    """Of an anonymous poll with few voters, and of one whose results are hidden until it is closed."""
    poll = an_open(settings=settings)
    service, stores = await managing(poll)
    await vote(stores, poll, "U_BO", "1")
    asked = await service.edit(
        "p1", wanted(poll, texts={"1": "KVM", "2": "", "3": "Xen"}), was=seen_in_window(poll)
    )
    assert asked.asks
    assert asked.effects.removed == (("VirtualBox", None),)


async def test_undoing_an_edit_brings_votes_for_a_removed_option_back() -> None:
    poll = an_open()
    service, stores = await managing(poll)
    await vote(stores, poll, "U_BO", "3")
    done = await service.edit(
        "p1",
        wanted(poll, texts={"1": "KVM", "2": "VB", "3": ""}, added=("Bhyve",)),
        was=seen_in_window(poll),
        confirmed=True,
    )
    back = await service.undo_edit("p1", done.after.revision)
    assert back.shown == poll.options
    assert [option.text for option in back.options if option.removed] == ["Bhyve"]
    closed = await service.close("p1", "U_ADA")
    assert closed.result["counts"]["3"] == 1
    with pytest.raises(Overtaken):
        await service.undo_edit("p1", done.after.revision)


async def test_an_edit_is_not_undone_over_the_votes_for_what_it_added() -> None:
    poll = an_open()
    service, stores = await managing(poll)
    texts = {option.id: option.text for option in poll.shown}
    done = await service.edit(
        "p1", wanted(poll, texts=texts, added=("Bhyve",)), was=seen_in_window(poll)
    )
    await vote(stores, poll, "U_BO", done.after.shown[-1].id)
    with pytest.raises(Overtaken, match=r"Open Edit… to take it out"):
        await service.undo_edit("p1", done.after.revision)
    closed = await service.close("p1", "U_ADA")
    assert closed.result["counts"][done.after.shown[-1].id] == 1


async def test_a_new_option_never_gets_the_id_of_an_old_one() -> None:
    """A button from before the edit must not vote for something else."""
    gone = Option("7", "C", removed=True)
    poll = replace(an_open(), options=(Option("1", "A"), Option("2", "B"), gone))
    service, _ = await managing(poll)
    done = await service.edit("p1", wanted(poll, added=("D", "E")), was=seen_in_window(poll))
    assert [(o.id, o.text) for o in done.after.shown] == [
        ("1", "A"),
        ("2", "B"),
        ("8", "D"),
        ("9", "E"),
    ]


async def test_an_option_that_a_voter_added_while_somebody_edited_stays() -> None:
    poll = an_open(settings={"adding": True})
    service, stores = await managing(poll)
    more = replace(poll, options=(*poll.options, Option("4", "Bhyve")))
    await stores.polls.change(poll, more)
    done = await service.edit("p1", wanted(poll, question="Which?"), was=seen_in_window(poll))
    assert [option.text for option in done.after.shown][-1] == "Bhyve"
    assert done.after.question == "Which?"


async def test_who_saves_second_is_told_and_overwrites_nothing() -> None:
    poll = an_open()
    service, stores = await managing(poll)
    was = seen_in_window(poll)
    await service.edit("p1", wanted(poll, question="First?"), was=was)
    with pytest.raises(Overtaken, match="while you were editing"):
        await service.edit("p1", wanted(poll, question="Second?"), was=was)
    stored = await stores.polls.get("T1", "p1")
    assert stored is not None
    assert stored.question == "First?"


async def test_what_is_saved_unchanged_changes_nothing() -> None:
    poll = an_open()
    service, stores = await managing(poll)
    done = await service.edit("p1", wanted(poll), was=seen_in_window(poll))
    assert done.same
    assert not done.asks
    assert await stores.polls.get("T1", "p1") == poll


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"kind": MULTI}, "kind of question"),
        ({"settings": replace(a_poll().settings, anonymous=True)}, "promised"),
        ({"question": " "}, "no question"),
        ({"texts": {"1": "KVM", "2": "kvm", "3": "Xen"}}, "the same"),
        ({"texts": {"1": "", "2": "", "3": "Xen"}}, "one option"),
        ({"added": tuple("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLM")}, "options"),
    ],
)
async def test_what_cannot_be_is_refused_with_the_reason(change: dict[str, Any], why: str) -> None:
    poll = an_open()
    service, stores = await managing(poll)
    with pytest.raises(Unedited) as refusal:
        await service.edit("p1", wanted(poll, **change), was=seen_in_window(poll))
    assert why in refusal.value.for_user
    assert isinstance(refusal.value, NotAllowed)
    assert await stores.polls.get("T1", "p1") == poll


async def test_a_shorter_limit_leaves_what_was_chosen_and_says_for_how_many() -> None:
    poll = an_open(kind=MULTI, settings={"most": 3})
    service, stores = await managing(poll)
    await vote(stores, poll, "U_BO", "1", "2", "3")
    await vote(stores, poll, "U_CY", "1")
    shorter = wanted(poll, settings=replace(poll.settings, most=2))
    done = await service.edit("p1", shorter, was=seen_in_window(poll))
    assert done.effects.over == 1
    assert done.after.settings.most == 2


async def test_a_right_option_that_is_taken_out_is_right_no_longer() -> None:
    poll = an_open(settings={"correct": ("2", "3")})
    service, _ = await managing(poll)
    texts = {"1": "KVM", "2": "", "3": "Xen"}
    done = await service.edit("p1", wanted(poll, texts=texts), was=seen_in_window(poll))
    assert done.after.settings.correct == ("3",)


async def test_a_closed_poll_is_reworded_and_nothing_else() -> None:
    service, stores = await managing(an_open())
    await service.close("p1", "U_ADA")
    poll = await stores.polls.get("T1", "p1")
    assert poll is not None
    done = await service.edit("p1", wanted(poll, question="Which?"), was=seen_in_window(poll))
    assert done.after.question == "Which?"
    assert done.after.result == poll.result
    with pytest.raises(Unedited, match="closed"):
        await service.edit(
            "p1",
            wanted(done.after, added=("Bhyve",)),
            was=seen_in_window(done.after),
        )


async def test_a_scheduled_poll_is_edited_before_it_is_posted() -> None:
    poll = a_poll(state=SCHEDULED, opens_at=NOON + timedelta(days=1))
    service, _ = await managing(poll)
    done = await service.edit("p1", wanted(poll, question="Which?"), was=seen_in_window(poll))
    assert done.after.state == SCHEDULED


# Deleting and asking again


async def test_deleting_takes_votes_and_result_away_once() -> None:
    service, stores = await managing(an_open())
    await vote(stores, an_open(), "U_BO", "3")
    gone = await service.delete("p1", "U_PROF")
    assert (gone.state, gone.result) == (DELETED, {})
    assert await stores.ballots.all("T1", "p1") == []
    with pytest.raises(Gone):
        await service.delete("p1", "U_ADA")


async def test_asking_again_makes_a_draft_that_nobody_else_sees() -> None:
    service, stores = await managing(an_open())
    with pytest.raises(Overtaken, match="Close this round first"):
        await service.again("p1", "U_PROF")
    await service.close("p1", "U_ADA")
    draft = await service.again("p1", "U_PROF")
    assert (draft.state, draft.round_of, draft.creator) == (DRAFT, "p1", "U_PROF")
    assert await stores.polls.get("T1", draft.id) == draft


async def test_a_change_between_looking_and_changing_is_not_lost() -> None:
    """Somebody else's change comes in between: the second one is refused and told."""
    poll = an_open()
    service, stores = await managing(poll)
    other = Managing(parts_of(stores, FakeClock()))
    get = stores.polls.get

    async def overtaken(workspace: str, poll_id: str) -> Poll | None:
        found = await get(workspace, poll_id)
        if found is not None and found.state == OPEN:
            stores.polls.get = get  # type: ignore[method-assign]
            await other.close("p1", "U_PROF")
        return found

    stores.polls.get = overtaken  # type: ignore[method-assign]
    with pytest.raises(Overtaken) as refusal:
        await service.delete("p1", "U_ADA")
    assert "closed already by <@U_PROF>" in refusal.value.for_user
