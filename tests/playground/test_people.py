"""users.*, bots.info and reactions.*"""

from __future__ import annotations

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Introduction, Playground
from tests.playground.app import App
from tests.playground.conftest import SCOPES, manifest
from tests.playground.person import GENERAL, MAIN, SARA, TOM, Person, Refused
from tests.playground.refusals import error_of


async def test_a_person_and_their_time_zone(slack: AsyncWebClient) -> None:
    user = (await slack.users_info(user=SARA, include_locale=True))["user"]
    assert (user["name"], user["tz"], user["tz_offset"], user["locale"]) == (
        "sara",
        "Europe/Stockholm",
        3_600,
        "en-US",
    )
    assert user["profile"]["email"] == "sara@example.edu"
    assert await error_of(slack.users_info(user="U0NOBODY")) == "user_not_found"
    assert await error_of(slack.api_call("users.info")) == "invalid_arguments"


@pytest.mark.parametrize("app_manifest", [manifest(scopes=SCOPES - {"users:read.email"})])
async def test_addresses_need_a_scope_of_their_own(slack: AsyncWebClient) -> None:
    assert "email" not in (await slack.users_info(user=SARA))["user"]["profile"]
    assert await error_of(slack.users_lookupByEmail(email="sara@example.edu")) == "missing_scope"


async def test_people_are_found_by_address_and_listed(slack: AsyncWebClient) -> None:
    assert (await slack.users_lookupByEmail(email="tom@example.edu"))["user"]["id"] == TOM
    unknown = slack.users_lookupByEmail(email="lectern@example.edu")
    assert await error_of(unknown) == "users_not_found"
    first = await slack.users_list(limit=4)
    cursor = first["response_metadata"]["next_cursor"]
    rest = await slack.users_list(limit=4, cursor=cursor)
    people = [*first["members"], *rest["members"]]
    assert [u["is_bot"] for u in people] == [False] * 5 + [True]


async def test_the_bot_itself(slack: AsyncWebClient) -> None:
    bot = (await slack.bots_info(bot="B0LECTERN"))["bot"]
    assert (bot["user_id"], bot["app_id"]) == ("U0LECTERN", "A0LECTERN")
    assert await error_of(slack.bots_info(bot="B0OTHER")) == "bot_not_found"


async def test_reactions_come_and_go_once_each(
    slack: AsyncWebClient, sara: Person, app: App
) -> None:
    ts = (await sara.writes("React!"))["ts"]
    where = {"channel": MAIN, "timestamp": ts, "name": "eyes"}
    await slack.reactions_add(**where)
    assert await error_of(slack.reactions_add(**where)) == "already_reacted"
    await sara.post("react", channel=MAIN, ts=ts, name="eyes")
    message = (await slack.reactions_get(channel=MAIN, timestamp=ts))["message"]
    assert message["reactions"] == [{"name": "eyes", "users": ["U0LECTERN", SARA], "count": 2}]
    event = (await app.got("reaction_added", lambda p: p["event"]["user"] == SARA))["event"]
    assert event["item"] == {"type": "message", "channel": MAIN, "ts": ts}
    await sara.post("react", channel=MAIN, ts=ts, name="eyes", remove=True)
    await app.got("reaction_removed")
    await slack.reactions_remove(**where)
    assert await error_of(slack.reactions_remove(**where)) == "no_reaction"


async def test_a_reaction_needs_a_name_and_a_message(slack: AsyncWebClient, sara: Person) -> None:
    ts = (await sara.writes("React!"))["ts"]
    for name in ("no such", "<b>", "x" * 101, ":eyes:"):
        call = slack.reactions_add(channel=MAIN, timestamp=ts, name=name)
        assert await error_of(call) == "invalid_name"
    await slack.reactions_add(channel=MAIN, timestamp=ts, name="wave::skin-tone-3")
    nothing = slack.api_call("reactions.add", json={"name": "eyes"})
    assert await error_of(nothing) == "no_item_specified"
    gone = slack.reactions_add(channel=MAIN, timestamp="1700000000.999999", name="eyes")
    assert await error_of(gone) == "message_not_found"


async def test_a_message_takes_only_so_many_reactions(
    slack: AsyncWebClient, sara: Person, tom: Person
) -> None:
    """Twenty-three of one person, fifty different ones altogether."""
    ts = (await sara.writes("React!"))["ts"]
    names = iter(f"emoji_{n}" for n in range(100))

    async def react(person: Person, times: int) -> None:
        for _ in range(times):
            await person.post("react", channel=MAIN, ts=ts, name=next(names))

    await react(sara, 23)
    with pytest.raises(Refused, match="all the reactions you can"):
        await react(sara, 1)
    await react(tom, 23)
    for _ in range(4):
        await slack.reactions_add(channel=MAIN, timestamp=ts, name=next(names))
    full = slack.reactions_add(channel=MAIN, timestamp=ts, name=next(names))
    assert await error_of(full) == "too_many_emoji"


async def test_the_bot_does_not_hear_of_reactions_where_it_is_not(
    playground: Playground, sara: Person, app: App
) -> None:
    ts = (await sara.writes("Elsewhere", GENERAL))["ts"]
    await sara.post("react", channel=GENERAL, ts=ts, name="eyes")
    here = (await sara.writes("Here"))["ts"]
    await sara.post("react", channel=MAIN, ts=here, name="eyes")
    await app.got("reaction_added")
    assert [p["event"].get("item", {}).get("channel", MAIN) for p in app.payloads] == [MAIN] * 2


async def test_a_workspace_greets_with_what_its_app_says_of_itself(
    playground: Playground, sara: Person
) -> None:
    said = ["Lectern has read <nothing>."]
    playground.introduce("bio110", "Plant Biology", lambda: Introduction(said[-1], ("Why?",)))
    shown = await sara.get("boot")
    assert shown["welcome"].endswith("somebody else.\nLectern has read &lt;nothing&gt;.")
    assert shown["examples"] == ["Why?"]
    assert {c["name"] for c in shown["channels"]} >= {"bio110"}
    said.append("Lectern has read 5 slides.")
    assert (await sara.get("boot"))["welcome"].endswith("5 slides.")
