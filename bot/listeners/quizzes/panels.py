"""The panels that hosts have on their screens: drawn again when a quiz goes on without them, because its time was up.

Only in memory: an address to answer at may be used by whoever has it. After a restart the panel says what is no longer
so until its host presses something, which harms nothing: each button carries what its presser saw.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field, replace

from bot.services.quizzes.live.model import Quiz

USES = 4
"""So often a panel is drawn again at one address: Slack takes five answers, and the panel itself was one."""
_MOST = 200


@dataclass(frozen=True, slots=True)
class Shown:
    """A panel on a host's screen: where it can be answered, in which thread, and what it says."""

    quiz_id: str
    user: str
    url: str
    thread: str | None
    says: str
    left: int = USES


@dataclass
class Panels:
    """The newest of each host and quiz."""

    _shown: OrderedDict[tuple[str, str], Shown] = field(default_factory=OrderedDict)

    def remember(self, shown: Shown) -> None:
        """This one is on the screen now."""
        place = shown.quiz_id, shown.user
        self._shown[place] = shown
        self._shown.move_to_end(place)
        if len(self._shown) > _MOST:
            self._shown.popitem(last=False)

    def forget(self, shown: Shown) -> None:
        """It cannot be drawn again."""
        if self._shown.get((shown.quiz_id, shown.user)) == shown:
            del self._shown[shown.quiz_id, shown.user]

    def of(self, quiz_id: str) -> list[Shown]:
        return [each for each in self._shown.values() if each.quiz_id == quiz_id]

    @property
    def quizzes(self) -> list[str]:
        """Whose panels are shown."""
        return list(dict.fromkeys(each.quiz_id for each in self._shown.values()))

    def drawn(self, shown: Shown, says: str) -> None:
        """It was drawn again, and says this now."""
        if self._shown.get((shown.quiz_id, shown.user)) == shown:
            if shown.left > 1:
                after = replace(shown, says=says, left=shown.left - 1)
                self._shown[shown.quiz_id, shown.user] = after
            else:
                self.forget(shown)


def says(quiz: Quiz) -> str:
    """What a panel of it tells, as far as it is worth drawing it again."""
    return f"{quiz.at}:{quiz.state}:{quiz.paused}:{quiz.host}"
