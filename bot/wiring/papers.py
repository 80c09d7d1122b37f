"""A course's minute papers."""

from __future__ import annotations

from bot.delivery.composers.papers import PaperComposer, PaperDigestComposer, PaperPostComposer
from bot.delivery.composing import Composer
from bot.services.papers.plotting import Plots
from bot.services.papers.ports import PAPER, PAPER_DIGEST, PAPER_POST
from bot.services.papers.service import PaperService
from bot.services.pictures import Upload
from bot.services.polls.service import PollService
from bot.services.questions import QuestionService
from bot.services.timetable import Timetable
from bot.storage import Storage
from config.course import CourseConfig


def paper_service(
    config: CourseConfig,
    storage: Storage,
    polls: PollService,
    questions: QuestionService,
    timetable: Timetable,
) -> PaperService:
    """On the course's polls and timetable."""
    places = config.slack
    return PaperService(
        polls.parts,
        timetable,
        questions,
        storage.paper_wishes,
        storage.outbox,
        places.instructors,
        places.channels,
    )


def paper_composers(papers: PaperService, upload: Upload, zone: str) -> dict[str, Composer]:
    """How its messages get their words."""
    return {
        PAPER: PaperComposer(papers, zone),
        PAPER_DIGEST: PaperDigestComposer(papers, Plots(papers, upload)),
        PAPER_POST: PaperPostComposer(papers),
    }
