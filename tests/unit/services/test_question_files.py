"""What a report says of the files of questions in a zip, and of what in it was not looked at."""

from __future__ import annotations

from collections.abc import Sequence

from bot.services.dropped import DroppedFile
from bot.services.question_files import packed_reports, with_packed
from bot.services.quizzes.bank.importing import PackedFile
from bot.services.taught import FAILED, NEW, QUESTIONS, FileReport
from knowledge.exchange import Imported
from knowledge.exchange.packed import TOO_DEEP, TOO_LARGE

TERM = DroppedFile("F1", "term.zip", 100)


class Found:
    """A reader that found these."""

    def __init__(self, *files: PackedFile) -> None:
        self.files = files

    async def read(self, data: bytes, name: str) -> Imported | None:
        return None

    async def packed(self, data: bytes, name: str) -> Sequence[PackedFile]:
        return self.files


async def reports(*files: PackedFile) -> tuple[FileReport, ...]:
    return await packed_reports(Found(*files), TERM, b"PK")


def left(number: int) -> list[PackedFile]:
    return [PackedFile(f"{n}.xml", 0, 7, TOO_LARGE) for n in range(number)]


async def test_each_file_that_is_read_and_each_that_was_left_has_a_line() -> None:
    found = await reports(
        PackedFile("a.gift", 1, 5), PackedFile("b.gift", 2, 6, "not a quiz"), *left(1)
    )
    assert [(one.name, one.status, one.why, one.slack_file) for one in found] == [
        ("term.zip/a.gift", QUESTIONS, "", "F1/1"),
        ("term.zip/b.gift", FAILED, "not a quiz", ""),
        ("term.zip/0.xml", FAILED, TOO_LARGE, ""),
    ]


async def test_of_very_many_that_were_left_the_rest_is_counted() -> None:
    assert [one.why for one in await reports(*left(20))] == [TOO_LARGE] * 20
    assert (await reports(*left(21)))[-1].why.startswith("1 more file in it may be of quiz")
    last = (await reports(*left(30)))[-1]
    assert (last.name, last.why[:13]) == ("term.zip", "10 more files")


async def test_what_is_said_of_the_zip_itself_is_said_once() -> None:
    [whole] = await reports(PackedFile("", 0, 100, "it holds too much"))
    account = FileReport("term.zip", FAILED, "it holds too much")
    assert with_packed(account, [whole]) == [account]
    read = FileReport("term.zip", NEW, slides=3)
    assert with_packed(read, [whole]) == [read, whole]


async def test_what_the_reader_of_lectures_says_stays_where_it_was_not_looked_at_for_questions() -> (
    None
):
    found = await reports(PackedFile("a.gift", 1, 5), PackedFile("in/in.zip", 0, 9, TOO_DEEP))
    protected = "term.zip/in/in.zip: protected with a password"
    warnings = ("term.zip/a.gift: these are quiz questions", protected)
    account, *_ = with_packed(FileReport("term.zip", NEW, warnings=warnings), found)
    assert account.warnings == (protected, f"in/in.zip: {TOO_DEEP}")


async def test_what_is_left_of_a_zip_that_was_read_is_a_warning_and_no_file_that_was_not() -> None:
    found = await reports(PackedFile("data/rows.csv", 0, 9, TOO_LARGE), PackedFile("a.gift", 1, 5))
    account, *others = with_packed(FileReport("term.zip", NEW), found)
    assert account.warnings == (f"data/rows.csv: {TOO_LARGE}",)
    assert [one.name for one in others] == ["term.zip/a.gift"]
    unread = with_packed(FileReport("term.zip", FAILED), found[:1])
    assert [one.status for one in unread] == [FAILED, FAILED]
