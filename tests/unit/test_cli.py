"""The commands: JSON in the contract's shapes, and one line on standard error where something is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main
from config.settings import DEFAULT_COURSE_FILE, Settings

SAMPLE = str(DEFAULT_COURSE_FILE.with_name("lectures") / "sample-lecture.txt")
SECRET = "swordfish-4711"
OPTIONAL_NUMBER = (int, type(None))
OPTIONAL_TEXT = (str, type(None))
SLIDE = {
    "file": str,
    "page": OPTIONAL_NUMBER,
    "lecture": OPTIONAL_NUMBER,
    "slide": OPTIONAL_NUMBER,
    "title": str,
    "bullets": list,
    "notes": str,
    "date": OPTIONAL_TEXT,
}
REPORT = {
    "slides": list,
    "entries": int,
    "acronyms": dict,
    "deadlines": list,
    "repairs": list,
    "dropped": list,
    "warnings": list,
}
DEADLINE = {
    "title": str,
    "kind": str,
    "starts_at": str,
    "ends_at": str,
    "all_day": bool,
    "timezone": str,
    "quote": str,
    "file": str,
    "page": OPTIONAL_NUMBER,
    "confidence": float,
}
ANSWER = {
    "answered": bool,
    "answer": str,
    "confidence": float,
    "kind": str,
    "source": (dict, type(None)),
    "deadline": (dict, type(None)),
    "near_misses": list,
}
SOURCE = {
    "file": str,
    "lecture": OPTIONAL_NUMBER,
    "slide": OPTIONAL_NUMBER,
    "page": OPTIONAL_NUMBER,
    "title": str,
    "date": OPTIONAL_TEXT,
}
NEAR_MISS = {"title": str, "quote": str, "confidence": float}


@dataclass(frozen=True)
class Ended:
    """How a command ended, and what it said."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        assert self.status == 0, self.err
        assert self.err == ""
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        """A JSON value a line."""
        assert self.status == 0, self.err
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def complaint(self) -> str:
        """The one line of a command that could not use its input."""
        assert self.status == 2
        assert self.out == ""
        assert self.err.endswith("\n")
        assert self.err.count("\n") == 1
        return self.err


Lectern = Callable[..., Ended]


@pytest.fixture
def lectern(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Lectern:
    """The command, in an empty folder and with no setting in the environment."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> Ended:
        with pytest.raises(SystemExit) as end:
            main(arguments)
        said = capsys.readouterr()
        assert isinstance(end.value.code, int)
        return Ended(end.value.code, said.out, said.err)

    return run


def assert_shape(value: Any, shape: dict[str, Any]) -> None:
    """Every key of the contract is there with its type; bool is no number here."""
    assert set(shape) <= set(value)
    for key, kind in shape.items():
        kinds: Sequence[type] = kind if isinstance(kind, tuple) else (kind,)
        assert type(value[key]) in kinds, key


def test_build_prints_what_a_lecturer_reads(lectern: Lectern) -> None:
    ended = lectern("build", SAMPLE)
    assert ended.status == 0
    for heading in ("slides", "Acronyms:", "Dates:", "Repairs:", "Left out:", "KVM: Kernel Based"):
        assert heading in ended.out
    assert ended.err == ""


def test_build_as_json_has_the_contract_s_shape(lectern: Lectern) -> None:
    report = lectern("build", SAMPLE, "--json").json
    assert_shape(report, REPORT)
    for slide in report["slides"]:
        assert_shape(slide, SLIDE)
        assert all(type(bullet) is str for bullet in slide["bullets"])
    for deadline in report["deadlines"]:
        assert_shape(deadline, DEADLINE)
    for repair in report["repairs"]:
        assert_shape(repair, {"from": str, "to": str, "evidence": str})
    for dropped in report["dropped"]:
        assert_shape(dropped, {"text": str, "why": str})
    assert report["slides"]
    assert report["repairs"]
    assert report["dropped"]
    assert report["acronyms"]["KVM"] == "Kernel Based Virtual Machines"


def test_build_reads_several_files_and_folders(lectern: Lectern, tmp_path: Path) -> None:
    folder = tmp_path / "lectures"
    folder.mkdir()
    (folder / "one.md").write_text("# Sockets\n\n- A socket is an endpoint.\n")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7")
    ended = lectern("build", str(folder), SAMPLE, "--json")
    report = json.loads(ended.out)
    assert ended.err.startswith("lectern: broken.pdf: ")
    assert {slide["file"] for slide in report["slides"]} == {"one.md", "sample-lecture.txt"}
    assert any("broken.pdf" in warning for warning in report["warnings"])


def test_ask_as_json_has_the_contract_s_shape(lectern: Lectern) -> None:
    answer = lectern("ask", "waht is kmv", "--json").json
    assert_shape(answer, ANSWER)
    assert_shape(answer["source"], SOURCE)
    for near in answer["near_misses"]:
        assert_shape(near, NEAR_MISS)
    assert answer["answered"] is True
    assert answer["answer"].startswith("KVM integrates")
    assert (answer["source"]["lecture"], answer["source"]["slide"]) == (13, 26)
    assert 0 < answer["confidence"] <= 1


def test_a_declined_question_has_the_same_shape(lectern: Lectern) -> None:
    answer = lectern("ask", "How does backpropagation work?", "--json").json
    assert_shape(answer, ANSWER)
    assert answer["answered"] is False
    assert answer["answer"] == ""
    assert answer["kind"] == "none"
    assert answer["source"] is None


def test_a_question_about_a_date_carries_its_deadline(
    lectern: Lectern, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LECTERN_ENV", "test")
    monkeypatch.setenv("LECTERN_NOW", "2021-11-16T12:00:00-08:00")
    answer = lectern("ask", "whens teh checkin due", "--json").json
    assert answer["kind"] == "deadline"
    assert_shape(answer["deadline"], DEADLINE)
    assert datetime.fromisoformat(answer["deadline"]["ends_at"]).utcoffset() is not None


def test_ask_prints_the_answer_with_where_it_stands(lectern: Lectern) -> None:
    ended = lectern("ask", "What is KVM?")
    assert ended.status == 0
    assert "KVM integrates" in ended.out
    assert "Lecture 13, slide 26" in ended.out
    assert "The lecture doesn't say." in lectern("ask", "How does backpropagation work?").out


def test_ask_with_sources_knows_these_and_nothing_else(lectern: Lectern, tmp_path: Path) -> None:
    (tmp_path / "net.md").write_text("# Sockets\n\n- A socket is an endpoint of a connection.\n")
    answer = lectern("ask", "What is a socket?", "--source", "net.md", "--json").json
    assert answer["source"]["file"] == "net.md"
    assert not lectern("ask", "What is KVM?", "--source", "net.md", "--json").json["answered"]


def test_a_lecture_in_another_encoding_is_read(lectern: Lectern, tmp_path: Path) -> None:
    (tmp_path / "old.md").write_bytes("# Café\n\n- The café is open.\n".encode("cp1252"))
    report = lectern("build", "old.md", "--json").json
    assert report["slides"][0]["title"] == "Café"


def test_a_batch_gives_a_line_for_a_line_in_order_with_its_id(
    lectern: Lectern, tmp_path: Path
) -> None:
    """Ids are given back as they were; a hard question takes no other one's answer away."""
    asked: list[tuple[Any, str]] = [
        ("b", "What is KVM?"),
        (7, ""),
        (0.5, "x " * 5_000),
        ("a", "what\u2028does EKS stand for"),
        ("7", "🎉 <!channel> ☃"),
        ("", "What is Xen?"),
    ]
    lines = [json.dumps({"id": id_, "q": q}, ensure_ascii=False) for id_, q in asked]
    (tmp_path / "q.jsonl").write_text("\n\n".join(lines) + "\r\n", encoding="utf-8-sig")
    answers = lectern("ask", "--batch", "q.jsonl").lines
    assert [(type(a["id"]), a["id"]) for a in answers] == [(type(i), i) for i, _ in asked]
    for answer in answers:
        assert_shape(answer, {**ANSWER, "id": (str, int, float)})
    assert [a["answered"] for a in answers] == [True, False, False, True, False, True]


def test_a_batch_may_ask_other_sources(lectern: Lectern, tmp_path: Path) -> None:
    (tmp_path / "net.md").write_text("# Sockets\n\n- A socket is an endpoint of a connection.\n")
    (tmp_path / "q.jsonl").write_text('{"id": 1, "q": "what is a socket"}\n')
    answers = lectern("ask", "--batch", "q.jsonl", "--source", "net.md").lines
    assert answers[0]["source"]["file"] == "net.md"


def test_an_empty_batch_has_no_answers(lectern: Lectern, tmp_path: Path) -> None:
    (tmp_path / "q.jsonl").write_text("\n")
    assert lectern("ask", "--batch", "q.jsonl").lines == []


def test_deadlines_as_json_have_the_contract_s_shape(lectern: Lectern, tmp_path: Path) -> None:
    """Times carry their offset; a date without a time is a date; the reference gives the year."""
    (tmp_path / "plan.md").write_text(
        "# Plan\n\n- Homework 1 due Wed 12/1 @ 11:59p\n- Project proposal due December 3\n"
    )
    zone = ("--reference-date", "2021-11-16", "--timezone", "America/Los_Angeles")
    homework, proposal = lectern("deadlines", "plan.md", *zone, "--json").json
    for item in (homework, proposal):
        assert_shape(item, DEADLINE)
    assert homework["ends_at"] == "2021-12-01T23:59:00-08:00"
    assert homework["timezone"] == "America/Los_Angeles"
    assert (proposal["all_day"], proposal["ends_at"]) == (True, "2021-12-03")


def test_deadlines_in_words_and_none_at_all(lectern: Lectern, tmp_path: Path) -> None:
    assert "2021-" in lectern("deadlines", SAMPLE).out
    (tmp_path / "none.md").write_text("# Sockets\n\n- A socket is an endpoint.\n")
    assert lectern("deadlines", "none.md").out == "No dated items found.\n"
    assert lectern("deadlines", "none.md", "--json").json == []


@pytest.mark.parametrize("environment", ["test", "production"])
def test_the_clock_is_moved_only_in_a_test_environment(
    lectern: Lectern, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, environment: str
) -> None:
    """What is due next depends on now: in 2021 it is the first, today all have passed."""
    (tmp_path / "plan.md").write_text(
        "# Plan\n\n- Homework 1 due 10/1/2021\n- Homework 2 due 12/1/2021\n"
    )
    monkeypatch.setenv("LECTERN_ENV", environment)
    monkeypatch.setenv("LECTERN_NOW", "2021-09-01T12:00:00Z")
    answer = lectern("ask", "what's due?", "--source", "plan.md", "--json").json
    first = answer["deadline"]["ends_at"] == "2021-10-01"
    assert first == (environment == "test"), answer


def test_dates_without_a_year_are_told_of_and_a_chosen_course_file_places_them(
    lectern: Lectern, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sample course's term says nothing of other lectures."""
    (tmp_path / "a.md").write_text("# Work\n\n- Essay due Friday 12/3 at noon\n")
    told = "a.md: 1 date could not be placed"
    (warning,) = json.loads(lectern("build", "a.md", "--json").out)["warnings"]
    assert warning.startswith(told)
    listed = lectern("deadlines", "a.md", "--json")
    assert (listed.status, json.loads(listed.out)) == (0, [])
    assert listed.err.startswith(f"lectern: {told}")
    own = tmp_path / "own.yaml"
    own.write_text(
        "course: {id: x, code: X 1, name: X, timezone: UTC, term: {starts: 2023-09-04}}\n"
    )
    monkeypatch.setenv("LECTERN_CONFIG", str(own))
    assert json.loads(lectern("build", "a.md", "--json").out)["warnings"] == []
    placed = lectern("deadlines", "a.md", "--json")
    assert [item["ends_at"] for item in json.loads(placed.out)] == ["2023-12-03T12:00:00+00:00"]
    assert placed.err == ""
