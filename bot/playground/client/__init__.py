"""What the page (and a conversation test) may do: look, write, act; as one of the people."""

from bot.playground.client.api import ClientApi

__all__ = ["ClientApi"]
