"""Which strings are English words, and how common they are.

The list is the one that symspellpy ships (82,765 words with counts, from SCOWL and Google's
n-grams, https://github.com/wolfgarbe/SymSpell), read where it lies.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_LIST = "frequency_dictionary_en_82_765.txt"

FUNCTION_WORDS = frozenset(
    """a an the and or but nor of in on at by to for from with without into onto over under than then that
    this these those as is are was were be been being am do does did has have had having can could will
    would shall should may might must not no it its we our you your they their he she his her who whom
    which what when where why how if so such only just also very more most some any each every all both
    there here about between through during before after above below up down out off again while because
    until against among within like via per using i me my us them him""".split()
)


@cache
def frequencies() -> Mapping[str, int]:
    """English words in lower case → how often they were counted."""
    spec = find_spec("symspellpy")
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError("the symspellpy package is not installed")
    text = Path(next(iter(spec.submodule_search_locations)), _LIST).read_text("utf-8-sig")
    parts = text.split()
    return dict(zip(parts[::2], map(int, parts[1::2]), strict=True))


def is_word(token: str) -> bool:
    """True for an English word, a plural or possessive of one, or words joined by hyphens."""
    word = token.casefold().replace("’", "'").removesuffix("'s").strip("'")
    if not word:
        return False
    if "-" in word or "/" in word:
        return all(is_word(part) for part in re.split(r"[-/]", word) if part)
    known = frequencies()
    return word in known or any(
        word.endswith(end) and not word.endswith("ss") and word[: -len(end)] + stem in known
        for end, stem in (("s", ""), ("es", ""), ("ies", "y"))
    )


def is_acronym(token: str) -> bool:
    """`KVM`, `S3`, `IaaS`, `I/O`, `VMs`: two capitals, or a capital with a digit."""
    bare = token.strip(".,;:!?()[]{}\"'“”‘’")
    if bare.isupper() and len(bare) > 1:
        return True
    return sum(c.isupper() for c in bare) >= 2 and len(bare) <= 8
