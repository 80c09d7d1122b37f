"""Finds the Chromium that the browser tests drive, or installs one.

`python -m tests.browser.chromium` prints its path. Looked for in this order: the variable
`LECTERN_CHROMIUM`, Playwright's own download, a system browser; else Debian's package is installed
where this user may do so, else Playwright downloads its build.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find() -> str | None:
    """The browser's path, or None."""
    named = os.environ.get("LECTERN_CHROMIUM")
    if named:
        return named
    for name in _NAMES:
        path = shutil.which(name)
        if path:
            return path
    if _MAC.exists():
        return str(_MAC)
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def install() -> None:
    """Install a browser, from the system's packages if that is allowed."""
    sudo = [] if _is_root() else ["sudo", "-n"]
    if shutil.which("apt-get") and _run([*sudo, "apt-get", "update", "-qq"]):
        quiet = ["env", "DEBIAN_FRONTEND=noninteractive"]
        _run([*sudo, *quiet, "apt-get", "install", "-y", "-qq", "chromium"])
    if find() is None:
        _run([sys.executable, "-m", "playwright", "install", "chromium"])


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _run(command: list[str]) -> bool:
    try:
        return subprocess.run(command, stdout=sys.stderr, check=False).returncode == 0
    except FileNotFoundError:
        return False


def main() -> None:
    if find() is None:
        sys.stderr.write("No Chromium found; installing one for the browser tests.\n")
        install()
    path = find()
    if path is None:
        sys.exit(
            "The browser tests need Chromium, and it could not be installed. Install it "
            "(Debian: apt-get install chromium) or set LECTERN_CHROMIUM to its path."
        )
    sys.stderr.write(f"Browser tests will drive {Path(path).name}.\n")


if __name__ == "__main__":
    main()
