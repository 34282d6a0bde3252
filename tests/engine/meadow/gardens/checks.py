"""What cannot be in a form."""

from collections.abc import Callable

from tremplin.engine.facts import Case


def no_felled_oak(case: Case, fault: Callable[..., None]) -> None:
    """A felled tree of no height cannot be; nor a form of a hundred hours and no money."""
    trees = case.rows.get("trees") or {"height": [], "felled": []}
    for place, (height, felled) in enumerate(zip(trees["height"], trees["felled"], strict=True)):
        if height == 0 and felled == 1:
            fault("trees", place, "height", "too_low", said=0, low="0.01")
    if case.values["form_hours"] == 10000 and case.values["form_money"] == 0:
        fault(None, None, "form_hours", "too_high", said=100, high=99)
