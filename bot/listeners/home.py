"""What the Home tab and `/lectern status` say of the course."""

from __future__ import annotations

from bot.blocks.guides import Status
from bot.blocks.windows import HomeFacts
from bot.listeners.deps import Deps


async def home_facts(deps: Deps, workspace: str, user: str) -> HomeFacts:
    """The Home tab of one person; the staff's part only for instructors."""
    course, staff = deps.questions.course, ""
    if deps.config.is_instructor(user):
        counts = await deps.questions.store.counts(workspace, deps.questions.course_id)
        staff = (
            f"{counts['asked']} {'question' if counts['asked'] == 1 else 'questions'} so far, {counts['declined']} not answered by the lecture. "
            "`/lectern unanswered` lists them, `/lectern status` tells what I know.\n"
            "*Teach me your lectures:* drop PDF, PowerPoint, Markdown or other files into the *Messages* tab. "
            "`/lectern materials` lists what I was taught."
        )
    facts = deps.config.course
    return HomeFacts(
        facts.code,
        facts.name,
        len(course.build.files),
        len(course.build.slides),
        course.suggestions(4),
        staff,
    )


async def status_facts(deps: Deps, workspace: str) -> Status:
    """What is known, from which files, and how it is used."""
    build, facts = deps.questions.course.build, deps.config.course
    return Status(
        code=facts.code,
        name=facts.name,
        files=build.files,
        slides=len(build.slides),
        entries=len(build.entries),
        acronyms=len(build.acronyms),
        deadlines=len(build.deadlines),
        repairs=len(build.repairs),
        warnings=build.warnings,
        built_at=deps.questions.taken_up_at or deps.built_at,
        counts=await deps.questions.store.counts(workspace, deps.questions.course_id),
    )
