"""Every number of the law, in each region and year: a value with its source and status, or not known."""

import re

import pytest

from tremplin.cli import parameters
from tremplin.engine.kinds import STATUSES
from tremplin.law import belgian_law

law = belgian_law()
REGIONS = ("wallonia", "brussels", "flanders", "german_community")
VALUE = re.compile(r"  (since \d|(\w+ · )?not known: nothing on record)")


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("year", range(1994, 2027))
def test_each_is_printed_and_what_is_not_known_is_counted(capsys, region, year):
    parameters.run(law, None, region, f"{year}-07-01", "en", False)
    *blocks, last = capsys.readouterr().out.strip().split("\n\n")
    unfolded = [re.sub(r"\n {4,}", " ", block).splitlines() for block in blocks]
    told = {lines[0].split(" ")[0]: [line for line in lines if VALUE.match(line)] for lines in unfolded}
    assert set(told) == set(law.parameters)
    unknown = values = 0
    for name, lines in told.items():
        assert lines, name
        for line in lines:
            found = re.search(r": (.+?) +\[(.+)\]$", line)
            values += 1
            if found is None or found[1] == "unknown":
                assert "not known: nothing on record" in line or "rule unknown" in line, (name, line)
                unknown += 1
    share = re.fullmatch(rf"On 1 July {year}: (\d+) of (\d+) values are not known \((\d+(?:\.\d)?) %\)\.", last)
    assert share, last
    assert (int(share[1]), int(share[2])) == (unknown, values)
    assert abs(float(share[3]) - 100 * unknown / values) < 0.051


def test_no_value_is_without_source_and_status():
    for parameter in law.parameters.values():
        for version in parameter.versions:
            assert version.source.strip() and STATUSES[version.status], parameter.name
            if STATUSES[version.status] == "unset":
                assert all(version.note.get(language) for language in ("fr", "nl", "de", "en")), parameter.name


@pytest.mark.parametrize("region", REGIONS)
def test_the_pension_age_is_only_a_range(region):
    for version in law.parameters["pension_age"].versions:
        assert tuple(version.value) == (64, 67) and STATUSES[version.status] == "inferred"
