"""The minute paper's messages and windows."""
