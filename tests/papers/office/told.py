"""What a paper says, as a list of texts: for tests that look for a value."""

from dataclasses import fields, is_dataclass


def said(part):
    """Every text of a paper, with plain spaces and without places to break."""
    if isinstance(part, str):
        return [part.replace("\xa0", " ").replace("\u202f", " ").replace("\u200b", "")]
    if isinstance(part, tuple | list):
        return [text for one in part for text in said(one)]
    if is_dataclass(part):
        return [text for field in fields(part) for text in said(getattr(part, field.name))]
    return []


def whole(part):
    return "\n".join(said(part))
