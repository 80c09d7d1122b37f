"""Short friendly lines for greetings, thanks, sighs and "what can you do?": the only words not quoted."""

from __future__ import annotations

import re

from knowledge.normalise import fold

HELP = (
    "Ask me about the lecture in your own words, typos and all. I answer with the lecture's own words and the "
    "slide they stand on, or tell you plainly that it doesn't say. Try “what's due?” too."
)
_NO_MODEL = (
    "I'm a program, and no language model: I look your question up in the lectures and quote what they say, with the "
    "slide, or tell you plainly that they don't say. Ask me about a term, a step or a date."
)
_UPSET = (
    "Fair enough, that sounds frustrating. Tell me the word that you are stuck on and I look it up, or press “Ask a TA” "
    "under an answer that didn't help."
)
_NOT_MINE = (
    "That part is yours, but I can help you get there: ask me about a term or a step, and I find what the "
    "lecture says about it."
)
_TOGETHER = (
    "No worries, that happens. Tell me the word or the slide where it stopped making sense, and I show you what "
    "the lecture says about it."
)
_SO = r"(?:(?:so|very|really|totally|completely|super|just|a bit|kinda|still|all|too|getting) )*"
_SIGH = r"(?:omg|ugh+|wtf|ffs|damn|god|oh|well|man|lol)"
_THIS = (
    r"(?:this|that|it|you|u|ur|(?:this |the )?(?:bot|lectern|class|course|lecture|homework|thing))"
)
_I_AM = r"(?:i am|i'm|im|i feel|feeling)"
_WORK = (
    r"(?:(?:all|the|this|my|our|your|a|an|of|whole|next|last) )*(?:homeworks?|hw ?\d*|assignments?|essays?|papers?|reports?|"
    r"projects?|memos?|briefs?|thesis|outlines?|presentations?|slides|drafts?|(?:lab )?notes|discussion posts?|exams?|quiz|quizzes|lab|labs|exercises?|problem sets?|psets?|tests?|code|solutions?|answers?)(?: \d+)?"
)
_PLEASE = r"(?: (?:for me|please|pls|plz|now|instead|to me))*"
_LINES: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            r"(?:hi+|hey+|hello+|yo|hiya|howdy|good (?:morning|afternoon|evening)|moin|hallo|hola|salut|bonjour)(?: (?:there|lectern|bot|all))?"
        ),
        "Hello! Ask me anything about the lecture.",
    ),
    (
        re.compile(
            r"(?:many |ok |okay |great |cool |perfect |awesome |nice )*(?:thanks?|thank you|thx|ty|tysm|cheers|danke|gracias|merci)(?: (?:so much|a lot|you|lectern|bot|again|very much|(?:you are|you're|youre|ur|u r|you r) (?:the best|great|awesome|amazing|a (?:life ?saver|star|legend))|that (?:really )?help(?:ed|s)(?: a lot| me)?))*"
        ),
        "You're welcome! Good luck with it.",
    ),
    (
        re.compile(r"(?:good)?bye+(?: bye)?|see (?:you|ya)(?: later)?|good ?night|cya|tschüss"),
        "See you!",
    ),
    (
        re.compile(
            r"(?:(?:hm+|ah+|oh+|ok(?:ay)?|k|kk|cool|great|nice(?: one)?|got it|perfect|awesome|makes sense|i see|alright|all right|"
            r"sure|no|nope|fine|never ?mind|nvm|forget it|no worries|good (?:bot|to know)|well done)(?: |$))+"
        ),
        "All right. Ask me whenever something else comes up.",
    ),
    (
        re.compile(r"(?:(?:yes|yeah|yep|yup|right|exactly|correct|that one|please|pls)(?: |$))+"),
        "Then ask me once more with that word, and I look it up.",
    ),
    (
        re.compile(
            r"(?:hi |hey |hello |so )*(?:i have|i've got|i've|got) (?:a |another |one more |some )?(?:quick )?questions?|(?:can|may) i ask (?:you )?(?:something|a question)"
        ),
        "Go ahead, ask me.",
    ),
    (
        re.compile(r"(?:(?:lol|lmao|rofl|haha+|hehe+|xd)(?: |$))+"),
        "Glad to hear a laugh. What would you like to know?",
    ),
    (
        re.compile(
            r"(?:what can (?:you|u) do|what (?:do|can) i ask(?: you)?|who (?:are|r) (?:you|u)|"
            r"what are you|how does this work|how do (?:i|you) (?:use (?:this|you)|work)|(?:pls |please )?help(?: me)?(?: pls| please)?|i need (?:some |your )?help|"
            r"who (?:made|built|created|wrote|programmed|developed|trained|designed) (?:you|u|this bot)|what(?:'?s| is) (?:your|ur) name|"
            r"(?:qué|que) (?:puedes|sabes) hacer|(?:quién|quien|qué|que) eres|"
            r"was kannst du|wer bist du|que (?:peux|sais)-?tu faire|qui es-?tu)"
        ),
        HELP,
    ),
    (
        re.compile(
            r"(?:are|r) (?:you|u) (?:(?:an?|the|like|just|really) )*(?:bot|human|robot|ai|llm|machine|real(?: person)?|chat ?gpt|gpt|claude|gemini|"
            r"person|language model)|is (?:this|it) (?:(?:an?|just|like) )*(?:bot|human|ai|chat ?gpt|gpt)|what (?:(?:ai|llm|language) )?model (?:are|r) (?:you|u)"
        ),
        _NO_MODEL,
    ),
    (
        re.compile(
            rf"(?:{_SIGH} )*(?:{_THIS} )?(?:(?:is|are|r|'?s|so|such|just|all|really|total|totally|complete|absolute|a|fucking|freaking|goddamn) )*"
            r"(?:bull ?shit|fuck(?: (?:off|you|u|this|that|it|me|my life))?|fml|shit|piss off|screw (?:you|u|this)|go to hell|shut up|"
            r"wtf|ffs|damn(?: it| you)?|what the (?:fuck|hell)|asshole|scheiße|scheisse|mierda|merde)(?: (?:man|bro|dude|lol|bot|lectern))*"
            rf"|(?:{_SIGH} )*{_THIS} (?:(?:is|are|r|'?s|so|such|just|really|total|totally|complete|absolute|a|an|fucking|freaking) )*"
            r"(?:suck?s?|crap|garbage|trash|stupid|dumb|idiots?|morons?|bullcrap)(?: (?:man|bro|dude|lol|bot))*|stupid bot|dumb bot"
        ),
        _UPSET,
    ),
    (
        re.compile(r"how (?:are|r) (?:you|u)(?: doing)?(?: today)?|what'?s up|sup"),
        "All slides in order, thank you. What would you like to know?",
    ),
    (
        re.compile(
            rf"(?:ugh |omg |help |sorry )*(?:{_I_AM} {_SO}(?:lost|confused|stuck|struggling|overwhelmed|stressed|behind|dead|screwed|"
            r"panicking|worried|tired|nervous|scared|stupid|dumb|failing)(?: (?:here|now|rn|already|again|with this|in this (?:class|course)))*"
            r"|i (?:really |just |still |totally )*(?:do not|don'?t|dont|didn'?t|can'?t|cant) (?:really )?(?:get|understand|follow)"
            r"(?: (?:it|this|that|anything|any of (?:this|it)|a thing|the (?:lecture|class|course)|at all))*"
            r"|(?:this|it|that|the (?:class|course|lecture)) (?:is|was) (?:so |too |very |really |way too )*(?:hard|difficult|confusing|much|complicated)(?: for me)?"
            r"|i give up|i hate this(?: class| course)?)(?: help| pls| please| lol)*"
        ),
        _TOGETHER,
    ),
    (
        re.compile(
            rf"(?:hey |please |pls |so )*(?:(?:can|could|will|would) (?:you|u) (?:please |pls |just )?)?(?:do|write|solve|finish|complete) (?:me )?{_WORK}{_PLEASE}"
            rf"|(?:can (?:you|u) )?(?:give|tell|send|show) me (?:all )?(?:the )?(?:answers?|solutions?)(?: (?:to|of|for) {_WORK})?{_PLEASE}"
        ),
        _NOT_MINE,
    ),
    (
        re.compile(
            r"(?:tell me|(?:do )?(?:you|u) know) (?:a |another |any )?jokes?|sing(?: me)? a song|i love (?:you|u)"
        ),
        "I only know what the lecture says, and it's not that funny. Ask me something about it!",
    ),
    (
        re.compile(
            r"(?:(?:that|this|it)(?:'?s| is| was) |(?:you|u)(?:'?re| are| r) )?(?:just |totally )?(?:wrong|not (?:right|true|what i (?:asked|meant)|helpful)|useless|bad bot)"
        ),
        "Sorry about that. Press “Not helpful” under the answer, or ask me again in other words.",
    ),
)


def reply(text: str) -> str | None:
    """The line for a message that is nothing but small talk, else None."""
    bare = re.sub(r"[^\w' ]+", " ", fold(text)).strip()
    bare = " ".join(bare.split())
    return next((line for pattern, line in _LINES if pattern.fullmatch(bare)), None)
