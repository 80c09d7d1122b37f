"""Languages: told for a file from all its slides, for a slide only where it has words enough."""

from __future__ import annotations

import pytest

from knowledge.readers import read_bytes

GERMAN = "# Grundrechte\n\n- Grundrechte sind Abwehrrechte des Bürgers gegen den Staat\n"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("# Caches\n\nA cache is small and keeps what was used; it is near the processor.\n", "en"),
        (GERMAN, "de"),
        ("# Objetivos\n\nEntender el flujo de trabajo en la nube y los contenedores\n", "es"),
        ("# Réseaux\n\nLes paquets sont envoyés par le réseau dans des trames\n", "fr"),
        (
            "# Процессы\n\nПроцесс это программа во время выполнения, у него есть память и потоки\n",
            "ru",
        ),
    ],
)
def test_the_language_of_a_file_and_of_its_slides_is_told(text: str, language: str) -> None:
    reading = read_bytes(text.encode(), "a.md")
    assert reading.language == language
    assert {s.language for s in reading.slides} == {language}


def test_a_slide_of_few_words_or_of_foreign_terms_has_its_files_language() -> None:
    text = (
        GERMAN * 3
        + "# Docker\n\n- Container\n- Kubernetes Pod Service Ingress Deployment Load Balancer Cluster\n"
    )
    assert {s.language for s in read_bytes(text.encode(), "a.md").slides} == {"de"}


def test_a_whole_slide_in_another_language_is_told_from_the_rest() -> None:
    text = (
        GERMAN * 3
        + "# Quote\n\nThe rights of the people are not to be taken from them by the state or by its courts\n"
    )
    assert [s.language for s in read_bytes(text.encode(), "a.md").slides][-1] == "en"


def test_what_is_too_short_for_a_language_has_none() -> None:
    reading = read_bytes(b"# KVM\n\n- IaaS\n", "a.md")
    assert reading.language is None
    assert reading.slides[0].language is None
