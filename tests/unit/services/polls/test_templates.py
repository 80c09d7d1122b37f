"""Ready-made polls, the course's own, and polls as lines that make them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.listeners.polls.command import SUBCOMMANDS
from bot.services.polls import limits
from bot.services.polls.drafts import Draft
from bot.services.polls.lines import line_of
from bot.services.polls.ports import MULTI, RANKED, SINGLE, TEXT, WORDS, Settings
from bot.services.polls.templates import (
    BUILT_IN,
    COMMANDS,
    TemplateStore,
    Unnamed,
    from_json,
    to_json,
)
from bot.services.polls.wording import parse
from tests.unit.services.polls.made import NOW
from tests.unit.services.polls.test_drafting import ELENA, LUNCH, Kitchen
from tests.unit.services.polls.test_wording import TACOMA


@pytest.mark.parametrize("starter", BUILT_IN, ids=lambda each: each.name)
def test_each_built_in_one_is_a_whole_poll_and_the_line_that_makes_it(starter: object) -> None:
    draft: Draft = starter.draft  # type: ignore[attr-defined]
    assert limits.problems(draft.kind, draft.question, draft.options) == []
    assert parse(line_of(draft), NOW, TACOMA) == draft
    assert from_json(to_json(draft)) == draft


def test_no_template_can_be_called_as_what_the_command_does_by_itself() -> None:
    assert SUBCOMMANDS.keys() - {""} == COMMANDS


TEXTS = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S"), exclude_characters='"\\'),
    min_size=1,
    max_size=20,
)


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    options = tuple(draw(st.lists(TEXTS, min_size=2, max_size=6, unique_by=limits.same)))
    kind = draw(st.sampled_from([SINGLE, MULTI, RANKED, TEXT, WORDS]))
    listed = kind in {SINGLE, MULTI, RANKED}
    most = 1 if kind in {SINGLE, TEXT, WORDS} else 0
    given_settings = Settings(
        anonymous=draw(st.booleans()),
        hidden=draw(st.booleans()),
        adding=listed and draw(st.booleans()),
        most=most,
    )
    return Draft(kind, draw(TEXTS), options if listed else (), given_settings)


@settings(max_examples=200, deadline=None)
@given(drafts())
def test_a_poll_comes_back_from_its_line(draft: Draft) -> None:
    assert parse(line_of(draft), NOW, TACOMA) == draft


@pytest.fixture
def kitchen() -> Kitchen:
    return Kitchen()


@pytest.fixture
def store(kitchen: Kitchen) -> TemplateStore:
    return TemplateStore(kitchen.parts)


async def test_the_courses_own_come_first_and_win_over_built_in_ones(
    kitchen: Kitchen, store: TemplateStore
) -> None:
    await store.save("Pace", await kitchen.kept(), ELENA)
    first, *others = await store.all()
    assert (first.name, first.own, first.draft) == ("Pace", True, LUNCH)
    assert "pace" not in [each.name for each in others]
    assert await store.named("PACE ") == first


async def test_a_removed_one_gives_way_to_the_built_in_one(
    kitchen: Kitchen, store: TemplateStore
) -> None:
    await store.save("pace", await kitchen.kept(), ELENA)
    assert await store.remove("Pace")
    assert not await store.remove("pace")
    found = await store.named("pace")
    assert found is not None
    assert not found.own


async def test_saved_again_under_other_capitals_it_is_one(
    kitchen: Kitchen, store: TemplateStore
) -> None:
    await store.save("Weekly check", await kitchen.kept(), ELENA)
    await store.save("weekly  CHECK", await kitchen.kept(), ELENA)
    assert [each.name for each in await store.all() if each.own] == ["Weekly check"]


@pytest.mark.parametrize("name", ["", "   ", "x" * 41])
async def test_a_name_that_is_none_is_refused(
    kitchen: Kitchen, store: TemplateStore, name: str
) -> None:
    with pytest.raises(Unnamed):
        await store.save(name, await kitchen.kept(), ELENA)


async def test_a_name_that_is_nearly_right_is_guessed(store: TemplateStore) -> None:
    assert await store.near("dificulty") == "difficulty"
    assert await store.near("hypervisor") == ""


def test_times_do_not_go_into_a_template() -> None:
    kept = from_json(to_json(Draft(SINGLE, "Q?", ("a", "b"), Settings(closes_after=60, repeats="daily"))))  # fmt: skip
    assert (kept.settings.closes_after, kept.settings.repeats) == (None, "")
