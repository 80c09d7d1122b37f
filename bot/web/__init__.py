"""Slack's HTTP mode, private calendars and the health check."""

from bot.web.app import add_slack, make_app, serve

__all__ = ["add_slack", "make_app", "serve"]
