"""What listeners work with; bootstrap makes one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from bot.blocks.answers import Options
from bot.delivery.downloads import FileHost
from bot.delivery.slack import SlackGateway
from bot.listeners.handed import Handed
from bot.listeners.polls.latest import Latest
from bot.services.calendars.feeds import PrivateCalendars
from bot.services.calendars.following import Following
from bot.services.deadlines.proposals import ProposalService
from bot.services.deadlines.service import DeadlineService
from bot.services.papers.service import PaperService
from bot.services.pictures import Picture, SlidePictures
from bot.services.polls.service import PollService
from bot.services.ports import Clock, Inbox
from bot.services.questions import QuestionService
from bot.services.quizzes.live.ports import Panels
from bot.services.quizzes.service import QuizService
from bot.services.reminding.ports import Reminders
from bot.services.replies import Reply
from bot.services.tasks import TaskRegistry
from bot.services.teaching import TeachingService
from bot.services.timetable import Timetable
from config.course import CourseConfig
from knowledge.model import Slide


@dataclass(frozen=True)
class Deps:
    """The bot's parts, wired. `bot_user` is the bot's own member id."""

    config: CourseConfig
    questions: QuestionService
    inbox: Inbox
    slack: SlackGateway
    clock: Clock
    tasks: TaskRegistry
    teaching: TeachingService
    files: FileHost
    pictures: SlidePictures
    deadlines: DeadlineService
    proposals: ProposalService
    following: Following
    reminders: Reminders
    calendars: PrivateCalendars
    polls: PollService
    papers: PaperService
    timetable: Timetable
    quizzes: QuizService
    panels: Panels
    handed: Handed
    bot_user: str
    built_at: datetime
    latest: Latest = field(default_factory=Latest)

    @property
    def can_ask_human(self) -> bool:
        return self.config.slack.help_channel is not None

    def options(
        self,
        timezone: str | None,
        *,
        share: bool = False,
        lead: str = "",
        picture: Picture | None = None,
    ) -> Options:
        """How an answer is to be shown to somebody in `timezone`."""
        zone = timezone or self.config.course.timezone
        human = self.can_ask_human
        return Options(
            self.clock.now(), zone, share=share, ask_human=human, lead=lead, picture=picture
        )

    def slide_under(self, reply: Reply) -> Slide | None:
        """The slide that a reply quotes; None for dates, which stand on several, and for what is no quote."""
        if not reply.answered or reply.items or reply.entry_id is None:
            return None
        return self.questions.course.slide_of(reply.entry_id)
