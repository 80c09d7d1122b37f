"""Which slides have no date at all: most, and they need none of the modules that read dates."""

from __future__ import annotations

import re

from knowledge.dates.names import MONTH, WEEKDAY
from knowledge.model import Form, Slide

MAY_BE_DATED = re.compile(
    rf"\d\s?[/.-]\s?\d|\b(?:{MONTH})\b\.?[\s-]*(?:the\s+)?\d|\d(?:st|nd|rd|th|er|\.)?[\s-]*(?:of\s+|de\s+)?(?:{MONTH})\b"
    rf"|\b(?:{WEEKDAY})\b|\b(?:end of|ende|fin|fines de|finales de)\s+(?:{MONTH})\b|\bthe \d{{1,2}}(?:st|nd|rd|th)\b|\b(?:week|woche|semaine|semana)s?\s*\d"
    r"|\b(?:to(?:day|morrow|night)|heute|morgen|demain|hoy|mañana|aujourd|(?:in|dans|en) \w+ (?:days|weeks|tagen|wochen|jours|semaines|días|semanas)|first|second|third)\b",
    re.I,
)


def may_be_dated(slide: Slide) -> bool:
    """False for a slide that certainly has no dated item, whatever the year and the zone."""
    if slide.hidden:
        return False
    texts = [slide.title, *(b.text for b in slide.bullets if b.form in (Form.TEXT, Form.TABLE))]
    return any(MAY_BE_DATED.search(text) for text in texts)
