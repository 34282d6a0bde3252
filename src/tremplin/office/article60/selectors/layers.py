"""The three layers of days of a file: what is declared, what is only paid, what is planned."""

from __future__ import annotations

from tremplin.engine.law import Law
from tremplin.office.article60.facts import ONE_DAY, Records
from tremplin.office.ledger.selectors.layers import Layers, layers


def layers_of(records: Records, law: Law | None = None) -> Layers:
    """The layers of a file's person, with the days on which the CPAS employs her."""
    ended = {contract.pk: contract.ended_on for contract in records.contracts}
    expected = []
    for period in records.periods:
        end = period.days.upper or records.today + ONE_DAY
        if (last := ended.get(period.contract_id)) is not None:
            end = min(end, last + ONE_DAY)
        if end > period.days.lower:
            expected.append((period.days.lower, end))
    return layers(records.work, expected, records.today, law)
