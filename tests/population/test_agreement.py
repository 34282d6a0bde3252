"""One by one equals all at once, unknowns included."""

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.population.cases import assert_agreement, cases_of

DECISIONS = [("meadow", "entry"), ("meadow", "season"), ("orchard", "picking"), ("orchard", "welcoming")]


# Not made smaller when it fails: lists of cases take minutes to, and one wrong result is told by its name.
@pytest.mark.parametrize(("name", "decision"), DECISIONS)
@settings(max_examples=40, phases=[Phase.explicit, Phase.generate])
@given(data=st.data())
def test_all_at_once_is_one_by_one(request, name, decision, data):
    law = request.getfixturevalue(name)
    assert_agreement(law, decision, data.draw(cases_of(law, decision)))
