"""What must be true of every conversation, whatever it was about: checked when a test ends."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from bot.playground import Entry, Playground
from config.logs import SOMEBODY
from tests.outside_rules import check_message, check_view
from tests.slack.person import Person
from tests.slack.seen import Json, Seen

MESSAGE_CALLS = frozenset({"chat.postMessage", "chat.postEphemeral", "chat.update", "response_url"})
VIEW_CALLS = frozenset({"views.open", "views.push", "views.update", "views.publish"})
_PINGS = re.compile(
    r"<!(?:channel|here|everyone|subteam)|(?<! by )<@[UW]\w+(?:\|[^>]*)?>"
    r"(?! asked:| asks the teaching staff| has until | has the same deadline| · \*)"
)
_BROADCASTS = re.compile(r"<!(?:channel|here|everyone|subteam)")
_TOO_SHORT = 8
"""Words as short as "help" stand in logs and messages for other reasons."""


def messages_sent(entries: Iterable[Entry]) -> Iterator[Json]:
    """Every message the bot sent, posted or not."""
    for entry in entries:
        if entry.direction == "from_bot" and entry.name in MESSAGE_CALLS:
            yield entry.request


def views_sent(entries: Iterable[Entry]) -> Iterator[Json]:
    """Every view the bot sent, in a call or in an acknowledgement."""
    for entry in entries:
        if entry.direction == "from_bot" and entry.name in VIEW_CALLS:
            yield entry.request["view"]
        elif isinstance(entry.response, dict) and "response_action" in entry.response:
            yield from filter(None, [entry.response.get("view")])


def check_what_was_sent(entries: Sequence[Entry]) -> None:
    """Validators that are not ours accept it all, and nothing of it pings a channel."""
    for message in messages_sent(entries):
        check_message(message)
        pings = _BROADCASTS if _lists_voters(message) else _PINGS
        for text in (message.get("text", ""), *mrkdwn_texts(message.get("blocks"))):
            assert not pings.search(text), f"pings: {text!r}"
    for view in views_sent(entries):
        check_view(view)


def _lists_voters(message: Json) -> bool:
    """The two private lists of names: seen by whoever asked for them, they ping nobody."""
    private = message.get("response_type") == "ephemeral"
    return private and message.get("text") in {"Who voted", "Who has not voted"}


def mrkdwn_texts(node: Any) -> Iterator[str]:
    """Every text in blocks that Slack reads as mrkdwn; rich text is none, but has mentions of its own."""
    if isinstance(node, list):
        for item in node:
            yield from mrkdwn_texts(item)
    elif isinstance(node, dict):
        if node.get("type") == "mrkdwn":
            yield node["text"]
        elif node.get("type") in {"user", "usergroup", "broadcast"}:
            yield "<!channel>"
        for value in node.values():
            yield from mrkdwn_texts(value)


def check_calls(
    entries: Sequence[Entry],
    expected: Counter[tuple[str, str]],
    tolerated: set[tuple[str, str]],
) -> None:
    """No call and no delivery failed but those that the test foresaw."""
    ended = ((e.name, e.status) for e in entries if e.status not in {"ok", "acked", "pending"})
    failed = Counter(end for end in ended if end not in tolerated)
    assert failed == expected, f"failed: {failed}, foreseen: {expected}"
    warned = [(e.name, e.response["warning"]) for e in entries if _warning(e)]
    assert not warned, warned


def _warning(entry: Entry) -> Any:
    return isinstance(entry.response, dict) and entry.response.get("warning")


def check_log(text: str, people: Iterable[Person], secrets: Iterable[str]) -> None:
    """Nobody's words, name or id, no token and no response URL are in the log; nor was an id struck out at the last moment."""
    folded = text.casefold()
    assert SOMEBODY not in text, "somebody's id was to be logged"
    for person in people:
        for known in (person.id, person.dm, person.name):
            assert known not in text, f"in the log: {known!r}"
        for said in person.said:
            for line in filter(None, map(str.strip, said.splitlines())):
                quoted = json.dumps(line)[1:-1].casefold()
                if len(line) >= _TOO_SHORT:
                    assert quoted not in folded, f"in the log: {line!r}"
    for secret in (*secrets, "/response/"):
        assert secret not in text, "a secret is in the log"


def check_privacy(playground: Playground, people: Sequence[Person], public: set[str]) -> None:
    """What somebody asked in private, the bot has told nobody else."""
    for person in people:
        for said in person.said_privately:
            if len(said) < _TOO_SHORT or said in public:
                continue
            for message in _told_to_others(playground, person):
                told = f"{message.words}\n{message.text}"
                assert said not in told, f"{person.name} said {said!r} in private: {message!r}"


def _told_to_others(playground: Playground, person: Person) -> Iterator[Seen]:
    world = playground.world
    for channel in world.channels.values():
        if channel.id != person.dm:
            yield from (Seen(m) for m in channel.messages.values() if "bot_id" in m)
    yield from (Seen(m) for m in world.ephemerals.values() if m["to"] != person.id)
