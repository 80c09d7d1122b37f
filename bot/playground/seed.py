"""Who and what is there when the workspace starts."""

from __future__ import annotations

from dataclasses import dataclass

from bot.playground.state import BOT_USER, Channel, User, World
from bot.playground.text import escape

PEOPLE = (
    User("U0SARA", "sara", "Sara Lindqvist", "student", "Europe/Stockholm", "Student", "#b4532a"),
    User("U0TOM", "tom", "Tom Becker", "student", "America/Los_Angeles", "Student", "#2f6f4f"),
    User("U0AIKO", "aiko", "Aiko Tanaka", "student", "Asia/Tokyo", "Student", "#7a3e8e"),
    User(
        "U0OKAFOR",
        "mina",
        "Mina Okafor",
        "ta",
        "America/Los_Angeles",
        "Teaching assistant",
        "#8a6d1d",
    ),
    User(
        "U0RIVERA",
        "elena",
        "Prof. Elena Rivera",
        "instructor",
        "America/Los_Angeles",
        "Instructor",
        "#33508a",
    ),
)
_WELCOME = (
    "*Welcome to your local workspace*\n"
    "Nothing here leaves this computer. You are {name} ({role}); the switch at the bottom left makes "
    "you somebody else.\n"
)
CLASSROOM = "C0TCSS562"
"""The channel of the course; it is called after the sample course where no other one is named."""


@dataclass(frozen=True, slots=True)
class Introduction:
    """What the app says of itself to who opens its messages, and what may be tried there."""

    said: str
    examples: tuple[str, ...] = ()


SAMPLE = Introduction(
    "Lectern has read the lecture. Try one of these:",
    (
        "What is KVM?",
        "whens teh checkin due",
        "What does EKS stand for?",
        "Explain backpropagation",
    ),
)


def welcome(user: User, introduction: Introduction) -> str:
    """What the page greets this person with, in the app's messages."""
    greeting = _WELCOME.format(name=user.real_name, role=user.title.lower())
    return greeting + escape(introduction.said)


def seed(world: World, bot_name: str) -> None:
    """People, the bot, three channels, and everyone's direct message with the bot."""
    now = int(world.clock())
    for person in PEOPLE:
        world.users[person.id] = person
    world.users[BOT_USER] = User(
        BOT_USER,
        bot_name.casefold(),
        bot_name,
        "bot",
        "Etc/UTC",
        "Course assistant",
        "#1f3a5f",
        is_bot=True,
    )
    everyone = [p.id for p in PEOPLE]
    staff = [p.id for p in PEOPLE if p.role != "student"]
    for channel in (
        Channel(
            "C0GENERAL", "general", list(everyone), "Announcements and small talk", created=now
        ),
        Channel(
            CLASSROOM,
            "tcss562",
            [*everyone, BOT_USER],
            "Software Engineering for Cloud Computing",
            created=now,
        ),
        Channel(
            "G0TATEAM",
            "ta-team",
            [*staff, BOT_USER],
            "Questions for the staff",
            is_private=True,
            created=now,
        ),
    ):
        world.channels[channel.id] = channel
    for n, person in enumerate(PEOPLE, 1):
        im = Channel(f"D0LECTERN{n}", "", [person.id, BOT_USER], is_im=True, created=now)
        world.channels[im.id] = im
