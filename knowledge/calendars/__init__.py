"""Calendars (RFC 5545): an ICS file as dated items."""

from knowledge.calendars.reading import CalendarItem, CalendarRead, is_calendar, read_calendar
from knowledge.calendars.whole import calendar_dates

__all__ = ["CalendarItem", "CalendarRead", "calendar_dates", "is_calendar", "read_calendar"]
