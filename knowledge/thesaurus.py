"""Common knowledge of the field, for finding only: nothing from here is ever quoted.

Students and slides use different words for the same thing. Groups are stems of words that may stand
for one another; kinds name what a thing is an instance of; topics tell what a slide without a title
is about, where enough of the topic's own words stand on it.
"""

from __future__ import annotations

from knowledge.model import Slide
from knowledge.normalise import stem, terms

GROUPS: tuple[frozenset[str], ...] = tuple(
    frozenset(stem(w) if w.islower() else w for w in group.split())
    for group in (
        "need require must mandatory compulsory obligatory",
        "hardware hw",
        "software sw",
        "app application",
        "replace supersede",
        "goal objective aim",
        "chapter ch",
        "read chapter ch",
        "lightweight lighter light",
        "homework assignment",
        "tutorial tut",
        "talk presentation",
        "offer offering service",
        "managed service",
        "hybrid blend mix",
        "multi multiple",
        "hypervisor vmm",
        "aws amazon",
        "azure microsoft",
        "gcp google",
        "k8s kubernetes",
        "db database",
        "speed performance fast",
        "repo repository",
        "config configuration",
        "auth authentication",
        "vm vms",
        "start begin launch",
        "alternative option substitute",
        "benefit advantage pro pros strength upside",
        "drawback disadvantage con cons limitation downside weakness shortcoming pitfall challenge",
        "drawback disadvantage con cons downside problem",
        "two 2",
        "three 3",
        "four 4",
        "five 5",
        "six 6",
        "seven 7",
        "eight 8",
        "nine 9",
        "ten 10",
        "first 1st",
        "second 2nd",
        "third 3rd",
        "fourth 4th",
        "picture image figure",
        "error mistake bug",
    )
)

KINDS: dict[str, frozenset[str]] = {
    stem(kind): frozenset(stem(w) for w in instances.split())
    for kind, instances in {
        "format": "json xml html csv yaml pdf ascii",
        "provider": "aws azure google amazon ibm microsoft",
        "vendor": "aws azure google amazon ibm microsoft",
        "verb": "get post put delete patch",
        "method": "get post put delete patch",
        "protocol": "http https soap tcp udp ftp smtp ssh",
        "hypervisor": "kvm xen virtualbox vmware esxi",
        "database": "mysql postgresql sqlite mongodb redis oracle dynamodb",
        "language": "python java javascript rust go ruby",
    }.items()
}

_TOPICS: dict[str, frozenset[str]] = {
    "REST representational state transfer": frozenset(
        stem(w) for w in "stateless uri web resources http get put delete soap services".split()
    ),
    "TCP transmission control protocol": frozenset(
        stem(w)
        for w in "handshake segment acknowledgement retransmission congestion window ack syn".split()
    ),
    "version control git": frozenset(
        stem(w) for w in "commit branch merge push pull repository rebase".split()
    ),
    "object-oriented programming": frozenset(
        stem(w) for w in "class inheritance polymorphism encapsulation object method".split()
    ),
    "relational databases SQL": frozenset(
        stem(w) for w in "table join select primary foreign key relation tuple".split()
    ),
}
_ENOUGH = 4


def heading_of(slide: Slide) -> str:
    """The slide's title; for one without, the topic that at least four of its words speak for."""
    if slide.title:
        return slide.title
    own = frozenset(terms("\n".join(b.text for b in slide.bullets)))
    best = max(_TOPICS, key=lambda topic: len(_TOPICS[topic] & own))
    return best if len(_TOPICS[best] & own) >= _ENOUGH else ""
