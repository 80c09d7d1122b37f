"""Words that the course lacks and that are no slips: a near one that it has is another word.

A monopsony is no misspelt monopoly, and sharding no sharing. English words are words of their own,
and so are those that are made of English as new terms are: with a living ending ("shard" + "ing"), with
a learned beginning ("iso" + "tone"), of two words ("live" + "lock"); strings that cannot be spoken are
acronyms. Everything else is judged by what would have had to happen on the keyboard or in the ear
for the course's word to come out like that.
"""

from __future__ import annotations

from functools import lru_cache

from knowledge.words import frequencies, is_word

_NEIGHBOURS = {
    "a": "qwsz", "b": "vghn", "c": "xdfv", "d": "serfcx", "e": "wsdr", "f": "drtgvc", "g": "ftyhbv",
    "h": "gyujnb", "i": "ujko", "j": "huikmn", "k": "jiolm", "l": "kop", "m": "njk", "n": "bhjm",
    "o": "iklp", "p": "ol", "q": "wa", "r": "edft", "s": "awedxz", "t": "rfgy", "u": "yhji",
    "v": "cfgb", "w": "qase", "x": "zsdc", "y": "tghu", "z": "asx",
}  # fmt: skip
_VOWELS = frozenset("aeiouyáàâäéèêëíìîïóòôöúùûü")
_ALIKE = (frozenset("ckqs"), frozenset("szx"), frozenset("fvp"), frozenset("gj"), frozenset("mn"))
"""Letters that are written for one another by ear; vowels are too."""
_BEGINNINGS = tuple(
    """ante anti auto bio cyber de di dis ecto electro endo epi exo extra geo hetero homo hydro hyper hypo infra inter
    intra iso macro mega meta micro mid mis mono multi nano neo neuro non omni over para peri photo poly post pre
    proto pseudo psycho quasi re semi socio sub super tele thermo trans tri ultra un under uni""".split()
)
_ENDINGS = (
    "ing",
    "ings",
    "er",
    "ers",
    "ed",
    "able",
    "ize",
    "izer",
    "ization",
    "ist",
    "less",
    "ism",
)
_OFTEN, _VERY_OFTEN = 1_000_000, 5_000_000
"""How often the parts of a new term are counted at least, of which none is a mere rest of letters."""
SURE = 0.75
"""What the likeliest single slips cost at most: a swap, a letter dropped or doubled, a key beside the right one."""
_SWAP, _DOUBLE, _NEAR, _DROP, _MORE, _FAR = 0.6, 0.5, 0.6, 0.75, 0.9, 1.25
_MOST = 5
"""Words whose lengths differ by more are not compared letter by letter."""
_FIRST = 1.4
"""A slip in the first letter is rarer."""


@lru_cache(maxsize=20_000)
def is_made_of_words(word: str) -> bool:
    """ "sharding", "isotone", "livelock": no list has them, and English makes such words."""
    return word.isalpha() and (_derived(word) or _prefixed(word) or _compound(word))


def is_unspeakable(word: str) -> bool:
    """ "smtp", "grpc": an acronym in small letters."""
    return word.isalpha() and word.isascii() and len(word) < 6 and not _VOWELS & set(word)


def _derived(word: str) -> bool:
    """A word with a living ending, as English spells it: "sharding", not "runing" or "shareing"."""
    return any(
        word.endswith(ending) and _is_root(word[: -len(ending)], ending) for ending in _ENDINGS
    )


def _is_root(root: str, ending: str) -> bool:
    if len(root) < 4:
        return False
    if ending[0] in _VOWELS:
        if root[-1] == root[-2] and root[:-1] in frequencies() and root not in frequencies():
            return True
        short = root[-1] not in _VOWELS | {"w", "x"} and root[-2] in _VOWELS
        if short and root[-3] not in _VOWELS and len(root) < 6:
            return root + "e" in frequencies()
        if root[-1] == "e":
            return False
        return root in frequencies() or root + "e" in frequencies()
    return root in frequencies()


def _prefixed(word: str) -> bool:
    return any(
        word.startswith(beginning)
        and len(word) - len(beginning) >= 4
        and frequencies().get(word[len(beginning) :], 0) > _OFTEN
        for beginning in _BEGINNINGS
    )


def _compound(word: str) -> bool:
    return any(
        frequencies().get(word[:at], 0) > _VERY_OFTEN
        and frequencies().get(word[at:], 0) > _VERY_OFTEN
        for at in range(4, len(word) - 3)
    )


@lru_cache(maxsize=50_000)
def is_likely_slip(typed: str, meant: str) -> bool:
    """Is it likelier that somebody who meant the one typed the other than that it is another word?"""
    if is_word(typed):
        return False
    if typed.removesuffix("s") == meant:
        return True
    made = is_made_of_words(typed) or is_unspeakable(typed)
    plural = typed.endswith("s") and not meant.endswith("s")
    cost = min(slip_cost(typed, meant), slip_cost(typed[:-1], meant) if plural else 9.9)
    return cost <= (SURE if made else _bearable(len(meant)))


def _bearable(length: int) -> float:
    return min(2.5, 0.25 * length)


@lru_cache(maxsize=50_000)
def slip_cost(typed: str, meant: str) -> float:
    """What has to go wrong for `meant` to come out as `typed`: about 0.6 for a usual slip, 0 for none."""
    if typed == meant:
        return 0.0
    if abs(len(typed) - len(meant)) > _MOST:
        return _FAR * abs(len(typed) - len(meant))
    before: list[float] = []
    row = [0.0]
    for n, letter in enumerate(typed):
        row.append(row[-1] + _added(typed, n, letter))
    for m, wanted in enumerate(meant):
        last, row = row, [row[0] + _dropped(meant, m, wanted)]
        for n, letter in enumerate(typed):
            first = _FIRST if not (n and m) else 1.0
            best = min(
                last[n] + first * _instead(letter, wanted),
                last[n + 1] + _dropped(meant, m, wanted),
                row[n] + _added(typed, n, letter),
            )
            if m and n and letter == meant[m - 1] and typed[n - 1] == wanted and letter != wanted:
                best = min(best, before[n - 1] + _SWAP)
            row.append(best)
        before = last
    return round(row[-1], 3)


def _added(typed: str, n: int, letter: str) -> float:
    beside = typed[max(n - 1, 0) : n] + typed[n + 1 : n + 2]
    if letter in beside:
        return _DOUBLE
    likely = any(are_neighbours(letter, b) for b in beside) or letter in _VOWELS
    return (_FIRST if not n else 1.0) * (_MORE if likely else _FAR)


def _dropped(meant: str, m: int, letter: str) -> float:
    beside = meant[max(m - 1, 0) : m] + meant[m + 1 : m + 2]
    if letter in beside:
        return _DOUBLE
    return (_FIRST if not m else 1.0) * _DROP


def are_neighbours(one: str, other: str) -> bool:
    """Do two letters lie beside each other on the keyboard?"""
    return other in _NEIGHBOURS.get(one, "")


def _instead(letter: str, wanted: str) -> float:
    if letter == wanted:
        return 0.0
    if are_neighbours(letter, wanted) or {letter, wanted} <= _VOWELS:
        return _NEAR
    if any({letter, wanted} <= group for group in _ALIKE):
        return _NEAR
    return _FAR
