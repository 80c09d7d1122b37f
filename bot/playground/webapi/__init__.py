"""Slack's Web API (https://docs.slack.dev/reference/methods): one table of methods, checked the same way."""

from bot.playground.webapi.dispatch import WebApi

__all__ = ["WebApi"]
