"""Live quizzes as messages: within Slack's limits whatever the questions say, nobody pinged, nothing told too early."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from bot.blocks.answers import Message
from bot.blocks.quizzes import (
    live_draft,
    live_panel,
    live_player,
    live_question,
    live_quiz,
    live_window,
)
from bot.blocks.quizzes.live_question import Seen
from bot.blocks.quizzes.live_quiz import Standings
from bot.blocks.windows import Carried
from bot.playground.content import message_content
from bot.services.polls.ports import CLOSED, DRAFT, Ballot
from bot.services.polls.tally import Tally
from bot.services.quizzes.frozen import Frozen
from bot.services.quizzes.live import steps
from bot.services.quizzes.live.drafting import Wish
from bot.services.quizzes.live.model import (
    ASKING,
    ENDED,
    HIDDEN,
    LOBBY,
    NAME,
    REVEALED,
    Answer,
    Player,
    Question,
    Quiz,
    Rules,
)
from bot.services.quizzes.live.playing import Mine
from bot.services.quizzes.live.scoring import Standing, board, counted, skipped
from knowledge.exchange import Choice, Item, Kind, Text
from knowledge.exchange.codec import item_json
from knowledge.model import Source
from tests.outside_rules import check_message, check_view
from tests.slack.audit import mrkdwn_texts
from tests.unit.services.polls.made import NOW
from tests.unit.services.quizzes.live.made import frozen, quiz
from tests.unit.services.quizzes.live.room import item

WORST = "<!channel> & *" * 30
WORDS = {
    "short": "KVM",
    "hostile": WORST,
    "right to left": "שיעור " * 40,
    "wide": "👩🏽‍🎓" * 40,
    "long": "x" * 300,
}
any_words = pytest.mark.parametrize("words", WORDS.values(), ids=WORDS.keys())


def _frozen(words: str, number: int = 1, *, kind: Kind = Kind.CHOICE, choices: int = 4) -> Frozen:
    asked = item(words * 4, *(f"{words[:298]}{n}" for n in range(choices)), kind=kind)
    asked = replace(asked, feedback=Text(words * 30))
    source = Source(f"{words[:80]}.pdf", words[:200], 13, number, number)
    return replace(frozen(f"b{number}", item=item_json(asked)), source=source)


def _quiz(words: str, **fields: Any) -> Quiz:
    made = quiz(*(_frozen(words, n) for n in range(1, 21)), **fields)
    return replace(made, poll=replace(made.poll, question=words))


def _asked(words: str, **fields: Any) -> Question:
    one = _frozen(words, kind=fields.pop("kind", Kind.CHOICE), choices=fields.pop("choices", 4))
    holder = steps.question_poll(quiz(one, state=ASKING, **fields), 1, NOW)
    return Question.of(replace(holder, ts=f"{int(NOW.timestamp())}.000000"))


def _closed(question: Question, *, skip: bool = False) -> Question:
    choices = [{"picked": ["a"], "sure": True, "took": 2}, {"picked": ["b"], "took": 3}]
    ballots = [Ballot(f"U{n}", choices[n % 2]) for n in range(7)]
    result = (skipped if skip else counted)(question.poll, ballots)
    return Question.of(replace(question.poll, state=CLOSED, result=result))


def _written(words: str, others: int = 12) -> Question:
    """One whose answers are written, closed: two wrote each of these."""
    asked = item(words * 4, *(f"{words[:298]}{n}" for n in range(9)), kind=Kind.SHORT, right=8)
    one = replace(_frozen(words), kept=item_json(asked))
    made = Question.of(steps.question_poll(quiz(one, state=ASKING), 1, NOW))
    texts = [f"{words[:298]}8", "alone", *(f"{words[:190]} {n // 2}" for n in range(2 * others))]
    ballots = [Ballot(f"U{n}", {"text": text[:200], "took": 2}) for n, text in enumerate(texts)]
    return Question.of(replace(made.poll, state=CLOSED, result=counted(made.poll, ballots)))


def _all_right(words: str) -> Quiz:
    """Twenty questions, all of whose ten choices are right."""
    choices = tuple(Choice(Text(f"{words[:290]}{n}"), 10.0) for n in range(10))
    asked = Item(Kind.MULTIPLE, Text(words * 4), choices)
    made = [replace(_frozen(words, n), kept=item_json(asked)) for n in range(1, 21)]
    return quiz(*made, poll_state=DRAFT)


def _board(words: str, number: int = 40) -> tuple[Standing, ...]:
    people = {f"U{n}": Player(f"U{n}", words[:60], (HIDDEN, NAME, "alias")[n % 3]) for n in range(number)}  # fmt: skip
    return board(people, [_closed(_asked(words))])


def _messages(words: str) -> Iterator[Message]:
    for question in (_asked(words), _asked(words, kind=Kind.MULTIPLE, choices=10), _asked("Is it?", choices=2)):  # fmt: skip
        yield live_question.message(Seen(question, Tally(3, {"a": 3}), NOW, 24))
        paused = replace(question, paused_at=NOW)
        yield live_question.message(Seen(paused, Tally(), NOW))
        for done in (_closed(question), _closed(question, skip=True)):
            tally = Tally.from_json(done.poll.result)
            yield live_question.message(Seen(done, tally, NOW, 24, _board(words), "F1", "alt", has_slide=True, rehearsal=True))  # fmt: skip
            for answer in (None, *done.answers.values()):
                where = next(iter(_board(words)))
                yield live_player.mine(Mine(_quiz(words), done, answer, where))
        for answer in (Answer(), Answer(("a",)), Answer(("a", "b"), True), Answer(("b",), False)):
            yield live_player.chosen(question, answer)
    written = _written(words)
    for one in (written, replace(written, poll=replace(written.poll, state="open"))):
        yield live_question.message(Seen(one, Tally(26), NOW, 40, _board(words)))
        for answer in (None, *list(written.answers.values())[:3]):
            yield live_player.mine(Mine(_quiz(words), one, answer, next(iter(_board(words)))))
            yield live_player.chosen(one, answer or Answer())
    for state, poll_state in ((LOBBY, "open"), (ASKING, "open"), (REVEALED, "open"), (ENDED, CLOSED)):  # fmt: skip
        for played in (0, 3):
            made = _quiz(words, state=state, poll_state=poll_state, at=3, rules=Rules(by_itself=True))  # fmt: skip
            yield live_quiz.message(Standings(made, 40, _board(words) if played else (), played))
            yield live_quiz.finale(Standings(made, 40, _board(words), 3))
            yield live_panel.panel(live_panel.Panel(made, "U9", 40, _asked(words), 3), "Done.")
    for shown in ("alias", NAME, HIDDEN):
        yield live_player.joined("quiz1", Player("U1", words[:60], shown))
    yield live_panel.players([one.player for one in _board(words, 300)])
    yield live_panel.players([])
    yield live_draft.draft(_quiz(words, poll_state=DRAFT), "Swapped.")
    yield live_draft.draft(_all_right(words), "Swapped.")
    yield live_draft.rehearsed(_quiz(words, state=ASKING, at=1), "d1", "", same=True)
    yield live_draft.rehearsed(_quiz(words, state=ASKING, at=1), "d1", "", same=False)


def _texts(node: object) -> Iterator[str]:
    if isinstance(node, list):
        for each in node:
            yield from _texts(each)
    elif isinstance(node, dict):
        if isinstance(node.get("text"), str):
            yield node["text"]
        for value in node.values():
            yield from _texts(value)


@any_words
def test_every_message_keeps_slacks_limits_and_pings_nobody(words: str) -> None:
    for message in _messages(words):
        check_message(message.as_fields())
        message_content(message.as_fields())
        written = list(_texts(message.blocks))
        assert sum(map(len, written)) <= 13_200, message.text[:100]
        in_markup = list(mrkdwn_texts(message.blocks))
        assert not [t for t in (*in_markup, message.text) if re.search(r"<!(?!date\^)", t)]


@any_words
def test_the_form_keeps_slacks_limits(words: str) -> None:
    lectures = {n: n for n in range(1, 150)}
    for wish in (Wish(topic=words), Wish(20, lecture=13, rules=Rules(120, speed=True, thread=False))):  # fmt: skip
        check_view(live_window.form(Carried("-", "C1", "https://hooks.example.com/1"), wish, lectures, 900))  # fmt: skip


def _said(message: Message) -> str:
    return json.dumps(message.as_fields(), ensure_ascii=False)


def test_a_question_that_can_be_answered_tells_neither_what_is_right_nor_what_others_chose() -> (
    None
):
    question = _asked("Which is it?")
    open_one = _said(live_question.message(Seen(question, Tally(3, {"a": 3}), NOW, 24)))
    assert "✓" not in open_one
    assert "█" not in open_one
    assert "3 of 24 answered" in open_one
    done = _closed(question)
    shown = _said(live_question.message(Seen(done, Tally.from_json(done.poll.result), NOW)))
    assert shown.count("✓ ") == 1
    assert "*4 of 7* were right" in shown


def test_what_one_person_wrote_wrongly_is_shown_to_nobody_and_what_two_did_is() -> None:
    made = _written("KVM", others=1)
    shown = _said(live_question.message(Seen(made, Tally(4), NOW)))
    assert "✓ *KVM0*" in shown
    assert "alone" not in shown
    assert "“KVM 0”" in shown
    assert "And 2 other answers." in shown
    lonely = live_question.message(Seen(replace(made, answers=dict(list(made.answers.items())[1:2])), Tally(1), NOW))  # fmt: skip
    assert "1 wrote something else." in _said(lonely)


def test_the_field_keeps_its_place_so_that_what_is_half_written_stays() -> None:
    made = replace(_written("KVM"), answers={})
    open_one = replace(made, poll=replace(made.poll, state="open"))
    drawn = [live_question.message(Seen(open_one, Tally(n), NOW, 9)).blocks for n in (0, 3)]
    fields = [[b for b in blocks if b["type"] in {"input", "actions"}] for blocks in drawn]
    assert fields[0] == fields[1]
    assert [b["block_id"] for b in fields[0]] == ["answer", "send"]


def test_buttons_carry_the_places_of_choices_whichever_was_written_first() -> None:
    """An author who writes the right one first would else tell it to whoever looks at what a button carries."""
    carried = set()
    for luck in "123456":
        one = replace(_frozen("Which is it?"), luck=luck)
        asked = Question.of(steps.question_poll(quiz(one, state=ASKING), 1, NOW))
        message = live_question.message(Seen(asked, Tally(), NOW))
        (row,) = [block for block in message.blocks if block.get("block_id") == "choices"]
        carried.add(tuple(each["value"].partition(":")[2] for each in row["elements"]))
    assert carried == {("0", "1", "2", "3")}


def test_extra_time_is_shown_to_nobody() -> None:
    plain, slow = _asked("Which?"), _asked("Which?", extra={"U1": 50})
    said = [live_question.message(Seen(one, Tally(), NOW, 3)).as_fields() for one in (plain, slow)]
    assert said[0] == said[1]


def test_short_choices_stand_on_their_buttons_and_long_ones_above_them() -> None:
    def labels(question: Question) -> list[str]:
        blocks = live_question.message(Seen(question, Tally(), NOW)).blocks
        row = next(b for b in blocks if b.get("block_id") == "choices")
        return [element["text"]["text"] for element in row["elements"]]

    assert labels(_asked("KVM", choices=3)) == [f"{letter} · KVM{n}" for letter, n in zip("ABC",  _order(_asked("KVM", choices=3)), strict=True)]  # fmt: skip
    assert labels(_asked("x" * 90, choices=3)) == ["A", "B", "C"]


def test_where_several_are_right_it_says_so_and_nowhere_else() -> None:
    for kind, hinted in ((Kind.MULTIPLE, True), (Kind.CHOICE, False)):
        message = live_question.message(Seen(_asked("Which?", kind=kind), Tally(), NOW))
        assert ("Choose all that are right" in _said(message)) == hinted


def _order(question: Question) -> list[str]:
    return [option.text[-1] for option in question.poll.options]


def test_who_hides_is_on_no_board() -> None:
    people = {"U0": Player("U0", "Bold Bear", HIDDEN), "U1": Player("U1", "Calm Crane")}
    places = board(people, [_closed(_asked("Which?"))])
    said = _said(live_quiz.message(Standings(quiz(state=REVEALED, at=1), 2, places, 1)))
    assert "Calm Crane" in said
    assert "Bold Bear" not in said
    assert "Bold Bear" not in _said(live_panel.players(list(people.values())))


def test_players_of_a_rehearsal_are_marked() -> None:
    made = quiz(state=REVEALED, at=1, rehearsal=True)
    invented = {"~1": Player("~1", "Calm Crane", NAME)}
    said = _said(live_quiz.message(Standings(made, 1, board(invented, [replace(_closed(_asked("Which?")), answers={"~1": Answer(("a",), points=1000)})]), 1)))  # fmt: skip
    assert "Calm Crane (invented)" in said
    assert "<@~1>" not in said
    assert "these players are invented" in said


@pytest.mark.parametrize(
    ("state", "at", "labels"),
    [
        (LOBBY, 0, ["Start", "Players", "Refresh", "End"]),
        (ASKING, 1, ["Show the answer", "Pause", "Skip", "Players", "Refresh", "End"]),
        (REVEALED, 1, ["Next question", "Players", "Refresh", "End"]),
        (REVEALED, 2, ["Finish: show the podium", "Players", "Refresh", "End"]),
        (ENDED, 2, []),
    ],
)
def test_the_panel_offers_what_comes_next(state: str, at: int, labels: list[str]) -> None:
    made = quiz(frozen("b1"), frozen("b2"), state=state, at=at)
    message = live_panel.panel(live_panel.Panel(made, "U0ELENA", 3))
    rows = [b for b in message.blocks if b["type"] == "actions"]
    assert [e["text"]["text"] for row in rows for e in row["elements"]] == labels
    other = live_panel.panel(live_panel.Panel(made, "U0OTHER", 3))
    assert ("Take over" in _said(other)) == (state != ENDED)


def test_the_panel_counts_answers_once_there_are_some() -> None:
    made = quiz(frozen("b1"), frozen("b2"), state=ASKING, at=1)
    assert "of 3 answered" not in _said(live_panel.panel(live_panel.Panel(made, "U0ELENA", 3)))
    some = live_panel.panel(live_panel.Panel(made, "U0ELENA", 3, answered=2))
    assert "2 of 3 answered" in _said(some)
