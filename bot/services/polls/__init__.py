"""Polls: reading what somebody typed, voting, counting, closing, comparing."""
