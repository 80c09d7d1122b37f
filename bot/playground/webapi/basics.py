"""auth.test, api.test, apps.connections.open"""

from __future__ import annotations

from bot.playground.errors import SlackError
from bot.playground.state import BOT_ID, BOT_USER, TEAM_ID
from bot.playground.webapi.call import Call, Method, Result


async def auth_test(call: Call) -> Result:
    return {
        "url": f"{call.context.base_url}/",
        "team": "Sample University",
        "user": call.world.users[BOT_USER].name,
        "team_id": TEAM_ID,
        "user_id": BOT_USER,
        "bot_id": BOT_ID,
        "is_enterprise_install": False,
    }


async def api_test(call: Call) -> Result:
    error = call.get("error")
    args = {name: call.get(name) for name in call.args if name != "token"}
    if error is not None:
        raise SlackError(str(error), args=args)
    return {"args": args}


async def open_connection(call: Call) -> Result:
    return {"url": call.context.open_socket()}


METHODS = {
    "api.test": Method(api_test),
    "auth.test": Method(auth_test, tier=5),
    # Slack's tier 1, where bursts pass: a client that reconnects must not be told to wait a minute.
    "apps.connections.open": Method(open_connection, tier=5, app_token=True),
}
