"""What players are told privately."""

from __future__ import annotations

from bot.blocks.answers import Message
from bot.blocks.mrkdwn import Block, actions, button, context, escape, section
from bot.blocks.polls.words import escape_bold
from bot.blocks.quizzes import live_words as words
from bot.services.polls.ports import CLOSED, OPEN
from bot.services.quizzes.live.model import ALIAS, HIDDEN, NAME, Answer, Player, Question
from bot.services.quizzes.live.playing import Mine

_SHOWN = {
    ALIAS: "You play as *{name}*.",
    NAME: "You play under your own name.",
    HIDDEN: "You play, and are not on the board. Your points are for you alone.",
}
_LABELS = {ALIAS: "Be {name}", NAME: "Show my own name", HIDDEN: "Stay off the board"}


def joined(quiz_id: str, player: Player) -> Message:
    """That somebody plays, and how they may be seen."""
    said = _SHOWN[player.shown].format(name=escape_bold(player.name))
    others = [shown for shown in (ALIAS, NAME, HIDDEN) if shown != player.shown]
    buttons = [
        button(_LABELS[shown].format(name=player.name), f"live_name_{n}", f"{quiz_id}:{shown}")
        for n, shown in enumerate(others)
    ]
    tail = "Answer each question right under it, and change your mind until its time is up."
    return Message(f"You are in. {escape(player.name)}", [section(f"*You are in.* {said}\n{tail}"), actions(*buttons)])  # fmt: skip


def chosen(question: Question, answer: Answer) -> Message:
    """What somebody has chosen by now, and how sure they are."""
    if not answer.given:
        return _said("You have chosen nothing now. Choose again until the time is up.")
    lead = f"You {words.did(question)} {words.said(question, answer)}"
    value = question.poll.id
    if answer.sure is None:
        ask: Block = actions(
            button("Sure", "live_sure", f"{value}:sure"),
            button("Not sure", "live_sure_2", f"{value}:not"),
        )
        how = "How sure are you? It changes no points; it helps to see what is still unclear."
        return Message(_plain(question, answer), [section(lead), ask, context(how)])
    told = "sure" if answer.sure else "not sure"
    other = button(
        "I'm not sure" if answer.sure else "I'm sure",
        "live_sure",
        f"{value}:{'not' if answer.sure else 'sure'}",
    )
    change = "send another answer" if question.frozen.typed else "choose another one"
    tail = context(f"You can {change} until the time is up.")
    return Message(_plain(question, answer), [section(f"{lead}  ·  {told}", accessory=other), tail])


def _plain(question: Question, answer: Answer) -> str:
    names = [o.text for one in answer.picked if (o := question.poll.option(one))]
    said = answer.text if question.frozen.typed else ", ".join(names)
    return escape(f"You {words.did(question)}: {said}"[:600])


def mine(found: Mine) -> Message:
    """One's own result: of a question, and by now."""
    lines = [line for line in (_of_question(found), so_far(found)) if line]
    said = "\n".join(lines) or "You have not answered yet. Answering is joining."
    how = []
    if found.standing is not None and found.quiz.poll.state == OPEN:
        how = [button("How I am seen", "live_seen", found.quiz.id)]
    return Message("Your result", [section(said), *([actions(*how)] if how else [])])


def _of_question(found: Mine) -> str:
    question, answer = found.question, found.answer
    if question is None:
        return ""
    if answer is None or not answer.given:
        return f"{words.number_of(question)}: you did not answer."
    said = f"you {words.did(question)} {words.said(question, answer)}"
    if question.poll.state != CLOSED:
        return f"{words.number_of(question)}: {said}."
    if question.skipped:
        return f"{words.number_of(question)}: {said}. It was skipped and counts for nobody."
    mark = "*Right*" if answer.right else "*Partly right*" if answer.share > 0 else "*Not right*"
    return f"{mark}: {said}.  *+{answer.points:,}*"


def so_far(found: Mine) -> str:
    """Points and place by now, or in the end; "" for who answered nothing."""
    standing, quiz = found.standing, found.quiz
    if standing is None or not standing.answered:
        return ""
    place = f", place {standing.place}" if standing.points else ""
    right = f"{standing.right} of {standing.answered} right"
    name = "" if standing.player.shown != ALIAS else f" as *{escape_bold(standing.player.name)}*"
    when = "In the end" if quiz.poll.state == CLOSED else "So far"
    return f"{when}{name}: *{words.points(standing.points)}*{place} · {right}"


def _said(sentence: str) -> Message:
    return Message(sentence, [section(sentence)])
