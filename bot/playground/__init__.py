"""A stand-in for Slack on this machine: the workspace `make run` opens, and what the tests drive.

It speaks Slack's protocol to the bot, so that the bot in it is the bot in production, and imports
nothing else of Lectern.
"""

from bot.playground.faults import Failure, Faults, Hold
from bot.playground.seed import SAMPLE, Introduction
from bot.playground.server import Playground
from bot.playground.timing import MovableTime
from bot.playground.wire import Entry, WireLog

__all__ = [
    "SAMPLE",
    "Entry",
    "Failure",
    "Faults",
    "Hold",
    "Introduction",
    "MovableTime",
    "Playground",
    "WireLog",
]
