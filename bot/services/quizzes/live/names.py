"""Names for players: invented ones, friendly and easy to tell apart; and their own, for those who want that."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import replace

from bot.services.polls.people import Unreachable
from bot.services.quizzes.live.model import NAME, Player

Names = Callable[[Collection[str]], Awaitable[Mapping[str, str]]]
"""What people are called in Slack, by member."""

_FIRST = (
    "Able Agile Amber Ample Azure Bold Brave Bright Brisk Calm Candid Cheery Clever Coral Cosmic Crisp Curious Daring"
    " Deft Eager Early Fair Fearless Fleet Fond Frank Free Gentle Glad Golden Grand Green Happy Hardy Honest Humble"
    " Indigo Ivory Jolly Keen Kind Lively Lucky Lunar Merry Mighty Misty Modest Neat Nimble Noble Olive Patient Plucky"
    " Polite Proud Quick Quiet Rapid Ready Rosy Royal Ruby Rustic Scarlet Serene Sharp Shiny Silent Silver Sincere"
    " Smart Snowy Solar Spry Steady Stellar Sturdy Sunny Swift Teal Tidy True Upbeat Vivid Warm Wise Witty Young Zesty"
).split()
_LAST = (
    "Alpaca Antelope Badger Bear Beaver Bison Bobcat Buffalo Camel Caribou Cheetah Cobra Condor Coyote Crane Cricket"
    " Deer Dolphin Dove Dragonfly Eagle Egret Elk Falcon Ferret Finch Firefly Fox Gazelle Gecko Gibbon Giraffe Goose"
    " Grouse Hare Hawk Hedgehog Heron Horse Ibex Ibis Iguana Impala Jackal Jaguar Jay Kestrel Kingfisher Kiwi Koala"
    " Lark Lemur Leopard Lion Llama Lynx Magpie Mallard Manatee Marmot Marten Meerkat Moose Narwhal Newt Ocelot Orca"
    " Oriole Osprey Otter Owl Panda Panther Pelican Penguin Pheasant Pika Puffin Puma Quail Rabbit Raccoon Raven Robin"
    " Salmon Sandpiper Seal Sparrow Squirrel Starling Stork Swallow Swan Tapir Tern Tiger Toucan Turtle Walrus Wombat"
    " Woodpecker Wren Yak Zebra"
).split()
_TRIES = 50


def name_for(quiz_id: str, user: str, taken: Collection[str] = ()) -> str:
    """The same for the same player of the same quiz as long as nobody has it: "Brave Otter"."""
    dice = random.Random(f"{quiz_id}\x1f{user}")  # noqa: S311 - a name, not a secret
    name = ""
    for _ in range(_TRIES):
        name = f"{dice.choice(_FIRST)} {dice.choice(_LAST)}"
        if name not in taken:
            return name
    number = 2
    while f"{name} {number}" in taken:
        number += 1
    return f"{name} {number}"


async def called(players: Mapping[str, Player], names: Names) -> Mapping[str, Player]:
    """Those who show their own name under it: written out, since a mention would ping them each time it is posted.

    Who cannot be looked up just now keeps the invented one.
    """
    own = [user for user, one in players.items() if one.shown == NAME and not one.invented]
    try:
        known = await names(own) if own else {}
    except Unreachable:
        return players
    return {
        user: replace(one, name=known[user]) if user in known and one.shown == NAME else one
        for user, one in players.items()
    }
