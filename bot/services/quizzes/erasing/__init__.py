"""Erasing what is kept of somebody in quizzes."""
