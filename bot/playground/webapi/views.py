"""views.*"""

from __future__ import annotations

from bot.playground.errors import SlackError
from bot.playground.views import checked
from bot.playground.webapi.call import Call, Method, Result


async def open_view(call: Call) -> Result:
    view = checked(call.json("view"), "modal")
    call.check_pictures(view["blocks"])
    trigger = call.context.triggers.redeem(_trigger(call))
    return {"view": call.context.views.open(trigger.user, view)}


async def push_view(call: Call) -> Result:
    """A bad view or a full stack does not use the trigger up."""
    view = checked(call.json("view"), "modal")
    call.check_pictures(view["blocks"])
    trigger = call.context.triggers.redeem(_trigger(call))
    return {"view": call.context.views.push(trigger.user, view, trigger.view_id)}


def _trigger(call: Call) -> str | None:
    found = call.get("trigger_id") or call.get("interactivity_pointer")
    return str(found) if found else None


async def update_view(call: Call) -> Result:
    view_id, external_id = call.get("view_id"), call.get("external_id")
    if view_id is None and external_id is None:
        raise SlackError(
            "invalid_arguments",
            response_metadata={"messages": ["[ERROR] missing required field: view_id"]},
        )
    given = call.json("view")
    call.check_pictures(given.get("blocks") if isinstance(given, dict) else None)
    view = call.context.views.update(
        given,
        view_id=view_id,
        external_id=external_id,
        known_hash=call.get("hash"),
    )
    return {"view": view}


async def publish_view(call: Call) -> Result:
    user = call.world.users.get(str(call.need("user_id")))
    if user is None or user.is_bot:
        raise SlackError("invalid_arguments", response_metadata={"messages": ["invalid `user_id`"]})
    if not call.hub.manifest.home_tab:
        raise SlackError("not_enabled")
    return {"view": call.context.views.publish(user.id, call.json("view"), call.get("hash"))}


METHODS = {
    "views.open": Method(open_view),
    "views.push": Method(push_view),
    "views.update": Method(update_view),
    "views.publish": Method(publish_view),
}
