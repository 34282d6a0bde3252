"""Unemployment: days of work and the right to benefit."""
