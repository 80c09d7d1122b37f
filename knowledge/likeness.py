"""Words that look alike and are not of one family: their vectors are near because their letters are.

A static embedding adds up pieces of words, so "genotype" and "phenotype" come out nearly the same.
Where words share most of their letters, only a common root with endings that make other words of it
counts: "competition" and "competitive", not "covariance" and "covariate".
"""

from __future__ import annotations

from rapidfuzz.distance import OSA, Postfix, Prefix

_ENDINGS = frozenset(
    """a able acies acy al ally ance ant ants ar ary ate ated ates ating ation ational ations ative be e ed en ence ent ents er ers
    es ful ia ial ian ic ical ically ics ied ier ies ify ified in ine ing ings ion ional ions ious ise ised iser ising
    isation ish ism ist istic ists ite ities ition itional ity ive ively ization ize ized izer izes izing less ly me ment
    mental ments mes nation ness or ors ory ous ption ptions s se sed sis sing sion sive ss t te ted tic tical ties tion tional tive tor ty
    ual um ure us y ys yse yses ysis yze""".split()
)
_ROOT = 4
_ALIKE, _LONG = 0.6, 5


def is_double(word: str, other: str) -> bool:
    """Do two words look alike without being of one family?"""
    return _look_alike(word, other) and not _are_family(word, other)


def _look_alike(word: str, other: str) -> bool:
    if OSA.normalized_similarity(word, other) >= _ALIKE:
        return True
    shared = max(Prefix.similarity(word, other), Postfix.similarity(word, other))
    return shared >= _LONG


def _are_family(word: str, other: str) -> bool:
    shared = int(Prefix.similarity(word, other))
    return any({word[at:], other[at:]} <= _ENDINGS | {""} for at in range(shared, _ROOT - 1, -1))
