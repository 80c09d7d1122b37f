"""What `bot/bootstrap.py` builds, by subject."""
