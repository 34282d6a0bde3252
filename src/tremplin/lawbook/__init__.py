"""A law from its files: read, joined, checked whole; and what an office lays over it."""
