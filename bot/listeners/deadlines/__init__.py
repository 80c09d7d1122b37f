"""`/deadlines`: its subcommands, buttons and windows."""
