"""Right answers that are known already: until first rounds kept theirs back, closing a poll showed it.

What tells a closed poll from before (a note that is missing) is what tells one whose answer is kept back, too. So those that
are closed when this runs are noted as told, but for those whose makers were asked what to do with an answer kept back.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_TOLD = "right_told"
_ASKED = ("single", "multi", "ranked", "scale", "text", "words")
_JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
_polls = sa.table(
    "polls",
    sa.column("workspace", sa.String),
    sa.column("id", sa.String),
    sa.column("kind", sa.String),
    sa.column("state", sa.String),
    sa.column("round_of", sa.String),
    sa.column("settings", _JSON),
    sa.column("notes", _JSON),
)
_outbox = sa.table("outbox", sa.column("workspace", sa.String), sa.column("key", sa.String))


def upgrade() -> None:
    connection = op.get_bind()
    first_rounds = sa.select(_polls).where(
        _polls.c.state == "closed", _polls.c.kind.in_(_ASKED), _polls.c.round_of == ""
    )
    kept_back = _kept_back(connection)
    for row in connection.execute(first_rounds).mappings().all():
        if _showed_it(row["settings"]) and (row["workspace"], row["id"]) not in kept_back:
            mine = (_polls.c.workspace == row["workspace"], _polls.c.id == row["id"])
            noted = {**row["notes"], _TOLD: True}
            connection.execute(sa.update(_polls).where(*mine).values(notes=noted))


def downgrade() -> None:
    """The notes stay: nothing but what this version added reads them."""


def _showed_it(settings: Mapping[str, Any]) -> bool:
    """Had it a right answer? One that repeats never keeps it back."""
    return bool(settings.get("correct")) and not settings.get("repeats")


def _kept_back(connection: sa.Connection) -> set[tuple[str, str]]:
    """(workspace, poll id) of those that closed by the clock while answers were kept back already."""
    asked = sa.select(_outbox).where(_outbox.c.key.like("notice:poll:%:right:%"))
    return {(row.workspace, row.key.split(":")[2]) for row in connection.execute(asked)}
