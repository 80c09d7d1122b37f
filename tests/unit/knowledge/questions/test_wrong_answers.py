"""Wrong answers that somebody may take for right, and that nothing sorts out at sight."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from knowledge.questions import QuizKind, QuizQuestion, draft_questions
from knowledge.questions.choices import Choosing, Names, Nearness, Wanted, stands_out
from knowledge.questions.known import Known
from knowledge.questions.of_acronyms import Acronyms
from knowledge.questions.other_words import OtherWords
from tests.unit.knowledge.questions.decks import built

SEEDS = range(12)
NETWORKS = """# Networks

- The Transmission Control Protocol (TCP) is a protocol that delivers bytes in their order
- The Simple Network Management Protocol (SNMP) is how the state of a device is asked for
- The Domain Name System (DNS) is a directory of the names of the hosts of the network
- Extract, Transform, Load (ETL) is the way of data into a warehouse of the company
- The rule of the European Union (EU) holds for the data of the people who live there

---

# Order

- TCP, SNMP, DNS, ETL and EU come in turn
"""
LONG = (
    "Transmission Control Protocol",
    "Simple Network Management Protocol",
    "Domain Name System",
)
VOLCANOES = """# Volcanic rocks

- Basalt: a dark rock with little silica that flows far as a lava
- Rhyolite: a pale rock with much silica that hardly flows at all
- Andesite: a grey rock between the two that builds steep cones

---

# Stones of builders

- Granite: a coarse stone of the deep crust that is cut for stairs
- Marble: a white stone of old reefs that is cut for statues
- Slate: a grey stone of old mud that is split for roofs
"""
MUSIC = """# Intervals

- Perfect intervals: unison, fourth, fifth, octave
- Imperfect intervals: second, third, sixth, seventh

---

# Triads

- A triad is a chord of three notes stacked in thirds
- Diminished triad: two minor thirds on top of each other in one chord
- Augmented triad: two major thirds on top of each other in one chord
"""


def initials(long: str) -> str:
    return "".join(word[0] for word in long.split())


def over_seeds(folder: Path, **texts: str) -> list[QuizQuestion]:
    build = built(folder, **texts)
    return [q for seed in SEEDS for q in draft_questions(build, seed=seed).questions]


def test_the_right_long_form_is_not_the_one_of_the_commonest_words(tmp_path: Path) -> None:
    """Whoever takes each word that most choices have must not arrive at the answer."""
    asked = [q for q in over_seeds(tmp_path, nets=NETWORKS) if q.kind is QuizKind.ACRONYM]
    assert {q.answer for q in asked} >= {"Transmission Control Protocol"}
    for q in asked:
        for words in zip(*(c.split() for c in q.choices), strict=True):
            assert set(Counter(words).values()) in ({4}, {2}, {1})


def test_a_false_long_form_differs_in_one_word(tmp_path: Path) -> None:
    build = built(tmp_path, nets=NETWORKS)
    drafts = (d for seed in SEEDS for d in Acronyms(Known.of(build, seed)).drafts())
    halves = [d.question for d in drafts if d.question.kind is QuizKind.TRUE_FALSE]
    told = {q.question for q in halves if q.answer == "False"}
    assert len(told) >= 3
    for question in told:
        words = set(re.findall(r"\w+", question))
        rights = [long for long in LONG if initials(long) in words]
        assert [len(set(long.split()) - words) for long in rights] == [1]


def test_the_odd_one_out_is_not_the_only_one_without_a_word(tmp_path: Path) -> None:
    text = (
        "# Systems\n\n- System structures: layered architecture, event architecture, tiered architecture\n"
        "- Team structures: pair of experts, band of guests, client architecture\n"
        "- A system is what the parts of it make of it and of the rest\n"
    )
    asked = [q for q in over_seeds(tmp_path, systems=text) if q.kind is QuizKind.ODD_ONE_OUT]
    assert asked
    assert not any(sum("rchitecture" in c for c in q.choices) == 3 for q in asked)


def test_a_short_form_whose_words_have_no_likely_others_is_not_asked_for(tmp_path: Path) -> None:
    asked = [q.question for q in over_seeds(tmp_path, nets=NETWORKS)]
    assert not any("“ETL”" in q or "“EU”" in q for q in asked)


@pytest.mark.parametrize(
    ("name", "at"),
    [("Least Recently Used", 0), ("Copy On Write", 2), ("Extract Transform Load", 0)],
)
def test_a_word_that_is_no_noun_or_adjective_is_not_exchanged(name: str, at: int) -> None:
    assert OtherWords(lambda a, b: 0.3, ()).instead(name.split(), at) == ()


def test_an_adjective_stands_for_an_adjective_and_a_plural_for_a_plural() -> None:
    others = OtherWords(lambda a, b: 0.3, ())
    assert "Visual" in others.instead(["Virtual", "Machines"], 0)
    assert all(w.endswith("s") for w in others.instead(["Virtual", "Machines"], 1))
    assert others.instead(["Virtual"], 0) == ()


def test_no_word_stands_for_another_that_begins_with_it() -> None:
    others = OtherWords(lambda a, b: 0.3, ["local net service", "transfer node"])
    assert "Net" not in others.instead(["Local", "Area", "Network"], 2)
    assert "Node" in others.instead(["Local", "Area", "Network"], 2)


def test_what_stands_in_no_list_with_the_answer_is_no_choice_beside_what_does(
    tmp_path: Path,
) -> None:
    terms = [q for q in over_seeds(tmp_path, rocks=VOLCANOES) if q.kind is QuizKind.TERM]
    lists = ({"Basalt", "Rhyolite", "Andesite"}, {"Granite", "Marble", "Slate"})
    assert {frozenset(q.choices) for q in terms} == set(map(frozenset, lists))


def test_items_of_the_list_beside_it_are_the_wrong_answers_of_a_list(tmp_path: Path) -> None:
    perfect = {"Unison", "Fourth", "Fifth", "Octave"}
    imperfect = {"Second", "Third", "Sixth", "Seventh"}
    lists = {QuizKind.MEMBER, QuizKind.ODD_ONE_OUT}
    asked = [q for q in over_seeds(tmp_path, music=MUSIC) if q.kind in lists]
    assert asked
    for q in asked:
        assert set(q.choices) <= perfect | imperfect
        assert q.answer in q.choices


def test_what_holds_for_the_kind_is_no_false_meaning(tmp_path: Path) -> None:
    """An augmented triad is a triad as well."""
    halves = [q for q in over_seeds(tmp_path, music=MUSIC) if q.kind is QuizKind.TRUE_FALSE]
    assert halves
    assert not any("mented triad” as “a chord of three" in q.question for q in halves)
    assert not any("nished triad” as “a chord of three" in q.question for q in halves)


def test_a_share_of_a_whole_is_never_more_than_all_of_it(tmp_path: Path) -> None:
    text = "# Crust\n\n- Silicates make up over 90 percent of the crust of the Earth\n"
    numbers = [q for q in over_seeds(tmp_path, crust=text) if q.kind is QuizKind.NUMBER]
    assert numbers
    assert all(float(choice) <= 100 for q in numbers for choice in q.choices)


def test_the_singular_is_no_wrong_answer_for_the_plural() -> None:
    choosing = Choosing(Nearness(), Names(), seed=1)
    others = ["Fósil guía", "Discordancia", "Inclusión", "Superposición"]
    wrong = choosing.wrong(Wanted("Fósiles guía", agrees=False), [others])
    assert set(wrong) == set(others[1:])


def test_a_list_with_too_few_sisters_is_not_filled_up_from_elsewhere() -> None:
    """One sister beside two strangers leaves two choices to think about."""
    choosing = Choosing(Nearness(), Names(), seed=1)
    pools = [["Ectoparasite"], ["Mutualism", "Infection", "Symbiosis"]]
    found = choosing.wrong(Wanted("Endoparasite"), pools, least=2)
    assert set(found) == {"Mutualism", "Infection", "Symbiosis"}
    assert choosing.wrong(Wanted("Endoparasite"), [["Ectoparasite"]], least=2) == ()


OFFICES = """# What an office needs

- Public acceptance: the community trusts and supports the organization
- Regular schedule: every letter is opened on the day on which it came
- Spare rooms: what is not at hand lies in the house across the yard
"""


def test_a_name_of_everyday_words_that_its_meaning_tells_is_not_asked_for(tmp_path: Path) -> None:
    terms = [q for q in over_seeds(tmp_path, offices=OFFICES) if q.kind is QuizKind.TERM]
    assert "Public acceptance" not in {q.answer for q in terms}


def test_the_nearest_in_meaning_stands_out() -> None:
    told, wrong = "the community trusts and supports the organization", ["Spare rooms", "Schedule"]
    near = Nearness()
    assert stands_out(near, told, "Public acceptance", wrong, everyday=True)
    assert not stands_out(near, told, "Schedule", ["Public acceptance", "Rooms"], everyday=True)


def test_a_short_form_that_no_other_slide_uses_is_not_asked_for(tmp_path: Path) -> None:
    once = NETWORKS.split("---", maxsplit=1)[0]
    assert not any("stands for" in q.question for q in over_seeds(tmp_path / "once", nets=once))
    titled = once.replace("# Networks", "# TCP")
    asked = [q for q in over_seeds(tmp_path / "titled", nets=titled) if "TCP" in q.question]
    assert asked


@pytest.mark.parametrize(
    "line",
    [
        "The Revealed Preference (RP) is read off what people buy on a market",
        "The Framework Convention on Climate Change (UNFCCC) is a treaty of many states",
    ],
)
def test_two_letters_and_a_part_of_the_name_are_not_asked(tmp_path: Path, line: str) -> None:
    text = f"# Markets\n\n- {line}\n\n---\n\n# Treaties\n\n- RP and UNFCCC come up again here\n"
    assert not any("stand" in q.question for q in over_seeds(tmp_path, markets=text))


def test_a_short_form_that_its_name_spells_is_not_asked_for(tmp_path: Path) -> None:
    pairs = (
        ("Acetylcholinesterase", "AChE"),
        ("Acetylcholine", "ACh"),
        ("Adenosine monophosphate", "AMP"),
        ("Arginine vasopressin", "AVP"),
    )
    text = "# Names\n\n" + "".join(f"- {long} ({short}) is a substance\n" for long, short in pairs)
    text += "\n---\n\n# Order\n\n- AChE, ACh, AMP and AVP come in turn\n"
    asked = over_seeds(tmp_path, names=text)
    assert not any(q.kind is QuizKind.SHORT_FORM for q in asked)
