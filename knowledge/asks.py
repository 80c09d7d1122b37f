"""The kind of thing a question asks for, read off its words in English, German, Spanish and French."""

from __future__ import annotations

import re
from enum import StrEnum


class Asks(StrEnum):
    """The kind of thing that would answer."""

    ANYTHING = "anything"
    DEFINITION = "definition"
    EXPANSION = "expansion"
    DATE = "date"
    PERSON = "person"
    PLACE = "place"
    PRICE = "price"
    NUMBER = "number"
    REASON = "reason"
    LIST = "list"
    COMPARISON = "comparison"
    HOW_TO = "how to"


YES_OR_NO = frozenset("is are were does do did can could may must has have".split())
"""What a question begins with that yes or no would answer; "was" and "will" are German words too."""
_ENGLISH: dict[Asks, str] = {
    Asks.EXPANSION: (
        r"\bstands? (?:for|4)\b|\b(?:acronym|abbreviation|abbreviated)\b.*\bfor\b|\bshort for\b"
        r"|\bspelled? out\b|\bfull (?:form|name)\b|\bacronym\b|\babbreviation\b"
    ),
    Asks.COMPARISON: (
        r"\bdiff(?:er|ers|erent|erence|erences|erentiate)?\b|\bvs\.?\b|\bversus\b|\bcompared?\b"
        r"|\bcomparison\b|\bdistinguish(?:es)?\b"
    ),
    Asks.PRICE: (
        r"\bhow (?:much|expensive) (?:is|are|was|were)\b|\bhow (?:much|expensive)\b.*\b(?:cost|pay|price|charge)"
        r"|\bexpensive\b|\bcheap\b|\bdo(?:es)? .*\bcosts?\b|\b(?:costs?|prices?|pricing) (?:of|for|per)\b"
        r"|^(?!.*\b(?:how|why|when|should|define|explain|formula|example\w*|difference|what|what\'?s|who|which)\b)"
        r".*\b(?:costs?|prices?|pricing)\b|\bwhat(?:'?s| is| are) the\b.*\b(?:price|pricing)$"
    ),
    Asks.NUMBER: (
        r"\bhow (?:many|long|often|fast|big|large|much|thick|high|deep|far|heavy|hot|cold|tall|wide|dense)\b|\bnumber of\b"
        r"|\b(?:which|what) (?:version|port)\b|\b(?:which|what) (?:percent(?:age)?|proportion|fraction|share|%)(?: of|$)"
    ),
    Asks.PERSON: (
        r"^(?:so |and |but |hey |hi )*who(?:'s|s)?\b|\bwhose\b|\bby whom\b"
        r"|\bwhich (?:person|company|companies)\b"
    ),
    Asks.PLACE: r"^(?:so |and |hey )*wheres?\b|\bwhere(?:'s)?\b|\b(?:which|what) (?:room|building)\b",
    Asks.DATE: (
        r"^(?:(?!\b(?:what|which|who|how|why|where|should|shall|must|does|do|is|are|can|was|were|that)\b).)*"
        r"\b(?:wh(?:en|ens|en's|ne|n)|wehns?|wens?)\b"
        r"|\b(?:know|tell|say|said|remember|ask|asked|sure|and|or|idea|clue|out|exactly),? when\b"
        r"|\bhow old\b|\byear\b"
        r"|\b(?:what|which) (?:day|date|time|year)\b|\bdeadlines?\b|\bdue\b|\bhow (?:soon|late)\b"
        r"|\bwhat'?s due\b|\btill when\b|\bby when\b|\bdates?\b"
    ),
    Asks.REASON: r"\bwhy\b|\bhow come\b|\breasons?\b|\bwhat for\b",
    Asks.HOW_TO: r"\bhow (?:do|can|should|would|to) (?:i|we|you|one|u)\b|\bhow to\b|\bsteps to\b",
    Asks.LIST: (
        r"\b(?:which|what)\b.*\b(?:are there|exist|services|offerings|kinds|types|verbs|methods|options"
        r"|examples|alternatives|tutorials|things)\b|\blist\b|\bname (?:all|the|some)\b"
        r"|\b(?:steps|types|kinds|stages|phases|components|conditions|features|advantages|disadvantages"
        r"|benefits|drawbacks|ways|principles|rules) (?:of|for|to|in)\b"
        r"|\ball (?:the|of)\b|\bwhat (?:are|r) the\b|\bexamples? of\b|\bother names\b"
    ),
    Asks.DEFINITION: (
        r"\b(?:what|wat|waht|wht|wats|whats|what's)\b(?: exactly)?(?: is| are| r| was| does .* mean)?"
        r"|\bdefin\w+\b|\bmean(?:s|ing)?\b|\bexplain\b|\bdescribe\b|\btell me about\b"
    ),
}
_GERMAN: dict[Asks, str] = {
    Asks.EXPANSION: r"\bwofür steht\b|\bsteht .* für\b|\babkürzung\b|\bausgeschrieben\b",
    Asks.COMPARISON: r"\bunterschiede?\b|\bunterscheide\w*\b|\bvergleich\w*\b",
    Asks.PRICE: r"\bkostet\b|\bkosten\b|\bpreis\b|\bteuer\b",
    Asks.NUMBER: r"\bwie ?(?:viele?|lange?|oft|gro(?:ß|ss)|schnell|hoch|schwer|weit)\b|\banzahl\b",
    Asks.PERSON: r"\bwer\b|\bwem\b|\bwen\b|\bwessen\b",
    Asks.PLACE: r"\bwo\b|\bwohin\b|\bwelche\w* raum\b",
    Asks.DATE: r"\bwann\b|\bdatum\b|\btermine?\b|\bfrist\b|\bwelche\w* (?:tag|jahr)\b|\bfällig\b",
    Asks.REASON: r"\bwarum\b|\bwieso\b|\bweshalb\b|\bgrund\b|\bwozu\b",
    Asks.HOW_TO: r"\bwie (?:kann|soll|muss|mache?) (?:ich|man|wir)\b",
    Asks.LIST: r"\bwelche\b.*\b(?:gibt es|arten|typen|beispiele)\b|\bnenne\b|\bliste\b|\bbeispiele\b",
    Asks.DEFINITION: r"\bwas\b|\bbedeutet\b|\bdefini\w+\b|\berklär\w*\b",
}
_SPANISH: dict[Asks, str] = {
    Asks.EXPANSION: r"\bsiglas?\b|\bqu[eé] significan? (?:las siglas|el acrónimo)\b|\bacrónimo\b",
    Asks.COMPARISON: r"\bdiferencias?\b|\bdistingue\b|\bcompara\w*\b",
    Asks.PRICE: r"\bcu[aá]nto (?:cuesta|vale)\b|\bprecio\b|\bcoste?\b",
    Asks.NUMBER: r"\bcu[aá]nt[oa]s?\b|\bnúmero de\b",
    Asks.PERSON: r"\bqui[eé]n(?:es)?\b",
    Asks.PLACE: r"\bd[oó]nde\b|\bqu[eé] (?:aula|sala)\b",
    Asks.DATE: r"\bcu[aá]ndo\b|\bfechas?\b|\bplazo\b|\bqu[eé] (?:d[ií]a|año)\b",
    Asks.REASON: r"\bpor qu[eé]\b|\bmotivos?\b|\brazón\b",
    Asks.HOW_TO: r"\bc[oó]mo (?:puedo|se puede|podemos|debo)\b",
    Asks.LIST: r"\bcu[aá]les son\b|\blista\b|\bejemplos\b|\benumera\b",
    Asks.DEFINITION: r"\bqu[eé]\b|\bsignifica\b|\bdefin\w+\b|\bexplica\w*\b|\bcu[aá]l\b",
}
_FRENCH: dict[Asks, str] = {
    Asks.EXPANSION: r"\bsigle\b|\bacronyme\b|\babréviation\b|\bveut dire le sigle\b",
    Asks.COMPARISON: r"\bdifférences?\b|\bcompar\w+\b|\bdistingue\b",
    Asks.PRICE: r"\bcombien (?:coûte|ça coûte)\b|\bprix\b|\bcoût\b",
    Asks.NUMBER: r"\bcombien\b|\bnombre de\b|\bquel taux\b",
    Asks.PERSON: r"\bqui\b(?! (?:est-ce )?que)",
    Asks.PLACE: r"\boù\b|\bquelle salle\b",
    Asks.DATE: r"\bquand\b|\bdates?\b|\bquel(?:le)? (?:jour|année)\b|\bdélai\b",
    Asks.REASON: r"\bpourquoi\b|\braisons?\b",
    Asks.HOW_TO: r"\bcomment (?:puis-je|peut-on|faut-il|dois-je)\b",
    Asks.LIST: r"\bquel(?:le)?s sont\b|\bliste\b|\bexemples\b",
    Asks.DEFINITION: r"\bqu'?est[- ]ce\b|\bc'est quoi\b|\bquoi\b|\bsignifie\b|\bdéfini\w+\b|\bexpliqu\w+\b",
}
_COMPUTED = re.compile(
    r"\bhow\b.*\b(?:calculated?|computed?)\b|\b(?:formula|equation) (?:for|of)\b"
)
_PATTERNS: dict[str, tuple[tuple[Asks, re.Pattern[str]], ...]] = {
    code: tuple((asks, re.compile(pattern)) for asks, pattern in patterns.items())
    for code, patterns in (
        ("en", _ENGLISH),
        ("de", _GERMAN),
        ("es", _SPANISH),
        ("fr", _FRENCH),
    )
}


def asks_of(raw: str, corrected: str, language: str) -> Asks:
    """What is asked for; `raw` is the folded text, `corrected` its words after spelling."""
    if language == "en" and _COMPUTED.search(corrected):
        return Asks.DEFINITION
    for asks, pattern in _PATTERNS.get(language, _PATTERNS["en"]):
        if pattern.search(corrected) or (asks is not Asks.PRICE and pattern.search(raw)):
            return asks
    return Asks.ANYTHING
