"""Taking somebody out of what is over: counts and points stay, and nothing leads back to them."""

from __future__ import annotations

from dataclasses import replace

from bot.services.polls.ports import CLOSED, DRAFT, HOMEWORK, OPEN, QUIZ, Ballot, Choice
from bot.services.quizzes.erasing.ports import Trace, random_id
from bot.services.quizzes.erasing.taking_out import SOMEONE, Counted, without
from bot.services.quizzes.homework.outcome import of_homework
from bot.services.quizzes.live.model import ALIAS, HIDDEN, NAME, Player, Question, Quiz, players_of
from bot.services.quizzes.live.outcome import of_quiz
from bot.services.quizzes.live.scoring import LEADING, board
from bot.services.quizzes.live.steps import PODIUM
from bot.services.quizzes.live.table import to_csv
from tests.unit.services.polls.made import WORKSPACE, poll
from tests.unit.services.quizzes.homework.test_service import Desk
from tests.unit.services.quizzes.live.room import HOST, Room

SARA, TOM, ANA = "U0SARA", "U0TOM", "U0ANA"
GONE = "erased-0"


async def played(rights: dict[str, str], shown: str = "") -> tuple[Room, Quiz]:
    """A quiz to its end: "yn" is right, then wrong; Sara joins to be `shown` so."""
    room = Room()
    quiz = await room.lobby(2)
    for user in rights:
        await room.playing.join(room.click(user, quiz.id), shown if user == SARA else "")
    for n in range(2):
        quiz = await room.next(quiz)
        for user, said in rights.items():
            await room.answer(quiz, user, "a" if said[n] == "y" else "b", after=1.23456)
        quiz = await room.hosting.reveal(quiz, HOST)
    return room, await room.hosting.go_on(quiz)


async def trace_of(room: Room, quiz: Quiz, user: str) -> Trace:
    """What the rows say of somebody."""
    questions = [one.poll for one in await room.asked(quiz)]
    mine: dict[str, Choice] = {}
    for each in (quiz.poll, *questions):
        choice = await room.stores.ballots.mine(WORKSPACE, each.id, user)
        mine |= {each.id: choice} if choice else {}
    players = await room.stores.ballots.all(WORKSPACE, quiz.id)
    return Trace(quiz.poll, questions, players, mine)


def taken_out(trace: Trace, user: str = SARA) -> Trace:
    """The rows as they are then."""
    done = without(trace, user, GONE)
    new = {poll.id: poll for poll in done.polls}
    players = [
        Ballot(GONE, done.choices[trace.poll.id]) if ballot.voter == user else ballot
        for ballot in trace.players
    ]
    polls = [new.get(poll.id, poll) for poll in (trace.poll, *trace.questions)]
    return Trace(polls[0], polls[1:], players, dict(done.choices))


async def test_results_are_the_same_but_for_who_it_was() -> None:
    room, quiz = await played({SARA: "yn", TOM: "yy", ANA: "nn"})
    trace = await trace_of(room, quiz, SARA)
    after = taken_out(trace)
    assert SARA not in repr(after)
    before_name = players_of(trace.players)[SARA].name
    assert before_name not in repr(after)
    outcomes = [
        of_quiz(Quiz.of(one.poll), [Question.of(q) for q in one.questions], players_of(one.players))
        for one in (trace, after)
    ]
    items = [[(i.difficulty, i.discrimination) for i in each.items()] for each in outcomes]
    assert items[0] == items[1]
    rows = [sorted(to_csv(each, {}).decode().splitlines()[1:]) for each in outcomes]
    assert sorted(row.replace(before_name, SOMEONE) for row in rows[0]) == rows[1]


async def test_no_order_and_no_moment_tells_where_they_stood() -> None:
    """Keys of JSON stand in the order of members' ids, equal players in that of their invented names."""
    room, quiz = await played({SARA: "yy", TOM: "yy", "U0ZOE": "yy"})
    after = taken_out(await trace_of(room, quiz, SARA))
    for question in after.questions:
        answers = question.result["extra"]["answers"]
        assert list(answers) == sorted(answers)
        assert answers[GONE]["took"] == round(answers[GONE]["took"], 1)
    standings = [row["user"] for row in after.poll.result["extra"]["standings"]]
    assert standings == sorted(standings)
    assert all(each["took"] == round(each["took"], 1) for each in after.chosen.values() if "took" in each)  # fmt: skip


async def test_who_was_not_to_be_seen_is_not_shown_and_an_own_name_is_not_looked_up() -> None:
    for shown, then in ((HIDDEN, HIDDEN), (NAME, ALIAS), ("", ALIAS)):
        room, quiz = await played({SARA: "yy", TOM: "yn"}, shown)
        after = taken_out(await trace_of(room, quiz, SARA))
        assert players_of(after.players)[GONE] == Player(GONE, SOMEONE, then)


async def test_messages_that_named_them_are_drawn_anew_and_no_others() -> None:
    fourth = await played({SARA: "ny", TOM: "yy", ANA: "yy", "U0ZOE": "yy"})
    done = without(await trace_of(*fourth, SARA), SARA, GONE)
    assert (list(done.redraw), list(done.edits)) == ([fourth[1].id], [PODIUM])
    first = await played({SARA: "yn", TOM: "ny", ANA: "ny", "U0ZOE": "ny"})
    done = without(await trace_of(*first, SARA), SARA, GONE)
    assert {*done.redraw} >= {first[1].id, f"{first[1].id}-01"}
    hidden = await played({SARA: "yy", TOM: "yn"}, shown=HIDDEN)
    nowhere = without(await trace_of(*hidden, SARA), SARA, GONE)
    assert (list(nowhere.redraw), list(nowhere.edits)) == ([], [])
    behind = await played({SARA: "nn", **{f"U{n:02}": "yy" for n in range(12)}})
    assert list(without(await trace_of(*behind, SARA), SARA, GONE).redraw) == []


async def test_a_question_they_were_behind_at_is_drawn_anew_where_they_came_to_lead() -> None:
    """Its message, drawn again later, showed who led by then."""
    told = set()
    for user in (f"U0N{n}" for n in range(8)):
        room, quiz = await played({user: "ny", TOM: "yn", ANA: "yn", "U0ZOE": "yn"})
        trace = await trace_of(room, quiz, user)
        ahead = board(players_of(trace.players), await room.asked(quiz))[:LEADING]
        led = user in {one.player.user for one in ahead}
        assert (f"{quiz.id}-01" in without(trace, user, GONE).redraw) is led
        told.add(led)
    assert told == {True, False}


async def test_who_had_more_time_is_not_told_by_a_quiz_they_did_not_play() -> None:
    room, quiz = await played({TOM: "yy"})
    extra = {"extra": {SARA: 50, TOM: 25}}
    trace = await trace_of(room, quiz, SARA)
    trace = replace(trace, poll=replace(trace.poll, notes={**trace.poll.notes, **extra}))
    assert not trace.took_part
    (after,) = without(trace, SARA, GONE).polls
    assert after.notes["extra"] == {TOM: 25}


async def test_closed_homework_keeps_its_answers() -> None:
    desk = Desk()
    homework = await desk.posted(2)
    await desk.answers(homework, SARA, "a", "b")
    await desk.answers(homework, TOM, "a")
    before = await desk.homework.close(homework.id, HOST)
    ballots = await desk.stores.ballots.all(WORKSPACE, homework.id)
    mine = {ballot.voter: ballot.choice for ballot in ballots}
    done = without(Trace(before.poll, (), ballots, {homework.id: mine[SARA]}), SARA, GONE)
    assert (list(done.polls), list(done.redraw), list(done.edits)) == ([], [], [])
    after = of_homework(before.poll, [Ballot(GONE, done.choices[homework.id]), Ballot(TOM, mine[TOM])])  # fmt: skip
    assert after.players[GONE].name == SOMEONE
    answered = [put.answers[GONE].right for put in after.questions]
    assert answered == [put.answers[SARA].right for put in of_homework(before.poll, ballots).questions]  # fmt: skip


def test_what_there_is_of_somebody_is_counted() -> None:
    said = {"p": {"picked": ["a"]}}
    kinds = [(QUIZ, CLOSED), (QUIZ, OPEN), (HOMEWORK, CLOSED), (HOMEWORK, CLOSED), (QUIZ, DRAFT)]
    traces = [Trace(poll(kind, state=state), chosen=said) for kind, state in kinds]
    assert Counted.of([*traces, Trace(poll(QUIZ, state=CLOSED))]) == Counted(1, 2, 1)


def test_who_stands_in_their_place_is_somebody_else_each_time() -> None:
    assert len({random_id() for _ in range(50)}) == 50
