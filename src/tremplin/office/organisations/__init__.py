"""Offices, who works in them and as what, and the amounts that an office sets."""
