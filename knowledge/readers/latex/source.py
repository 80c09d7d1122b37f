"""A LaTeX source made ready to be read: comments gone, code put aside, its own macros expanded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from knowledge.readers.latex.shorthands import without_shorthands

_CODE = (
    "verbatim|Verbatim|BVerbatim|LVerbatim|lstlisting|minted|semiverbatim|alltt|code|spec|"
    "tcblisting|pycode|python|console|bashcode|cppcode|ccode|javacode|Shaded|Highlighting|"
    "Schunk|Sinput|Soutput|comment|filecontents"
)
_ASIDE = re.compile(
    rf"""
    \\begin\s*\{{(?P<env>(?:{_CODE})\*?)\}}
    | \\verb\*?(?P<bar>[^A-Za-z\s*{{])(?P<verb>[^\n]*?)(?P=bar)
    | \\(?:lstinline|mintinline)(?:\[[^\]\n]*\])?(?:\{{\w+\}}(?=[^\w\s]))?
      (?:\{{(?P<braced>[^{{}}\n]*)\}}|(?P<mark>[^\w\s{{])(?P<marked>[^\n]*?)(?P=mark))
    | (?P<off>\\iffalse)\b
    | \\[^A-Za-z]
    | (?P<remark>%[^\n]*(?:\n(?![ \t]*\n)[ \t]*)?)
    """,
    re.VERBOSE | re.DOTALL,
)
_OPTIONS = re.compile(r"\A[ \t]*(?:\[[^\]]*\])?(?:\{[\w+#-]*\})?[ \t]*\n?")
_NAMED = re.compile(
    r"\\(?:(?:re|provide)?newcommand|renewcommand|providecommand|DeclareRobustCommand|"
    r"DeclareMathOperator)\*?\s*(?:\{\s*\\(?P<braced>[A-Za-z]+)\s*\}|\\(?P<bare>[A-Za-z]+))\s*"
    r"(?:\[(?P<count>\d)\])?\s*(?:\[(?P<default>[^\]]*)\])?\s*(?=\{)"
    r"|\\def\s*\\(?P<defined>[A-Za-z]+)\s*(?P<places>(?:#\d)*)\s*(?=\{)"
)
_ROUNDS = 6
_GROWTH = 200_000
"""How many characters macros may add: more is a loop."""

BLOCK, INLINE = "\x00B", "\x00I"
PLACE = re.compile("\x00[BI](\\d+)\x00")


@dataclass(frozen=True, slots=True)
class Macro:
    """A command that the source defines: how many arguments, the default of the first, its text."""

    arguments: int
    default: str | None
    body: str


@dataclass
class Source:
    """The source's text, its code by number where the text has a placeholder, and its macros."""

    text: str
    code: list[str] = field(default_factory=list)
    macros: dict[str, Macro] = field(default_factory=dict)

    def aside(self, place: str) -> str:
        """The code behind a placeholder."""
        found = PLACE.fullmatch(place)
        return self.code[int(found[1])] if found else ""


def prepare(text: str) -> Source:
    """The source without comments, its code put aside, its simple macros expanded."""
    source = Source("")
    stripped = without_shorthands("".join(_stripped(text.replace("\x00", ""), source)))
    source.text = _expanded(_defined(stripped, source), source.macros)
    return source


def _stripped(text: str, source: Source) -> Iterator[str]:
    """The text's pieces, comments left out and placeholders where code was."""
    unclosed: set[str] = set()
    done = 0
    while found := _ASIDE.search(text, done):
        yield text[done : found.start()]
        done = found.end()
        closer = f"\\end{{{found['env']}}}" if found["env"] else "\\fi"
        if not (found["env"] or found["off"]):
            yield _kept(found, source)
            continue
        stop = -1 if closer in unclosed else text.find(closer, done)
        if stop < 0:
            unclosed.add(closer)
            continue
        if found["env"]:
            yield _environment(found["env"].rstrip("*"), text[done:stop], source)
        done = stop + len(closer)
    yield text[done:]


def _kept(found: re.Match[str], source: Source) -> str:
    for name in ("verb", "braced", "marked"):
        if found[name] is not None:
            return _place(INLINE, found[name], source)
    return "" if found["remark"] else found[0]


def _environment(name: str, inside: str, source: Source) -> str:
    if name in {"comment", "filecontents"}:
        return ""
    code = _OPTIONS.sub("", inside, count=1).expandtabs(4)
    if name in {"semiverbatim", "alltt"}:
        code = re.sub(r"\\(?:[A-Za-z]+(?:<[^>]*>)?\{([^{}]*)\}|([{}\\]))", r"\1\2", code)
    return _place(BLOCK, code.strip("\n").rstrip(), source)


def _place(kind: str, code: str, source: Source) -> str:
    source.code.append(code)
    return f"{kind}{len(source.code) - 1}\x00"


def matches(text: str) -> dict[int, int]:
    """Where each opening brace of `text` is closed; escaped and unbalanced ones are left out."""
    closed: dict[int, int] = {}
    waiting: list[int] = []
    for found in re.finditer(r"\\.|[{}]", text, re.DOTALL):
        if found[0] == "{":
            waiting.append(found.start())
        elif found[0] == "}" and waiting:
            closed[waiting.pop()] = found.start()
    return closed


def _defined(text: str, source: Source) -> str:
    """The text without its definitions, which become the source's macros."""
    closed = matches(text)
    kept: list[str] = []
    done = 0
    for found in _NAMED.finditer(text):
        end = closed.get(found.end())
        if found.start() < done or end is None:
            continue
        name = found["braced"] or found["bare"] or found["defined"]
        count = int(found["count"] or len(found["places"] or "") // 2)
        body = text[found.end() + 1 : end]
        if found[0].startswith("\\DeclareMathOperator"):
            body = f"\\operatorname{{{body}}}"
        if not re.search(rf"\\{name}(?![A-Za-z])", body):
            source.macros[name] = Macro(count, found["default"], body)
        kept.append(text[done : found.start()])
        done = end + 1
    return "".join((*kept, text[done:]))


def _expanded(text: str, macros: dict[str, Macro]) -> str:
    if not macros:
        return text
    names = "|".join(sorted(macros, key=len, reverse=True))
    called = re.compile(rf"\\({names})(?![A-Za-z])[ \t]*(?:\{{\}})?")
    most = len(text) + _GROWTH
    for _ in range(_ROUNDS):
        new = "".join(_once(text, called, macros))
        if new == text or len(new) > most:
            break
        text = new
    return text


def _once(text: str, called: re.Pattern[str], macros: dict[str, Macro]) -> Iterator[str]:
    closed = matches(text)
    done = 0
    for found in called.finditer(text):
        if found.start() < done:
            continue
        macro = macros[found[1]]
        end = found.start() + 1 + len(found[1]) if macro.arguments else found.end()
        arguments, end = _arguments(text, end, macro, closed)
        yield text[done : found.start()]
        yield _filled(macro.body, arguments)
        done = end
    yield text[done:]


def _filled(body: str, arguments: list[str]) -> str:
    def argument(found: re.Match[str]) -> str:
        number = int(found[1])
        return arguments[number - 1] if 0 < number <= len(arguments) else ""

    return re.sub(r"#(\d)", argument, body)


def _arguments(
    text: str, start: int, macro: Macro, closed: dict[int, int]
) -> tuple[list[str], int]:
    arguments: list[str] = []
    if macro.default is not None:
        option = re.compile(r"\s*\[([^\]]*)\]").match(text, start)
        arguments.append(option[1] if option else macro.default)
        start = option.end() if option else start
    while len(arguments) < macro.arguments:
        while text[start : start + 1].isspace():
            start += 1
        end = closed.get(start)
        if end is None:
            arguments.append(text[start : start + 1])
            start += 1
        else:
            arguments.append(text[start + 1 : end])
            start = end + 1
    return arguments, min(start, len(text))
