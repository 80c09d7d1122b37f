"""Dates and times as course pages write them, in English, German, French and Spanish.

`names` has the words, `whole` the dates with their year, `lookalikes` what is none; `days`, `relative`,
`times` and `zones` each find one kind of thing in a phrase; `moments` puts them together, `cues` says
what a moment is (due, an exam, a release), and `titles` what a calendar would call it.
"""

from knowledge.dates.names import MONTH, MONTHS, WEEKDAY, WEEKDAYS
from knowledge.dates.whole import full_date, is_only_a_date, puts_day_first, term_date

__all__ = [
    "MONTH",
    "MONTHS",
    "WEEKDAY",
    "WEEKDAYS",
    "full_date",
    "is_only_a_date",
    "puts_day_first",
    "term_date",
]
