"""Quizzes that a class plays together, and homework."""
