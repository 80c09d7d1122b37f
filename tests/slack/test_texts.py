"""Whatever people write: it is answered or declined once, and pings and formats nothing."""

from __future__ import annotations

import re

import pytest

from tests.slack.person import MAIN, STAFF, Person
from tests.slack.seen import Blocks, Seen
from tests.slack.workspace import Workspace

LONG = ("How does KVM turn Linux into a hypervisor, and what about the rest? " * 200)[:10_000]
KVM = "KVM integrates hypervisor functionality"
PINGING = "*What* _is_ ~KVM~? <!channel> <!here> <@U0TOM> <#C0GENERAL> `` & &lt;!channel&gt;"


@pytest.mark.parametrize(
    "text",
    [
        "“What is KVM?”",
        "‘What is KVM’",
        "WHAT IS KVM???!!!",
        "What\nis\nKVM?",
        "What is\u200b K\u200bVM?",
        "\ufeffWhat is KVM?",
        "What is\x00 KVM?",
        "```What is KVM?```",
        "> What is KVM?",
        "*What* is _KVM_?",
        "What is KVM? :thinking_face: 🤔",
        "What is KVM? https://linux-kvm.org/page/Main_Page",
        "   What is KVM?   ",
        "Ｗｈａｔ ｉｓ ＫＶＭ？",
    ],
    ids=ascii,
)
async def test_however_it_is_dressed_it_is_understood(sara: Person, text: str) -> None:
    assert KVM in (await sara.hears(await sara.writes(text))).words


@pytest.mark.parametrize(
    "text",
    [
        "🎉",
        "🎉🎉 👩‍👩‍👧",
        ":tada: :thinking_face:",
        "???",
        "…",
        "-",
        "!!!",
        "\u200b.",
        "\u202e.",
        "@Tom",
    ],
    ids=ascii,
)
async def test_no_words_get_a_hint_how_to_ask(
    workspace: Workspace, sara: Person, text: str
) -> None:
    answer = await sara.hears(await sara.writes(text))
    assert answer.words.startswith("I can only look up words.")
    assert await workspace.questions() == []


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\u200b", "\x00"], ids=ascii)
async def test_nothing_at_all_gets_the_same_hint(
    workspace: Workspace, sara: Person, text: str
) -> None:
    """The page does not let an empty message pass; an event may still carry one."""
    message = workspace.post_raw(sara, text)
    assert (await sara.hears(message)).words.startswith("I can only look up words.")


@pytest.mark.parametrize(
    "text",
    [
        "ما هو الحاسوب السحابي؟",
        "מה זה מחשוב ענן?",
        "\u202eMVK si tahW\u202c",
        "云计算是什么？",
        "क्लाउड कंप्यूटिंग क्या है?",
        "Z̷̢̛a̵l̶g̸o̷ t̵e̷x̶t̸?",
        "a" * 9_000,
        "\n".join(f"line {n}" for n in range(3_000)),
        "$(rm -rf /); DROP TABLE questions; --",
        "{{7*7}} %s %d {0}",
        "\\x00\\u0000",
    ],
    ids=lambda text: ascii(text[:12]),
)
async def test_what_no_slide_can_answer_is_declined(
    workspace: Workspace, sara: Person, text: str
) -> None:
    answer = await sara.hears(await sara.writes(text))
    assert "The lecture doesn't say" in answer.words
    await workspace.settle()
    assert len(await sara.answers(answer)) == 1


async def test_a_question_of_ten_thousand_characters(
    workspace: Workspace, sara: Person, tom: Person
) -> None:
    """Asked everywhere, reworded, shared: nothing is too long for Slack."""
    answer = await sara.hears(await sara.writes(LONG))
    await sara.presses("Not helpful", on=answer)
    offered = await sara.told(channel=sara.dm, thread=answer)
    await sara.presses("Rephrase", on=offered)
    window = await sara.sees_window("Rephrase")
    assert LONG.startswith(window.inputs["question"]["element"]["initial_value"])
    await sara.submits(window, question=LONG[:3_000])
    await sara.hears(answer, n=2)
    await sara.types(f"/ask {LONG}")
    assert "You asked:" in (await sara.told()).words
    question = await tom.writes(f"@Lectern {LONG}", channel=MAIN)
    await tom.hears(question)
    assert {len(q.text) for q in await workspace.questions()} <= {3_000, *range(9_990, 10_001)}


async def test_a_question_longer_than_is_stored(workspace: Workspace, sara: Person) -> None:
    await sara.hears(await sara.writes(LONG * 3))
    assert [len(q.text) for q in await workspace.questions()] == [10_000]


def pings(shown: Blocks, *, but: str = "") -> list[str]:
    """Mentions and broadcasts that a message would make, but for one."""
    found = re.findall(r"<[@!#][^>]*>", f"{shown.markup}\n{shown.text}")
    return [token for token in found if token != but]


def formats(shown: Blocks) -> list[str]:
    """Formatting characters that would format."""
    return re.findall(r"(?<!\u2060)[*_~`]", shown.markup)


async def test_a_shared_question_pings_and_formats_nothing(
    workspace: Workspace, sara: Person, tom: Person
) -> None:
    asked = "*What* is _KVM_, <!here> ~`~?"
    await sara.types(f"/ask {asked}")
    answer = await sara.told()
    assert pings(answer) == []
    workspace.made_public(asked)
    await sara.presses("Share with channel", on=answer, confirm="Share")
    await sara.told()
    (shared,) = await tom.timeline(MAIN)
    assert pings(shared, but=f"<@{sara.id}>") == []
    lead = Seen({**shared.raw, "blocks": shared.blocks[:1]})
    assert formats(lead) == []
    assert lead.words == f"<@{sara.id}> asked: {asked}"


async def test_a_question_to_the_staff_pings_and_formats_nothing(
    workspace: Workspace, sara: Person, mina: Person
) -> None:
    """It reads as it was written."""
    answer = await sara.hears(await sara.writes("Explain backpropagation"))
    await sara.presses("Ask a TA", on=answer)
    workspace.made_public(PINGING)
    await sara.submits(await sara.sees_window("Ask a TA"), question=PINGING, name=False)
    await workspace.settle()
    (asked,) = await mina.timeline(STAFF)
    lead = Seen({**asked.raw, "blocks": asked.blocks[:1]})
    assert pings(lead) == []
    quoted = asked.blocks[1]["elements"][0]["elements"]
    assert quoted == [{"type": "text", "text": PINGING}]


async def test_real_mentions_in_a_question_are_told_as_words(
    workspace: Workspace, sara: Person, elena: Person
) -> None:
    """A broadcast, a person, a channel and a link, as Slack encodes them."""
    encoded = (
        "<!channel> can <@U0TOM> or <!subteam^S012|@tas> explain backpropagation "
        "in <#C0GENERAL|general>, see <https://example.org/x|this page> &amp; &lt;that&gt;?"
    )
    workspace.post_raw(sara, encoded)
    await workspace.settle()
    (asked,) = await workspace.questions()
    read = (
        "@channel can somebody or @tas explain backpropagation in #general, see this page & <that>?"
    )
    assert asked.text == read
    await elena.types("/lectern unanswered")
    told = await elena.told()
    assert read in told.words
    assert pings(told) == []


async def test_rephrasing_starts_from_what_was_read(sara: Person) -> None:
    """Not from Slack's encoding of it."""
    answer = await sara.hears(await sara.writes("Is R&D <b>about</b> backpropagation?"))
    await sara.presses("Rephrase", on=answer)
    window = await sara.sees_window("Rephrase")
    element = window.inputs["question"]["element"]
    assert element["initial_value"] == "Is R&D <b>about</b> backpropagation?"


async def test_many_long_unanswered_questions_fit_into_one_message(
    workspace: Workspace, sara: Person, elena: Person
) -> None:
    """With every character escaped, and no entity cut in two."""
    workspace.playground.faults.rate_limits = False
    for n in range(25):
        await sara.types(f"/ask backpropagation {n} {'<&>' * 300}")
        await sara.told()
    await elena.types("/lectern unanswered")
    told = await elena.told()
    assert not re.search(r"&(?!amp;|lt;|gt;)", told.markup)
    assert "backpropagation 24" in told.words
