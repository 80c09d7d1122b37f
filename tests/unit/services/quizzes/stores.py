"""The bank of questions and people's practice in memory (quizzes.bank.ports, quizzes.practice.ports)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from bot.services.quizzes.bank.ports import (
    DRAFTED,
    BankQuestion,
    Flag,
    QuizSettings,
    Wanted,
)
from bot.services.quizzes.practice.ports import Given, Memory, Session, Wishes

Place = tuple[str, str]
Person = tuple[str, str, str]
"""Workspace, course, user."""


@dataclass
class FakeBank:
    """Questions by workspace and id, in the order in which they were kept."""

    kept: dict[Place, BankQuestion] = field(default_factory=dict)
    said: dict[Place, dict[str, Flag]] = field(default_factory=dict)
    befores: dict[Place, tuple[int, BankQuestion, dict[str, Flag]]] = field(default_factory=dict)
    versions: dict[Place, str] = field(default_factory=dict)
    chosen: dict[Place, QuizSettings] = field(default_factory=dict)
    more_time: dict[Place, dict[str, int]] = field(default_factory=dict)

    async def add(self, questions: Sequence[BankQuestion]) -> int:
        return sum(self._add(question) for question in questions)

    def _add(self, new: BankQuestion) -> bool:
        if (new.workspace, new.id) in self.kept:
            return False
        mark = new.workspace, new.course, new.fingerprint
        known = {(one.workspace, one.course, one.fingerprint) for one in self.kept.values()}
        if new.fingerprint and mark in known:
            return False
        self.kept[new.workspace, new.id] = replace(new, flags=0)
        return True

    def _seen(self, place: Place) -> BankQuestion:
        return replace(self.kept[place], flags=len(self.said.get(place, {})))

    async def get(self, workspace: str, question_id: str) -> BankQuestion | None:
        place = workspace, question_id
        return self._seen(place) if place in self.kept else None

    async def several(self, workspace: str, ids: Collection[str]) -> Sequence[BankQuestion]:
        return [self._seen((workspace, each)) for each in ids if (workspace, each) in self.kept]

    async def change(self, before: BankQuestion, after: BankQuestion) -> BankQuestion | None:
        place = before.workspace, before.id
        stored = self.kept.get(place)
        if stored is None or stored.revision != before.revision:
            return None
        self.kept[place] = replace(
            after,
            gone=stored.gone,
            fingerprint=stored.fingerprint,
            revision=stored.revision + 1,
        )
        return self._seen(place)

    async def decide(self, before: BankQuestion, after: BankQuestion) -> BankQuestion | None:
        place = before.workspace, before.id
        was = self.kept.get(place)
        done = await self.change(before, after)
        if done is None or was is None:
            return None
        self.befores[place] = done.revision, was, self.said.pop(place, {})
        return self._seen(place)

    async def take_back(
        self, workspace: str, question_id: str, revision: int, *, by: str, at: datetime
    ) -> BankQuestion | None:
        place = workspace, question_id
        now, kept = self.kept.get(place), self.befores.get(place)
        if now is None or kept is None or not now.revision == kept[0] == revision:
            return None
        _, was, said = self.befores.pop(place)
        parts = {name: getattr(was, name) for name in ("item", "state", "reason", "source")}
        self.kept[place] = replace(now, **parts, revision=revision + 1, changed_by=by, changed_at=at)  # fmt: skip
        self.said[place] = {**said, **self.said.get(place, {})}
        return self._seen(place)

    async def change_all(
        self, workspace: str, ids: Collection[str], *, state: str, was: str, by: str, at: datetime
    ) -> Sequence[str]:
        changed = []
        for each in dict.fromkeys(ids):
            found = self.kept.get((workspace, each))
            if found is not None and found.state == was:
                self.kept[workspace, each] = replace(
                    found,
                    state=state,
                    changed_by=by,
                    changed_at=at,
                    revision=found.revision + 1,
                )
                changed.append(each)
        return changed

    async def remove(self, workspace: str, question_id: str) -> bool:
        self.said.pop((workspace, question_id), None)
        self.befores.pop((workspace, question_id), None)
        return self.kept.pop((workspace, question_id), None) is not None

    async def find(
        self,
        workspace: str,
        course: str,
        wanted: Wanted,
        *,
        limit: int = 10_000,
    ) -> Sequence[BankQuestion]:
        found = [one for one in self._of(workspace, course) if _is_wanted(one, wanted)]
        return sorted(found, key=_in_order)[:limit]

    def _of(self, workspace: str, course: str) -> list[BankQuestion]:
        return [
            self._seen(place)
            for place, one in self.kept.items()
            if (one.workspace, one.course) == (workspace, course)
        ]

    async def counts(self, workspace: str, course: str) -> Mapping[tuple[int | None, str], int]:
        counts: dict[tuple[int | None, str], int] = {}
        for one in self._of(workspace, course):
            if not one.gone:
                counts[one.lecture, one.state] = counts.get((one.lecture, one.state), 0) + 1
        return counts

    async def settle(
        self, workspace: str, course: str, version: str, standing: Collection[str]
    ) -> None:
        for one in self._of(workspace, course):
            if one.origin == DRAFTED:
                gone = one.fingerprint not in standing
                self.kept[workspace, one.id] = replace(self.kept[workspace, one.id], gone=gone)
        self.versions[workspace, course] = version

    async def settled(self, workspace: str, course: str) -> str:
        return self.versions.get((workspace, course), "")

    async def flag(self, workspace: str, question_id: str, flag: Flag) -> bool:
        place = workspace, question_id
        if place not in self.kept:
            return False
        new = flag.user not in self.said.setdefault(place, {})
        self.said[place][flag.user] = flag
        return new

    async def flags(self, workspace: str, question_id: str) -> Sequence[Flag]:
        said = self.said.get((workspace, question_id), {}).values()
        return sorted(said, key=lambda flag: (flag.at, flag.user))

    async def flagged_by(self, workspace: str, user: str) -> frozenset[str]:
        return frozenset(
            of for (place, of), said in self.said.items() if place == workspace and user in said
        )

    async def forget(self, workspace: str, user: str) -> int:
        dealt = [(place, said) for place, (_, _, said) in self.befores.items()]
        theirs = [
            said
            for place, said in (*self.said.items(), *dealt)
            if place[0] == workspace and user in said
        ]
        for number, said in enumerate(theirs):
            said[f"erased-{number}"] = replace(said.pop(user), user=f"erased-{number}")
        return len(theirs)

    async def settings(self, workspace: str, course: str) -> QuizSettings:
        return self.chosen.get((workspace, course), QuizSettings())

    async def set(self, workspace: str, course: str, settings: QuizSettings) -> None:
        self.chosen[workspace, course] = settings

    async def extra_time(self, workspace: str, course: str) -> Mapping[str, int]:
        return dict(self.more_time.get((workspace, course), {}))

    async def give_time(self, workspace: str, course: str, user: str, percent: int) -> None:
        people = self.more_time.setdefault((workspace, course), {})
        people.pop(user, None)
        if percent:
            people[user] = percent


def _is_wanted(one: BankQuestion, wanted: Wanted) -> bool:
    return (
        one.state in wanted.states
        and (wanted.lecture is None or one.lecture == wanted.lecture)
        and (one.flags > 0 or not wanted.flagged)
        and (wanted.gone or not one.gone)
    )


def _in_order(one: BankQuestion) -> tuple[object, ...]:
    """By lecture, file, slide, page, each unknown one last; then as they were made."""
    if one.source is None:
        return (True, *_last_unknown(None), "", *_last_unknown(None) * 2, one.made_at)
    source = one.source
    place = (*_last_unknown(source.slide), *_last_unknown(source.page))
    return (False, *_last_unknown(source.lecture), source.file, *place, one.made_at)


def _last_unknown(number: int | None) -> tuple[bool, int]:
    return number is None, number or 0


@dataclass
class FakePractice:
    """Sessions and wishes by person, memories by person and question, answers by id."""

    sessions: dict[Person, Session] = field(default_factory=dict)
    known: dict[tuple[str, str, str], Memory] = field(default_factory=dict)
    answers: dict[Place, Given] = field(default_factory=dict)
    wanted: dict[Person, Wishes] = field(default_factory=dict)

    async def session(self, workspace: str, course: str, user: str) -> Session | None:
        return self.sessions.get((workspace, course, user))

    async def keep(self, before: Session | None, after: Session) -> Session | None:
        person = after.workspace, after.course, after.user
        stored = self.sessions.get(person)
        if (stored and stored.revision) != (before and before.revision):
            return None
        self.sessions[person] = replace(after, revision=before.revision + 1 if before else 1)
        return self.sessions[person]

    async def answer(
        self, before: Session, after: Session, memory: Memory, given: Given
    ) -> Session | None:
        if (given.workspace, given.id) in self.answers:
            return None
        kept = await self.keep(before, after)
        if kept is not None:
            self.known[memory.workspace, memory.user, memory.question_id] = memory
            self.answers[given.workspace, given.id] = given
        return kept

    async def memories(
        self, workspace: str, course: str, user: str, *, due_by: datetime | None = None
    ) -> Sequence[Memory]:
        mine = [
            one
            for one in self.known.values()
            if (one.workspace, one.course, one.user) == (workspace, course, user)
            and (due_by is None or one.due_at <= due_by)
        ]
        return sorted(mine, key=lambda one: (one.due_at, one.question_id))

    async def memory(self, workspace: str, user: str, question_id: str) -> Memory | None:
        return self.known.get((workspace, user, question_id))

    async def given(
        self, workspace: str, course: str, user: str, *, since: date | None = None
    ) -> Sequence[Given]:
        mine = [
            one
            for one in self.answers.values()
            if (one.workspace, one.course, one.user) == (workspace, course, user)
            and (since is None or one.day >= since)
        ]
        return sorted(mine, key=lambda one: (one.at, one.id))

    async def days(self, workspace: str, course: str, user: str) -> Sequence[date]:
        return sorted({one.day for one in await self.given(workspace, course, user)})

    async def wishes(self, workspace: str, course: str, user: str) -> Wishes:
        return self.wanted.get((workspace, course, user), Wishes())

    async def wish(self, workspace: str, course: str, user: str, wishes: Wishes) -> None:
        self.wanted[workspace, course, user] = wishes

    async def erase(self, workspace: str, user: str) -> int:
        def forget(kept: dict[Person, object], position: int) -> int:
            mine = [key for key in kept if (key[0], key[position]) == (workspace, user)]
            for key in mine:
                del kept[key]
            return len(mine)

        answers = [k for k, g in self.answers.items() if (g.workspace, g.user) == (workspace, user)]
        for key in answers:
            del self.answers[key]
        return (
            len(answers)
            + forget(self.sessions, 2)  # type: ignore[arg-type]
            + forget(self.wanted, 2)  # type: ignore[arg-type]
            + forget(self.known, 1)  # type: ignore[arg-type]
        )
