"""Samples to try things on: made-up people, files and questions."""
