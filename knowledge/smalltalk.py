"""Short friendly lines for greetings, thanks and "what can you do?": the only words not quoted."""

from __future__ import annotations

import re

from knowledge.normalise import fold

HELP = (
    "Ask me about the lecture in your own words, typos and all. I answer with the lecture's own words and the "
    "slide they stand on, or tell you plainly that it doesn't say. Try “what's due?” too."
)
_LINES: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            r"(?:hi+|hey+|hello+|yo|hiya|howdy|good (?:morning|afternoon|evening)|moin|hallo|hola|salut|bonjour)(?: (?:there|lectern|bot|all))?"
        ),
        "Hello! Ask me anything about the lecture.",
    ),
    (
        re.compile(
            r"(?:many |ok |okay |great |cool |perfect |awesome |nice )*(?:thanks?|thank you|thx|ty|tysm|cheers|danke|gracias|merci)(?: (?:so much|a lot|you|lectern|bot|again|very much|that (?:really )?help(?:ed|s)(?: a lot| me)?))*"
        ),
        "You're welcome! Good luck with it.",
    ),
    (
        re.compile(r"(?:good)?bye+(?: bye)?|see (?:you|ya)(?: later)?|good ?night|cya|tschüss"),
        "See you!",
    ),
    (
        re.compile(
            r"(?:(?:ok(?:ay)?|cool|great|nice|got it|perfect|awesome|makes sense|i see|lol|haha+)(?: |$))+"
        ),
        "Glad to help. Anything else?",
    ),
    (
        re.compile(
            r"(?:help(?: me)?|what can (?:you|u) do|what (?:do|can) i ask(?: you)?|who (?:are|r) (?:you|u)|"
            r"what are you|how does this work|how do (?:i|you) (?:use (?:this|you)|work))"
        ),
        HELP,
    ),
    (
        re.compile(r"how (?:are|r) (?:you|u)(?: doing)?(?: today)?|what'?s up|sup"),
        "All slides in order, thank you. What would you like to know?",
    ),
)


def reply(text: str) -> str | None:
    """The line for a message that is nothing but small talk, else None."""
    bare = re.sub(r"[^\w' ]+", " ", fold(text)).strip()
    bare = " ".join(bare.split())
    return next((line for pattern, line in _LINES if pattern.fullmatch(bare)), None)
