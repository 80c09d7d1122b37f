"""Practising: what is asked next, and what came of it."""
