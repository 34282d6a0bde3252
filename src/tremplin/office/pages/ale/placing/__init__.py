"""Requests, who comes in what order and why, proposals and placements."""
