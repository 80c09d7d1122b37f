"""Calendars (RFC 5545): an ICS file as dated items."""

from knowledge.calendars.reading import CalendarItem, CalendarRead, is_calendar, read_calendar

__all__ = ["CalendarItem", "CalendarRead", "is_calendar", "read_calendar"]
