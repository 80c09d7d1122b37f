"""The minute paper in Slack: commands, buttons and windows."""
