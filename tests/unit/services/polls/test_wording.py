"""One typed line: what it says, and what is answered where it says no poll."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.services.polls.drafts import DAILY, EACH_CLASS, WEEKLY, Draft, Unclear
from bot.services.polls.ports import MULTI, RANKED, SCALE, SINGLE, TEXT, WORDS
from bot.services.polls.wording import parse

TACOMA = ZoneInfo("America/Los_Angeles")
NOW = datetime(2021, 11, 20, 18, 0, tzinfo=UTC)
"""Saturday, ten in the morning in Tacoma."""


def read(text: str, now: datetime = NOW) -> Draft:
    found = parse(text, now, TACOMA)
    assert isinstance(found, Draft), found
    return found


def unclear(text: str, now: datetime = NOW) -> Unclear:
    found = parse(text, now, TACOMA)
    assert isinstance(found, Unclear), found
    assert found.typed == text
    return found


HYPERVISOR = ("Which is a type-1 hypervisor?", ("KVM", "VirtualBox"))


@pytest.mark.parametrize(
    "line",
    [
        '"Which is a type-1 hypervisor?" "KVM" "VirtualBox"',
        "“Which is a type-1 hypervisor?” “KVM” “VirtualBox”",
        "”Which is a type-1 hypervisor?” ”KVM” ”VirtualBox”",
        "„Which is a type-1 hypervisor?“ „KVM“ „VirtualBox“",
        "„Which is a type-1 hypervisor?” „KVM” „VirtualBox”",
        "« Which is a type-1 hypervisor? » « KVM » « VirtualBox »",
        "»Which is a type-1 hypervisor?« »KVM« »VirtualBox«",
        "'Which is a type-1 hypervisor?' 'KVM' 'VirtualBox'",
        "‘Which is a type-1 hypervisor?’ ‘KVM’ ‘VirtualBox’",
        '"Which is a type-1 hypervisor?” “KVM" “VirtualBox”',
        '"Which is a type-1 hypervisor?", "KVM", "VirtualBox"',
        '"Which is a type-1 hypervisor?"\n"KVM"\n"VirtualBox"',
        'Which is a type-1 hypervisor? "KVM" "VirtualBox"',
        'Which is a type-1 hypervisor? "KVM" or "VirtualBox"',
        '"Which is a type-1 hypervisor?" KVM, VirtualBox',
        "Which is a type-1 hypervisor? KVM, VirtualBox",
        "Which is a type-1 hypervisor? KVM or VirtualBox",
        "Which is a type-1 hypervisor? KVM | VirtualBox",
        "Which is a type-1 hypervisor? KVM; VirtualBox",
        "Which is a type-1 hypervisor? KVM / VirtualBox",
        "Which is a type-1 hypervisor? KVM/VirtualBox",
        "Which is a type-1 hypervisor?\nKVM\nVirtualBox",
        "Which is a type-1 hypervisor?\nKVM, VirtualBox",
        "Which is a type-1 hypervisor?\n- KVM\n- VirtualBox",
        "Which is a type-1 hypervisor?\n• KVM\n• VirtualBox",
        "Which is a type-1 hypervisor?\n-KVM\n-VirtualBox",
        "Which is a type-1 hypervisor?\n1. KVM\n2. VirtualBox",
        "Which is a type-1 hypervisor?\n1) KVM\n2) VirtualBox",
        "Which is a type-1 hypervisor?\na) KVM\nb) VirtualBox",
        "Which is a type-1 hypervisor?\n[ ] KVM\n[ ] VirtualBox",
        "Which is a type-1 hypervisor? 1. KVM 2. VirtualBox",
        "Which is a type-1 hypervisor? (a) KVM (b) VirtualBox",
        "Which is a type-1 hypervisor? A. KVM B. VirtualBox",
        "Which is a type-1 hypervisor? - KVM - VirtualBox",
        "Which is a type-1 hypervisor? • KVM • VirtualBox",
        "Which is a type-1 hypervisor?\tKVM\tVirtualBox",
    ],
)
def test_question_and_options_are_read_however_they_are_typed(line: str) -> None:
    draft = read(line)
    assert (draft.question, draft.options) == HYPERVISOR
    assert draft.kind == SINGLE


@pytest.mark.parametrize(
    ("line", "question", "options"),
    [
        ("Lunch? Pizza, Sushi or Tacos", "Lunch?", ("Pizza", "Sushi", "Tacos")),
        ("Lunch? Pizza, Sushi, or Tacos", "Lunch?", ("Pizza", "Sushi", "Tacos")),
        ("Lunch? Mac and cheese, Sushi", "Lunch?", ("Mac and cheese", "Sushi")),
        ("Lunch? Pizza (thin, crispy), Sushi", "Lunch?", ("Pizza (thin, crispy)", "Sushi")),
        ('Lunch? "Fish, chips", "Sushi"', "Lunch?", ("Fish, chips", "Sushi")),
        ("Lunch? Fish, chips | Sushi", "Lunch?", ("Fish, chips", "Sushi")),
        ("Lunch: Pizza, Sushi", "Lunch", ("Pizza", "Sushi")),
        ("Pizza or sushi?", "Pizza or sushi?", ("Pizza", "sushi")),
        ("What now? Really? A, B", "What now? Really?", ("A", "B")),
        ("Lunch? Pizza?, Sushi?", "Lunch?", ("Pizza?", "Sushi?")),
        ("How many? 1,000, 2,000", "How many?", ("1,000", "2,000")),
        ("What is -5 + 3? 2, -2", "What is -5 + 3?", ("2", "-2")),
        ('What does "KVM" mean? This, That', 'What does "KVM" mean?', ("This", "That")),
        ('"Who\'s right?" "It\'s KVM" "Don\'t know"', "Who's right?", ("It's KVM", "Don't know")),
        ("‘Who’s right?’ ‘It’s KVM’ ‘Don’t know’", "Who’s right?", ("It’s KVM", "Don’t know")),
        ('"Which screen?" "A 13" one" "A 15" one"', "Which screen?", ('A 13" one', 'A 15" one')),
        ('"He said \\"hi\\"?" "yes" "no"', 'He said "hi"?', ("yes", "no")),
        ("Why\nnot?\n• a\n• b", "Why\nnot?", ("a", "b")),
        (
            "Hi all,\nwhen shall we meet?\n10am\n11am",
            "Hi all,\nwhen shall we meet?",
            ("10am", "11am"),
        ),
        ("Which asks?\nWhy?\nBecause.", "Which asks?", ("Why?", "Because.")),
        ("Lunch?\nPizza?\nSushi?", "Lunch?", ("Pizza?", "Sushi?")),
        ("What is 3 - 2? 1, 5", "What is 3 - 2?", ("1", "5")),
        ("Ready? - yes, no", "Ready?", ("yes", "no")),
        ("Pizza vs. sushi?", "Pizza vs. sushi?", ("Pizza", "sushi")),
        ("Is 3 > 2? Yes/No/Not sure", "Is 3 > 2?", ("Yes", "No", "Not sure")),
        ("Done? Pizza and/or pasta, Sushi", "Done?", ("Pizza and/or pasta", "Sushi")),
        ("KVM is a hypervisor. True / False", "KVM is a hypervisor.", ("True", "False")),
        ("True or false: KVM is new", "True or false: KVM is new", ("True", "false")),
        ("When? 12/1, 12/2 or 12/3", "When?", ("12/1", "12/2", "12/3")),
        ("😀? 👍, 👎", "😀?", ("👍", "👎")),
        ("متى؟ اليوم، غدا", "متى؟", ("اليوم", "غدا")),
        ("State-of-the-art? -one, -two", "State-of-the-art?", ("-one", "-two")),
        (
            'Was heißt "idempotent"? "Stets gleich" "Nie gleich"',
            'Was heißt "idempotent"?',
            ("Stets gleich", "Nie gleich"),
        ),
        (
            "Was heißt „idempotent“? „Stets gleich“ „Nie“",
            "Was heißt „idempotent“?",
            ("Stets gleich", "Nie"),
        ),
        ("What does 'x' mean? 'a' , 'b'", "What does 'x' mean?", ("a", "b")),
        ('Pick the "best" cell: "root" "leaf"', 'Pick the "best" cell:', ("root", "leaf")),
        ('Take the "best" one "root" "leaf"', 'Take the "best" one', ("root", "leaf")),
        ('Which screen? "A 13" one" "A 15" one"', "Which screen?", ('A 13" one', 'A 15" one')),
        ("Lunch? :pizza: Pizza, :sushi: Sushi", "Lunch?", (":pizza: Pizza", ":sushi: Sushi")),
        ("Lunch?: Pizza, Sushi", "Lunch?", ("Pizza", "Sushi")),
        ("Lunch?Pizza,Sushi", "Lunch?", ("Pizza", "Sushi")),
        ("昼ご飯は？ピザ、寿司", "昼ご飯は？", ("ピザ", "寿司")),
        ("「昼ご飯は？」「ピザ」「寿司」", "昼ご飯は？", ("ピザ", "寿司")),
        ("http://a.b/?c=d or e?", "http://a.b/?c=d or e?", ("http://a.b/?c=d", "e")),
        (":pizza: or :sushi:?", ":pizza: or :sushi:?", (":pizza:", ":sushi:")),
        (
            "Blood? A positive, B positive, O positive",
            "Blood?",
            ("A positive", "B positive", "O positive"),
        ),
        ("Blood? type O, type y", "Blood?", ("type O", "type y")),
        ("Hi all! Pizza or sushi?", "Hi all! Pizza or sushi?", ("Pizza", "sushi")),
        ("¿Café o té?", "¿Café o té?", ("Café", "té")),
    ],
)
def test_separators_are_told_from_text(line: str, question: str, options: tuple[str, ...]) -> None:
    draft = read(line)
    assert (draft.question, draft.options) == (question, options)


@pytest.mark.parametrize("line", ["Ready to move on?", "--yesno Ready to move on", "Lunch? --yesno"])  # fmt: skip
def test_a_question_without_options_is_yes_or_no(line: str) -> None:
    assert read(line).options == ("Yes", "No")


@pytest.mark.parametrize(
    ("line", "options"),
    [
        ("Ist das klar?", ("Ja", "Nein")),
        ("Hat die Klausur gut geklappt?", ("Ja", "Nein")),
        ("Noch Fragen? --anonym", ("Ja", "Nein")),
        ("--yesno Sollen wir weitermachen", ("Ja", "Nein")),
        ("Ready? --janein", ("Ja", "Nein")),
        ("Est-ce que c’est clair ?", ("Oui", "Non")),
        ("Avez-vous compris la différence ?", ("Oui", "Non")),
        ("Compris ? --oui-non", ("Oui", "Non")),
        ("¿Listos?", ("Sí", "No")),
        ("Está claro hasta aquí?", ("Sí", "No")),
        ("Listos --sí-no", ("Sí", "No")),
        ("Verstanden? ja/nein", ("ja", "nein")),
        ("War games?", ("Yes", "No")),
        ("Was it clear?", ("Yes", "No")),
        ("Did you see Die Zauberflöte?", ("Yes", "No")),
        ("Is “Was ist das?” a question?", ("Yes", "No")),
    ],
)
def test_yes_and_no_are_in_the_language_of_the_question_or_of_the_flag(
    line: str, options: tuple[str, ...]
) -> None:
    assert read(line).options == options


@pytest.mark.parametrize("said", ["yes", "ja", "Oui", "1"])
def test_the_right_one_of_yes_and_no_may_be_named_in_another_language(said: str) -> None:
    draft = read(f"Ist KVM ein Hypervisor? --correct {said}")
    assert (draft.options, draft.settings.correct) == (("Ja", "Nein"), ("1",))


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("", "no question"),
        ("   ", "no question"),
        ("--anon", "no question"),
        ("- Pizza\n- Sushi", "no question"),
        ("Pizza, Sushi, Tacos", "no question"),
        ("What is a hypervisor?", "no answers"),
        ("¿Qué es un hipervisor?", "no answers"),
        ("¿Cuáles son los tipos?", "no answers"),
        ("Wie heißt das?", "no answers"),
        ("Should we start at 9 or 10?", "no answers"),
        ("Ready to move on", "no answers"),
        ("Lunch? Pizza", "only one option"),
        ("Lunch? Pizza Sushi", "one option only"),
        ("Lunch? Pizza, pizza ", "the same"),
        ('"Q?" "A" B', "outside the quotes"),
        ('"Q?" "A" "B', "never closed"),
        ("Rank them? --ranked", "no options"),
        ("Pace? --scale 7", "1 to 5"),
        ('"Pace?" "a" "b" "c" --scale', "two ends"),
        ('"Q?" "A" "B" --text', "own answers"),
        ("Q? a, b --text --ranked", "together"),
        ("Q? a, b --ranked --multi 2", "together"),
        ('"Q?" "a" "b" --yesno', "already"),
        ("Pace? --scale --correct 1", "no correct answer"),
        ("What? --text --add", "cannot add"),
        ("Q? a, b --anonymous --named", "together"),
        ("Q? a, b --multi --single", "together"),
        ("Q? a, b --multi 0", "how many"),
        ("Q? a, b --multi -1", "how many"),
        ("Q? " + ", ".join(map(str, range(200))), "200 options"),
        (f"Q? {'a' * 501}, b", "501 characters"),
        (f"{'a' * 2_001}? a, b", "2,002 characters"),
        ("Q? " + ", ".join(f"{n}{'a' * 490}" for n in range(30)), "together"),
    ],
)
def test_what_is_no_poll_is_told_with_what_is_wrong(line: str, wrong: str) -> None:
    found = unclear(line)
    assert any(wrong in problem.wrong for problem in found.problems), found.problems
    assert all(problem.fix for problem in found.problems)


def test_one_option_alone_stays_in_the_example() -> None:
    assert unclear('"¿Listos?" "Sí"').problem.example == '"¿Listos?" "Sí" "another answer"'
    assert unclear("Bereit? Ja --anon").problem.example == '"Bereit?" "Ja" "another answer" --anon'


@pytest.mark.parametrize("line", ["Q? a, b --every month", "Q? a, b --every 2 weeks"])
def test_how_often_is_no_part_of_the_options_where_it_is_not_understood(line: str) -> None:
    found = unclear(line)
    assert "how often" in found.problem.wrong
    assert found.draft.options == ("a", "b")


def test_the_example_is_made_of_what_was_typed() -> None:
    assert unclear("Lunch? Pizza Sushi").problem.example == '"Lunch?" "Pizza" "Sushi"'
    assert unclear("Q? a, b --anonymus --hide").problem.example == "Q? a, b --anonymous --hide"


def test_what_was_understood_is_kept_beside_what_was_not() -> None:
    draft = unclear("Lunch? Pizza, Sushi --anon --multi --close soon").draft
    assert (draft.kind, draft.question, draft.options) == (MULTI, "Lunch?", ("Pizza", "Sushi"))
    assert draft.settings.anonymous


# Flags


@pytest.mark.parametrize(
    "flag",
    ["--anonymous", "--anon", "--secret", "—anon", "–anonymous", "-anon", "--Anonymous", "-- anonymous", "--anonymous=yes"],
)  # fmt: skip
@pytest.mark.parametrize(
    "line", ["Lunch? Pizza, Sushi {}", "{} Lunch? Pizza, Sushi", "Lunch? {} Pizza, Sushi", '"Lunch?" "Pizza" {} "Sushi"']
)  # fmt: skip
def test_a_flag_is_known_in_many_words_and_anywhere(flag: str, line: str) -> None:
    if flag == "-- anonymous" and not line.endswith("{}"):
        return
    draft = read(line.format(flag))
    assert draft.settings.anonymous
    assert (draft.question, draft.options) == ("Lunch?", ("Pizza", "Sushi"))


@pytest.mark.parametrize(
    ("line", "settings"),
    [
        ("--geheim --mehrfach 2 --bis 14:30", (True, 2, False)),
        ("--anónimo --máximo 2 --cerrar 30 minutos", (True, 2, False)),
        ("--anonimo --varias 2 --ocultar --hasta mañana 9:00", (True, 2, True)),
        ("--anonym --schließen in 10 Minuten --auswahl 2 --verbergen", (True, 2, True)),
        ("--anonyme --plusieurs 2 --fermer 10 minutes --cacher", (True, 2, True)),
    ],
)
def test_flags_are_known_in_other_languages(line: str, settings: tuple[bool, int, bool]) -> None:
    draft = read(f"Q? a, b, c {line}")
    assert draft.options == ("a", "b", "c")
    made = draft.settings
    assert (made.anonymous, made.most, made.hidden) == settings
    assert made.closes_after or draft.closes_at


@pytest.mark.parametrize("line", ["--skala 10 leicht schwer", "--escala 10 leicht schwer", "--bewertung 10 leicht schwer"])  # fmt: skip
def test_a_scale_is_known_in_other_languages(line: str) -> None:
    draft = read(f"Tempo? {line}")
    assert (draft.kind, draft.settings.low, draft.settings.high) == (SCALE, "leicht", "schwer")


@pytest.mark.parametrize(
    ("typed", "kind", "settings"),
    [
        ("--anonymous-voting --hide-until-closed", SINGLE, {"anonymous": True, "hidden": True}),
        ("--max-votes 2 --let-voters-add", MULTI, {"most": 2, "adding": True}),
        ("--allow-multiple --closes-in 10m", MULTI, {"most": 0, "closes_after": 600}),
        ("--in 10m --not-anonymous", SINGLE, {"anonymous": False, "closes_after": 600}),
        ("--time 10m --correct-option 2", SINGLE, {"correct": ("2",), "closes_after": 600}),
    ],
)
def test_a_flag_of_several_words_is_known_by_one_of_them(
    typed: str, kind: str, settings: dict[str, object]
) -> None:
    draft = read(f'Which? "a" "b" "c" {typed}')
    assert (draft.kind, draft.options) == (kind, ("a", "b", "c"))
    assert {name: getattr(draft.settings, name) for name in settings} == settings


def test_an_unknown_flag_behind_quoted_options_leaves_them_as_they_are() -> None:
    for line in ('Which? "a" "b" --zzz 2', '"Which?" "a" "b" --no-zzz', 'Which? --zzz "a" "b"'):
        found = unclear(line)
        assert (found.draft.question, found.draft.options) == ("Which?", ("a", "b"))
        assert len(found.problems) == 1
        assert "I don't know `--" in found.problem.wrong


def test_options_in_quotes_are_no_part_of_a_question_that_is_answered_in_words() -> None:
    found = unclear('Which? "a" "b" --text')
    assert "own answers" in found.problem.wrong
    assert found.draft.question == "Which?"


@pytest.mark.parametrize("typed", ["--a", "--foo", "--ls", "--long"])
def test_what_is_like_no_flag_is_not_taken_for_one(typed: str) -> None:
    found = unclear(f"Q? a, b {typed}")
    assert f"I don't know `{typed}`" in found.problem.wrong
    assert "Did you mean" not in found.problem.fix


def test_what_stands_in_quotes_is_no_flag() -> None:
    draft = read('"What does --anonymous do?" "--hide" "--add"')
    assert draft.question == "What does --anonymous do?"
    assert draft.options == ("--hide", "--add")
    assert not draft.settings.anonymous


def test_a_flag_can_be_switched_off() -> None:
    assert not read("Q? a, b --anonymous=no").settings.anonymous


@pytest.mark.parametrize(
    ("typed", "kind", "most"),
    [
        ("--multi", MULTI, 0),
        ("--multiple", MULTI, 0),
        ("--multi 2", MULTI, 2),
        ("--multi=2", MULTI, 2),
        ("--max two", MULTI, 2),
        ("--multi up to 2", MULTI, 2),
        ("--multi 1", SINGLE, 1),
        ("--multi 9", MULTI, 0),
        ("--ranked", RANKED, 0),
    ],
)
def test_how_many_may_be_chosen(typed: str, kind: str, most: int) -> None:
    draft = read(f"Q? a, b, c {typed}")
    assert (draft.kind, draft.settings.most) == (kind, most)
    assert draft.options == ("a", "b", "c")


@pytest.mark.parametrize("typed", ["--hide", "--hidden"])
def test_results_can_be_hidden(typed: str) -> None:
    assert read(f"Q? a, b {typed}").settings.hidden


@pytest.mark.parametrize("typed", ["--text", "--open"])
def test_answers_in_own_words(typed: str) -> None:
    draft = read(f"What was hard: threads, locks? {typed}")
    assert (draft.kind, draft.question) == (TEXT, "What was hard: threads, locks?")
    assert read("One word? --words").kind == WORDS


@pytest.mark.parametrize(
    ("line", "steps", "ends"),
    [
        ("How was the pace? --scale", 5, ("", "")),
        ("How was the pace? --scale 10", 10, ("", "")),
        ("How was the pace? --scale 1-10", 10, ("", "")),
        ("--scale 10 How was the pace?", 10, ("", "")),
        ("How was the pace? --scale 5 slow fast", 5, ("slow", "fast")),
        ("How was the pace? --scale 5 too slow, too fast", 5, ("too slow", "too fast")),
        ('How was the pace? --scale 5 "too slow" "too fast"', 5, ("too slow", "too fast")),
        ('"How was the pace?" "too slow" "too fast" --scale', 5, ("too slow", "too fast")),
        ("How was the pace? --scale=5 --low slow --high fast", 5, ("slow", "fast")),
        ("How was the pace? (1-10)", 10, ("", "")),
        ("How was the pace? 1 to 5 --anon", 5, ("", "")),
    ],
)
def test_a_scale_and_the_names_of_its_ends(line: str, steps: int, ends: tuple[str, str]) -> None:
    draft = read(line)
    assert draft.kind == SCALE
    assert draft.question == "How was the pace?"
    assert draft.options == tuple(str(n) for n in range(1, steps + 1))
    assert (draft.settings.low, draft.settings.high) == ends


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("--correct 1", ("1",)),
        ("--correct #2", ("2",)),
        ("--correct 1,2", ("1", "2")),
        ("--correct 1 and 2", ("1", "2")),
        ("--correct KVM", ("1",)),
        ('--correct "kvm"', ("1",)),
        ("--answer virtualbox", ("2",)),
        ("--correct B", ("2",)),
        ("--correct 1 --correct 2", ("1", "2")),
        ("--correct A,B", ("1", "2")),
        ('--correct "KVM and VirtualBox"', ("1", "2")),
    ],
)
def test_the_right_answer_by_its_number_or_its_text(typed: str, ids: tuple[str, ...]) -> None:
    assert read(f"Which? KVM, VirtualBox {typed}").settings.correct == ids
    assert read(f'{typed} "Which?" "KVM" "VirtualBox"').settings.correct == ids


@pytest.mark.parametrize("typed", ["--correct 3", "--correct Zen", "--correct"])
def test_a_right_answer_that_is_none_is_told(typed: str) -> None:
    assert unclear(f"Which? KVM, VirtualBox {typed}").problem.field == "correct"


def test_a_number_that_is_an_option_and_a_place_is_asked_about() -> None:
    assert "at that place" in unclear("2+2? 3, 4, 5, 6 --correct 4").problem.wrong
    assert read('2+2? 3, 4, 5, 6 --correct "6"').settings.correct == ("4",)


@pytest.mark.parametrize("typed", ["--anonymus", "--mutli 2", "--hiden", "--rankd", "—anonymus", "-anonymus"])  # fmt: skip
def test_a_misspelt_flag_is_guessed(typed: str) -> None:
    problem = unclear(f"Q? a, b {typed}").problem
    assert "Did you mean `--" in problem.fix
    assert typed.split(maxsplit=1)[0] in problem.wrong


def test_a_dash_in_a_sentence_is_no_flag() -> None:
    assert read("C++ — what else? a, b").question == "C++ — what else?"
    assert read("Was it good —or not— today? a, b").question == "Was it good —or not— today?"


# Times


@pytest.mark.parametrize(
    ("typed", "span"),
    [
        ("--close 10m", timedelta(minutes=10)),
        ("--close in 10 minutes", timedelta(minutes=10)),
        ("--close=10m", timedelta(minutes=10)),
        ("--for 1h", timedelta(hours=1)),
        ("--for 1h30", timedelta(minutes=90)),
        ("--for half an hour", timedelta(minutes=30)),
        ("--timer 90s", timedelta(seconds=90)),
        ("--close 2 days", timedelta(days=2)),
    ],
)
def test_it_closes_after_a_while(typed: str, span: timedelta) -> None:
    for line in (f"Q? a, b {typed}", f"{typed} Q? a, b", f"Q? a, b {typed} --anon"):
        draft = read(line)
        assert draft.settings.closes_after == span.total_seconds()
        assert (draft.question, draft.options) == ("Q?", ("a", "b"))


@pytest.mark.parametrize(
    ("typed", "local"),
    [
        ("--close at 14:30", "2021-11-20T14:30"),
        ("--close 14:30", "2021-11-20T14:30"),
        ("--close 2:30pm", "2021-11-20T14:30"),
        ("--close at 9", "2021-11-20T21:00"),
        ("--until friday 5pm", "2021-11-26T17:00"),
        ("--until tomorrow 9am", "2021-11-21T09:00"),
        ("--until tomorrow", "2021-11-21T23:59:59"),
        ("--close 2021-12-01 17:00", "2021-12-01T17:00"),
        ('--close "friday 5pm"', "2021-11-26T17:00"),
        ("--close noon", "2021-11-20T12:00"),
    ],
)
def test_it_closes_at_a_time_of_ones_own_clock(typed: str, local: str) -> None:
    draft = read(f"{typed} Lunch? Pizza, Sushi")
    assert draft.closes_at == datetime.fromisoformat(local).replace(tzinfo=TACOMA)
    assert (draft.question, draft.options) == ("Lunch?", ("Pizza", "Sushi"))


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ("--close", "needs a time"),
        ("--close soon", "can't read the time"),
        ("--close 10", "minutes, or o'clock"),
        ("--close 45", "of what?"),
        ("--for 10", "of what?"),
        ("--close 08:00", "08:00 today is over. It is 10:00 where you are"),
        ("--close 2021-11-01", "over"),
        ("--close 1s", "too short"),
        ("--close 400 days", "more than a year"),
        ("--close 2022-03-13 02:30", "skip that time"),
        ("--for 1h --until friday", "only once"),
        ("--at friday", "not the time"),
        ("--every week", "at which time"),
        ("--every", "how often"),
        ("--at friday 9am --close friday 8am", "before it opens"),
        ("--at 08:00", "is over"),
    ],
)
def test_a_time_that_cannot_be_is_refused_in_clear_words(typed: str, wrong: str) -> None:
    found = unclear(f"Lunch? Pizza, Sushi {typed}")
    assert wrong in found.problem.wrong
    assert found.problem.field in {"closes", "opens", "repeats"}
    assert (found.draft.question, found.draft.options) == ("Lunch?", ("Pizza", "Sushi"))


def test_a_time_that_comes_twice_is_the_first_and_said() -> None:
    draft = read("Q? a, b --close 2022-11-06 01:30", datetime(2022, 11, 1, tzinfo=UTC))
    assert draft.closes_at == datetime(2022, 11, 6, 8, 30, tzinfo=UTC)
    assert "twice" in " ".join(draft.notes)


@pytest.mark.parametrize(
    ("typed", "repeats", "opens"),
    [
        ("--at friday 9am", "", "2021-11-26T09:00"),
        ("--every friday 9am", WEEKLY, "2021-11-26T09:00"),
        ("--every week --at friday 9am", WEEKLY, "2021-11-26T09:00"),
        ("--weekly friday at 9am", WEEKLY, "2021-11-26T09:00"),
        ("--every day at 08:00", DAILY, "2021-11-21T08:00"),
        ("--daily 11am", DAILY, "2021-11-20T11:00"),
    ],
)
def test_it_opens_later_and_comes_again(typed: str, repeats: str, opens: str) -> None:
    draft = read(f"Q? a, b {typed}")
    assert draft.settings.repeats == repeats
    assert draft.opens_at == datetime.fromisoformat(opens).replace(tzinfo=TACOMA)


def test_one_that_comes_with_each_class_needs_no_time() -> None:
    assert read("Q? a, b --every class").settings.repeats == EACH_CLASS


def test_one_that_comes_again_is_open_as_long_each_time() -> None:
    draft = read("Q? a, b --every friday 9am --close friday 10am")
    assert draft.settings.closes_after == 3_600
    assert draft.closes_at is None
