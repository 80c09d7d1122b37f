"""What every browser test is marked with: one worker drives one browser, in one event loop."""

from __future__ import annotations

import pytest

BROWSER = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
    pytest.mark.asyncio(loop_scope="session"),
]
