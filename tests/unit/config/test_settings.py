"""The environment is checked once, at start, and a bad value never shows itself."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.errors import ConfigurationError
from config.settings import load_settings

SECRET = "swordfish-4711"


@pytest.fixture(autouse=True)
def _empty_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in (
        "SLACK_BOT_TOKEN",
        "SLACK_APP_TOKEN",
        "SLACK_SIGNING_SECRET",
        "SLACK_API_URL",
        "DATABASE_URL",
        "LECTERN_CONFIG",
        "LECTERN_DATA",
        "LECTERN_NOW",
        "LECTERN_ENV",
        "LECTERN_LOG",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def test_nothing_set_is_the_local_workspace_on_sqlite(tmp_path: Path) -> None:
    settings = load_settings()
    assert settings.slack_bot_token is None
    assert settings.storage_url == f"sqlite:///{tmp_path}/.lectern/lectern.sqlite3"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SLACK_BOT_TOKEN", f"xapp-{SECRET}"),
        ("SLACK_APP_TOKEN", f"xoxb-{SECRET}"),
        ("SLACK_API_URL", f"ftp://{SECRET}"),
        ("DATABASE_URL", f"mysql://me:{SECRET}@db/lectern"),
        ("LECTERN_CONFIG", f"/nowhere/{SECRET}.yaml"),
        ("LECTERN_PUBLIC_URL", f"http://{SECRET}.example.edu"),
        ("LECTERN_PUBLIC_URL", f"https://me:{SECRET}@example.edu"),
        ("LECTERN_PUBLIC_URL", f"https://example.edu/?{SECRET}"),
        ("LECTERN_PUBLIC_URL", f"https://example.edu/{SECRET} x"),
        ("LECTERN_PUBLIC_URL", f"https://example.edu:{SECRET}"),
        ("LECTERN_PUBLIC_URL", f"https://[{SECRET}"),
        ("LECTERN_PUBLIC_URL", f"{SECRET}.example.edu"),
        ("LECTERN_NOW", SECRET),
        ("LECTERN_ENV", SECRET),
        ("LECTERN_LOG", SECRET),
    ],
)
def test_a_bad_value_names_its_variable_and_not_its_content(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigurationError) as raised:
        load_settings()
    assert name in str(raised.value)
    assert SECRET not in str(raised.value)
    assert raised.value.__cause__ is None


def test_two_bad_values_are_both_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "nonsense")
    monkeypatch.setenv("DATABASE_URL", "nonsense")
    with pytest.raises(ConfigurationError, match=r"SLACK_BOT_TOKEN.*DATABASE_URL"):
        load_settings()


def test_an_empty_variable_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "")
    assert load_settings().slack_bot_token is None


def test_a_dotenv_file_in_the_working_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("SLACK_BOT_TOKEN=xoxb-from-file\n")
    token = load_settings().slack_bot_token
    assert token is not None
    assert token.get_secret_value() == "xoxb-from-file"


def test_the_web_api_base_always_ends_in_a_slash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_API_URL", "https://slack-gov.com/api")
    assert load_settings().slack_api_url == "https://slack-gov.com/api/"


def test_secrets_do_not_show_in_a_printout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", f"xoxb-{SECRET}")
    monkeypatch.setenv("SLACK_SIGNING_SECRET", SECRET)
    monkeypatch.setenv("DATABASE_URL", f"postgresql://me:{SECRET}@db/lectern")
    assert SECRET not in repr(load_settings())


def test_the_clock_can_be_set_only_in_a_test_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LECTERN_NOW", "2021-11-16T12:00:00")
    assert load_settings().start_of_clock is None
    monkeypatch.setenv("LECTERN_ENV", "test")
    assert load_settings().start_of_clock == datetime(2021, 11, 16, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ("https://lectern.example.edu/", "https://lectern.example.edu"),
        ("https://example.edu/lectern", "https://example.edu/lectern"),
        ("https://example.edu:8443", "https://example.edu:8443"),
        ("http://127.0.0.1:8420/", "http://127.0.0.1:8420"),
        ("http://localhost", "http://localhost"),
    ],
)
def test_the_public_address_is_https_but_on_this_machine(
    monkeypatch: pytest.MonkeyPatch, given: str, taken: str
) -> None:
    monkeypatch.setenv("LECTERN_PUBLIC_URL", given)
    assert load_settings().lectern_public_url == taken
