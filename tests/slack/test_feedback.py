"""Helpful or not: one vote a person, which may be changed."""

from __future__ import annotations

from tests.slack.person import MAIN, Person
from tests.slack.seen import Seen
from tests.slack.workspace import Workspace


async def votes(workspace: Workspace) -> tuple[int, int]:
    """Helpful and not helpful, of the first question there was."""
    record = (await workspace.questions())[0]
    counted = await workspace.bot.deps.questions.store.feedback(record.workspace, record.id)
    return counted.helpful, counted.not_helpful


async def answered(person: Person) -> Seen:
    return await person.hears(await person.writes("@Lectern What is KVM?", channel=MAIN))


async def test_a_vote_is_thanked_in_private(
    workspace: Workspace, sara: Person, tom: Person
) -> None:
    answer = await answered(sara)
    await sara.presses("Helpful", on=answer)
    assert (await sara.told(thread=answer)).words == "Thank you, noted as helpful."
    assert await tom.private(thread=answer) == []
    assert await votes(workspace) == (1, 0)


async def test_pressing_again_is_still_one_vote(workspace: Workspace, sara: Person) -> None:
    answer = await answered(sara)
    for _ in range(3):
        await sara.presses("Helpful", on=answer)
        await sara.told(thread=answer)
    assert await votes(workspace) == (1, 0)


async def test_a_vote_may_be_changed(workspace: Workspace, sara: Person) -> None:
    answer = await answered(sara)
    await sara.presses("Helpful", on=answer)
    await sara.told(thread=answer)
    await sara.presses("Not helpful", on=answer)
    await sara.told(thread=answer)
    assert await votes(workspace) == (0, 1)


async def test_two_people_vote_independently(
    workspace: Workspace, sara: Person, tom: Person
) -> None:
    answer = await answered(sara)
    await sara.presses("Helpful", on=answer)
    await sara.told(thread=answer)
    await tom.presses("Not helpful", on=answer)
    await tom.told(thread=answer)
    assert await votes(workspace) == (1, 1)
    await tom.presses("Helpful", on=answer)
    await tom.told(thread=answer)
    assert await votes(workspace) == (2, 0)


async def test_not_helpful_offers_what_is_close(workspace: Workspace, sara: Person) -> None:
    """The near misses, other words, or a person; and they work from there."""
    answer = await answered(sara)
    await sara.presses("Not helpful", on=answer)
    offered = await sara.told(thread=answer)
    assert offered.words == "Thank you, noted as not helpful. Perhaps one of these is closer:"
    assert {"Rephrase", "Ask a TA"} <= set(offered.buttons)
    close = next(b for b in offered.buttons if b.startswith("See also"))
    await sara.presses(close, on=offered)
    assert "Lighter weight alternative" in (await sara.told(thread=answer)).words


async def test_a_private_answer_can_be_voted_on(workspace: Workspace, sara: Person) -> None:
    await sara.types("/ask What is KVM?")
    await sara.presses("Not helpful", on=await sara.told())
    assert "noted as not helpful" in (await sara.told()).words
    assert await votes(workspace) == (0, 1)
