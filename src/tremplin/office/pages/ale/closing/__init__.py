"""The closing of a month."""
