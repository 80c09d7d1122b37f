"""Polls as messages and windows."""
