"""What a question tells of its answer."""

from __future__ import annotations

import pytest

from knowledge.questions.telling import abbreviates, gives_away, hints


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("tmpfs", "a temporary file storage that lives in memory"),
        ("objfs", "a file system of dynamic kernel objects"),
        ("zfs", "the Zettabyte Filesystem, a volume manager"),
        ("mnt", "a point to mount a disk at"),
    ],
)
def test_a_name_is_short_for_the_words_it_is_made_of(name: str, text: str) -> None:
    assert abbreviates(name, text)


def test_a_name_is_not_short_for_words_that_only_share_letters() -> None:
    assert not abbreviates("procfs", "a file system of dynamic kernel objects")
    assert not abbreviates("srv", "the root of all that a person installs")


@pytest.mark.parametrize(
    ("meaning", "choices"),
    [
        ("By alt text, hidden from sighted users", ["byAltText", "byTitle", "byText", "byRole"]),
        ("Local hierarchy of the machine", ["/usr/local", "/usr/bin", "/home", "/root"]),
        ("Essential shared libraries of the system", ["/lib", "/srv", "/opt", "/bin"]),
        ("A file system kept in temporary memory", ["tmpfs", "procfs", "ext", "ufs"]),
    ],
)
def test_a_name_spelt_as_one_word_is_read_as_the_words_in_it(
    meaning: str, choices: list[str]
) -> None:
    assert gives_away(f"What is described as “{meaning}”?", choices, choices[0])


def test_what_most_choices_share_with_the_question_tells_none_of_them() -> None:
    choices = ["Executed consideration", "Past consideration", "Executory consideration"]
    assert not gives_away("Which consideration is given at once?", choices, choices[0])


def test_words_that_hold_sentences_together_tell_nothing_in_any_language() -> None:
    choices = ["Die Zelle teilt sich", "Geschäftsfähig ist ein Erwachsener", "Die Annahme zählt"]
    assert gives_away("Was sagt die Vorlesung über „Geschäftsfähigkeit“?", choices, choices[1])


def test_a_meaning_hints_at_the_term_whose_words_it_uses() -> None:
    assert hints("byDisplayValue", "By the value of a form field")
    assert not hints("Lysosome", "Breaks down waste with enzymes")
