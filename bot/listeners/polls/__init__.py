"""`/poll`, its buttons and its windows."""
