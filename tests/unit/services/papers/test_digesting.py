"""What the staff is told: grouped, with the course's answers where it is sure."""

from __future__ import annotations

from bot.services.papers.digesting import Digest, digest
from bot.services.papers.plotting import Plots
from bot.services.polls.ports import Choice, Option
from bot.services.replies import Near, Reply
from knowledge.gist import slide_entry_id
from tests.unit.services.papers.made import SLIDES, at, closed, course, desk

KVM, UNIKERNEL, REST = (slide_entry_id(slide) for slide in SLIDES)
OPTIONS = tuple(Option(key, title) for key, title in ((KVM, "26"), (UNIKERNEL, "33"), (REST, "58")))
UNSURE = Reply(False, "none", "", 0.4, near=(Near(REST, "REST", "supersedes SOAP"),))


def answered(entry_id: str, confidence: float = 0.9, kind: str = "quote") -> Reply:
    return Reply(True, kind, "KVM converts Linux", confidence, entry_id=entry_id)


async def told(*choices: Choice, reply: Reply = UNSURE) -> Digest:
    async def look_up(_: str) -> Reply:
        return reply

    return await digest(closed(*choices, options=OPTIONS), [], course(), look_up)


def unclear(text: str, *slides: str) -> Choice:
    return {"unclear_text": text, "unclear": list(slides)}


async def test_who_asks_the_same_is_counted_together_in_the_words_of_one() -> None:
    found = await told(
        unclear("Is KVM type 1 or type 2?"),
        unclear("kvm type 1 vs type 2"),
        unclear("what is REST"),
    )
    assert [(p.size, p.words) for p in found.unclear] == [
        (2, "Is KVM type 1 or type 2?"),
        (1, "what is REST"),
    ]
    assert found.unclear[0].others == ("kvm type 1 vs type 2",)


async def test_a_group_points_to_the_slides_that_its_people_picked_and_to_the_likeliest_match() -> (
    None
):
    same = "Is KVM type 1 or type 2?"
    found = await told(unclear(same, KVM), unclear(same, KVM, UNIKERNEL), reply=UNSURE)
    assert found.unclear[0].slides == (KVM, REST, UNIKERNEL)
    assert found.unclear[0].reply is None
    assert found.picked == ((KVM, 2), (UNIKERNEL, 1))


async def test_an_answer_is_attached_with_its_slide_first_where_the_course_is_sure() -> None:
    same = "Is KVM type 1 or type 2?"
    found = await told(unclear(same, UNIKERNEL), reply=answered(KVM))
    assert found.unclear[0].reply == answered(KVM)
    assert found.unclear[0].slides[0] == KVM


async def test_an_unsure_answer_and_small_talk_are_not_put_before_a_class() -> None:
    for reply in (answered(KVM, 0.55), answered(KVM, kind="chat"), UNSURE):
        found = await told(unclear("Is KVM type 1?"), reply=reply)
        assert found.unclear[0].reply is None


async def test_those_to_whom_all_was_clear_are_counted_and_not_listed() -> None:
    found = await told(unclear("nothing"), unclear("all clear"), unclear("what is REST"))
    assert found.clear == 2
    assert [p.words for p in found.unclear] == ["what is REST"]


async def test_a_plot_is_drawn_once_and_only_where_there_is_something_to_compare() -> None:
    class Uploads:
        taken = 0

        async def upload_picture(self, name: str, data: bytes, *, title: str, alt: str) -> str:
            assert data.startswith(b"\x89PNG")
            assert "11/9: how new 5.0, pace none; 11/16: how new 7.0, pace none." in alt
            self.taken += 1
            return "F1"

    around, uploads = desk(at("20:00")), Uploads()
    paper = closed({"new": 7})
    await around.stores.polls.add(paper)
    plots = Plots(around.service, uploads)
    reader = around.service.questions.look_up
    assert await plots.of(await digest(paper, [], course(), reader)) is None
    before = closed({"new": 5}, about="2021-11-09T17:00")
    for _ in range(2):
        kept = await around.service.paper(paper.id)
        picture = await plots.of(await digest(kept, [before], course(), reader))
        assert picture is not None
        assert picture.file_id == "F1"
    assert uploads.taken == 1
