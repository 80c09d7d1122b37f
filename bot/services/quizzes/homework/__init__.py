"""Homework: a quiz that is open until a date, and that each person goes through by themselves."""
