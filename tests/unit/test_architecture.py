"""Who may import whom and who builds what, read from the code itself; and what a commit must not carry."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OURS = {"knowledge", "config", "bot", "tests", "bench"}
SLACK = {"slack_sdk", "slack_bolt"}
DATABASES = {"sqlalchemy", "alembic", "psycopg", "sqlite3"}
NETWORK = {"aiohttp", "socket", "http", "urllib", "requests", "httpx"}
CLOCKS = {"apscheduler", "asyncio", "time"}
FRAMEWORKS = SLACK | DATABASES | NETWORK | {"apscheduler"}
RULES: dict[str, tuple[set[str], set[str]]] = {
    # what of ours a package may import besides itself and bot.errors, and which libraries it may not
    "knowledge": (set(), FRAMEWORKS | CLOCKS | {"bot.errors"}),
    "bot/services": ({"knowledge"}, FRAMEWORKS),
    "bot/storage": (
        {
            "bot.services.ports",
            "bot.services.deadlines.ports",
            "bot.services.reminding.ports",
            "bot.services.calendars.ports",
            "bot.services.polls.ports",
            "bot.services.polls.secrecy",
            "bot.services.papers.ports",
            "bot.services.quizzes.bank.ports",
            "bot.services.quizzes.erasing.ports",
            "bot.services.quizzes.live.ports",
            "bot.services.quizzes.practice.ports",
            "knowledge.exchange.codec",
            "knowledge.model",
            "knowledge.sources",
        },
        SLACK | NETWORK | {"apscheduler"},
    ),
    "bot/blocks": (
        {"bot.services", "knowledge"},
        FRAMEWORKS | CLOCKS | {"os", "pathlib", "random"},
    ),
    "bot/delivery": ({"bot.services", "bot.blocks"}, DATABASES | {"slack_bolt"}),
    "bot/listeners": (
        {"bot.services", "bot.blocks", "bot.delivery", "knowledge", "config.course"},
        DATABASES | {"apscheduler"},
    ),
    "bot/web": (set(), DATABASES | {"apscheduler"}),
    "bot/playground": (set(), SLACK | DATABASES | {"apscheduler", "bot.errors"}),
    "config": ({"knowledge.dates"}, FRAMEWORKS),
    "bot/commands": (
        {"bot.loading", "bot.running", "bot.storage.given", "config", "knowledge"},
        SLACK | DATABASES | NETWORK | {"apscheduler"},
    ),
    "bot/loading.py": ({"config.course", "knowledge"}, FRAMEWORKS),
    "bot/running.py": (
        {
            "bot.app",
            "bot.bootstrap",
            "bot.playground",
            "bot.services.clock",
            "config",
            "knowledge.course",
        },
        SLACK | DATABASES | NETWORK | {"apscheduler"},
    ),
    "bot/app.py": (
        {"bot.delivery", "bot.listeners.deps", "bot.services", "bot.storage", "bot.web"},
        DATABASES | {"apscheduler"},
    ),
    "bot/errors.py": (set(), FRAMEWORKS | {"knowledge", "config"}),
}
WIRING = {
    "bot/__init__.py",
    "bot/__main__.py",
    "bot/bootstrap.py",
    "bot/cli.py",
    "bot/wiring/__init__.py",
    "bot/wiring/deadlines.py",
    "bot/wiring/papers.py",
    "bot/wiring/polls.py",
    "bot/wiring/quiz_bank.py",
    "bot/wiring/quizzes.py",
    "bot/wiring/timetable.py",
}
PARTS = {
    # what is built once, and where
    **dict.fromkeys(("ClickApp", "ClientSession"), "bot/bootstrap.py"),
    **dict.fromkeys(("SlackGateway", "CachedPeople", "Recovery", "Deps"), "bot/bootstrap.py"),
    **dict.fromkeys(
        (
            "QuestionService",
            "TeachingService",
            "CourseKeeper",
            "FileHost",
            "TaskRegistry",
            "Planner",
            "Dispatch",
            "Sender",
            "register",
        ),
        "bot/bootstrap.py",
    ),
    **dict.fromkeys(("open_storage", "make_client", "LecternApp"), "bot/bootstrap.py"),
    **dict.fromkeys(("AsyncSocketModeHandler", "make_app"), "bot/app.py"),
    "from_build": "bot/loading.py",
    "AsyncWebClient": "bot/delivery/slack_calls.py",
    "AsyncIOScheduler": "bot/delivery/clock.py",
    "create_engine": "bot/storage/database.py",
}
LOCKS = ["requirements.txt", "requirements-dev.txt"]
NO_PROJECT_FILE = re.compile(
    r"(^|/)(\.git|\.venv|\.\w+_cache|\.hypothesis|\.lectern|__pycache__|build|[^/]+\.egg-info)(/|$)"
)
FOREIGN = {
    # what would betray whose machine a file was written on, or a secret
    "a home or work folder": r"(?<![\w./:-])/(?:home|Users|root|work|mnt)/\w",
    "a folder on Windows": r"\b[A-Z]:\\{1,2}Users\b",
    "a token of Slack's": r"xox[abpr]-\d{9,}-\d{9,}-\w{20,}|xapp-\d-A\w{8,}-\d{9,}-\w{20,}",
}


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """All there is in a file, which each rule goes through."""
    return tuple(ast.walk(tree(path)))


@cache
def imports(path: Path) -> tuple[str, ...]:
    """Every module that a file imports, wherever in the file it does."""
    found: list[str] = []
    for node in nodes(path):
        if isinstance(node, ast.Import):
            found += (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            found += (f"{node.module}.{alias.name}" for alias in node.names)
    return tuple(found)


@cache
def calls(path: Path) -> frozenset[str]:
    """The name of each function, class and method that a file calls, as it is written."""
    called = (node.func for node in nodes(path) if isinstance(node, ast.Call))
    return frozenset(map(ast.unparse, called))


def within(name: str, packages: set[str]) -> bool:
    return any(name == p or name.startswith(p + ".") for p in packages)


def python_files(place: str) -> list[Path]:
    path = ROOT / place
    return [path] if path.is_file() else sorted(path.rglob("*.py"))


def shipped() -> Iterator[tuple[str, Path]]:
    """The code that runs in a workspace: all but the local workspace, the tests and the benchmarks."""
    for path in (*python_files("bot"), *python_files("knowledge"), *python_files("config")):
        if "playground" not in path.parts:
            yield path.relative_to(ROOT).as_posix(), path


def project_files() -> list[Path]:
    """What a commit holds or would hold; all there is where there is no git."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    names = listed.stdout.split("\0") if listed.returncode == 0 else []
    files = [ROOT / n for n in names if n] or list(ROOT.rglob("*"))
    return [
        p for p in files if p.is_file() and not NO_PROJECT_FILE.search(str(p.relative_to(ROOT)))
    ]


@pytest.mark.parametrize("place", RULES)
def test_a_package_imports_only_what_it_may(place: str) -> None:
    ours, forbidden = RULES[place]
    allowed = ours | {place.removesuffix(".py").replace("/", "."), "bot.errors"}
    assert python_files(place)
    for path in python_files(place):
        for name in imports(path):
            where = f"{path.relative_to(ROOT)} imports {name}"
            assert not within(name, forbidden), where
            assert name.split(".")[0] not in OURS or within(name, allowed), where


def test_every_part_of_the_bot_has_its_rule() -> None:
    """A new package cannot import what it likes because nobody thought of it."""
    ruled = {p for place in RULES for p in python_files(place)} | {ROOT / p for p in WIRING}
    everything = {p for place in ("bot", "knowledge", "config") for p in python_files(place)}
    assert everything - ruled == set()


def test_the_table_for_people_says_the_same() -> None:
    """CONTRIBUTING.md's "may import" column against RULES."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([\w/.]+?)/?` \|[^|]*\|([^|]*)\|$", text, re.MULTILINE)
    said = {
        place: {name.removesuffix(".py").replace("/", ".") for name in re.findall("`(.+?)`", last)}
        for place, last in rows
        if place not in WIRING
    }
    assert said == {place: ours for place, (ours, _) in RULES.items() if not place.endswith(".py")}


def test_modules_are_imported_in_the_open() -> None:
    """No import in a string, which this file would not see."""
    for where, path in shipped():
        assert not {"import_module", "importlib.import_module", "__import__"} & calls(path), where


@pytest.mark.parametrize("part", PARTS)
def test_a_part_is_built_in_one_place(part: str) -> None:
    building = [
        where for where, path in shipped() if part in {c.rsplit(".", 1)[-1] for c in calls(path)}
    ]
    assert building == [PARTS[part]]


def test_nothing_is_built_when_a_module_is_loaded() -> None:
    makers = re.compile(rf"\b({'|'.join(PARTS)}|create_task|get_event_loop|open|Thread)\(")
    for where, path in shipped():
        for node in tree(path).body:
            if isinstance(node, ast.Assign | ast.AnnAssign | ast.Expr):
                assert not makers.search(ast.unparse(node)), f"{where}: {ast.unparse(node)[:80]}"


def test_the_time_of_day_is_asked_for_in_two_clocks_and_the_command_line() -> None:
    asking = {"datetime.now", "datetime.utcnow", "date.today", "datetime.today", "time.time"}
    found = {where for where, path in shipped() if asking & calls(path)}
    assert found == {"bot/services/clock.py", "bot/delivery/clock.py", "bot/commands/ask.py"}


def test_blocks_are_made_by_pure_functions() -> None:
    """They wait for nothing, read and write nothing, and remember nothing."""
    impure = ast.AsyncFunctionDef | ast.Await | ast.Global | ast.Nonlocal
    for path in python_files("bot/blocks"):
        found = [node for node in nodes(path) if isinstance(node, impure)]
        assert not found, f"{path.name}: {[ast.unparse(node) for node in found]}"
        assert not {"open", "print", "input", "log"} & {c.split(".")[0] for c in calls(path)}


@pytest.mark.parametrize("name", LOCKS)
def test_locked_dependencies_have_hashes_and_name_no_index(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*-|\s@\s", re.sub(r"--hash=sha256:[0-9a-f]{64}\b", "", text), re.M)
    blocks = re.split(r"^(?=[a-zA-Z0-9])", text, flags=re.MULTILINE)[1:]
    assert len(blocks) > 10
    for block in blocks:
        assert re.match(r"[\w.-]+(\[[\w,-]+\])?==\S", block), block.splitlines()[0]
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", block), block.splitlines()[0]


def test_the_tests_run_with_the_versions_that_people_run() -> None:
    def pins(name: str) -> set[str]:
        text = (ROOT / name).read_text(encoding="utf-8")
        return set(re.findall(r"^[\w.-]+(?:\[[\w,-]+\])?==[^\s;\\]+", text, re.MULTILINE))

    runtime, development = map(pins, LOCKS)
    assert runtime <= development


@pytest.mark.parametrize("what", FOREIGN)
def test_no_file_carries_what_belongs_to_one_machine(what: str) -> None:
    pattern = re.compile(FOREIGN[what])
    files = project_files()
    assert ROOT / "pyproject.toml" in files
    found = {
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in files
        if (match := pattern.search(path.read_text(encoding="utf-8", errors="ignore")))
    }
    assert found == set()


def test_what_belongs_to_one_machine_is_recognised() -> None:
    slash = "/"
    for written in (f"see {slash}home/ada/x", f'"{slash}work/main"', f"({slash}root/y)"):
        assert re.search(FOREIGN["a home or work folder"], written)
    for written in ("https://example.com/home/x", "docs/work/x", "/workspace", "/rooted/x"):
        assert not re.search(FOREIGN["a home or work folder"], written)
    assert re.search(FOREIGN["a token of Slack's"], f"xoxb-{'1' * 11}-{'2' * 12}-{'a' * 24}")


def test_starting_loads_no_matplotlib() -> None:
    """Charts are drawn now and then; loading what draws them takes as long as all the rest of a start."""
    asked = "import sys, bot.bootstrap; print('matplotlib' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
