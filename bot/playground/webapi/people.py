"""users.* and bots.info"""

from __future__ import annotations

from typing import Any

from bot.playground.errors import SlackError
from bot.playground.state import APP_ID, BOT_ID, BOT_USER, TEAM_ID, User
from bot.playground.webapi.call import Call, Method, Result, page, scopes


def user_json(user: User, call: Call) -> dict[str, Any]:
    """A user object; the address only with its scope."""
    profile = {
        "real_name": user.real_name,
        "real_name_normalized": user.real_name,
        "display_name": user.real_name,
        "display_name_normalized": user.real_name,
        "title": user.title,
    }
    if "users:read.email" in call.hub.manifest.scopes and not user.is_bot:
        profile["email"] = _address(user)
    shown: dict[str, Any] = {
        "id": user.id,
        "team_id": TEAM_ID,
        "name": user.name,
        "real_name": user.real_name,
        "deleted": False,
        "is_bot": user.is_bot,
        "is_app_user": False,
        "tz": user.tz,
        "tz_label": user.tz,
        "tz_offset": user.offset(call.world.clock()),
        "is_admin": user.role == "instructor",
        "profile": profile,
    }
    return shown | ({"locale": "en-US"} if call.flag("include_locale") else {})


def _address(user: User) -> str:
    return f"{user.name}@example.edu"


async def user_info(call: Call) -> Result:
    return {"user": user_json(call.user(), call)}


async def list_users(call: Call) -> Result:
    some, cursor = page(list(call.world.users.values()), call, 200)
    shown = [user_json(u, call) for u in some]
    return {
        "members": shown,
        "cache_ts": int(call.world.clock()),
        "response_metadata": {"next_cursor": cursor},
    }


async def lookup_by_email(call: Call) -> Result:
    address = str(call.need("email"))
    for user in call.world.users.values():
        if not user.is_bot and _address(user) == address:
            return {"user": user_json(user, call)}
    raise SlackError("users_not_found")


async def bot_info(call: Call) -> Result:
    if call.get("bot", BOT_ID) != BOT_ID:
        raise SlackError("bot_not_found")
    name = call.hub.manifest.name
    return {
        "bot": {
            "id": BOT_ID,
            "app_id": APP_ID,
            "name": name,
            "user_id": BOT_USER,
            "deleted": False,
        }
    }


METHODS = {
    "users.info": Method(user_info, scopes("users:read"), 4),
    "users.list": Method(list_users, scopes("users:read"), 2),
    "users.lookupByEmail": Method(lookup_by_email, scopes("users:read.email"), 3),
    "bots.info": Method(bot_info, scopes("users:read"), 3),
}
