"""Slack's HTTP mode and the health check."""

from bot.web.app import make_app, serve

__all__ = ["make_app", "serve"]
