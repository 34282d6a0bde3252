"""Who ends when, for the whole office; what differs under today's law."""
