"""Decisions taken: stored once with their facts, outcome, steps and law, so that they can be replayed."""
