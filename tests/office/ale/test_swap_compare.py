"""Two lists of balances compared: any order, nothing where they are equal, each planted change once, nothing else."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tremplin.office.ale.swap import FIELDS, HARMLESS, OTHERS, Row, compare, sums

tried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
NUMBERS = [f"{number:010d}" for number in range(40)]


@st.composite
def rows(draw):
    """Authorisations with their own numbers, some with cheques of two prices."""
    found = []
    for number in draw(st.lists(st.sampled_from(NUMBERS), unique=True, max_size=12)):
        for price in draw(st.lists(st.sampled_from([595, 620, 800]), unique=True, min_size=1, max_size=2)):
            cheques, paper = draw(st.integers(0, 300)), draw(st.integers(0, 50))
            ranges = ((paper * 1000, paper * 1000 + paper - 1),) if paper else ()
            found.append(
                Row(
                    number,
                    f"VAL-U-{number[-4:]}",
                    price,
                    cheques,
                    cheques * price,
                    ranges,
                    paper,
                    draw(st.integers(-500, 5000)),
                    draw(st.sampled_from([1500, 4500])),
                    "Rue du Puits 3",
                    "5995",
                    "Valmarche",
                    len(found) + 2,
                )  # fmt: skip
            )
    return found


def kinds(found):
    return [(one.kind, one.number) for one in found.differences]


@tried
@given(rows())
def test_a_list_compared_with_itself_is_equal(ours):
    found = compare(ours, ours)
    assert found.differences == () and found.is_equal and found.ours == found.theirs == sums(ours)


@tried
@given(rows(), rows(), st.randoms(use_true_random=False), st.sets(st.sampled_from(FIELDS)))
def test_the_order_of_lines_means_nothing(ours, theirs, chance, fields):
    mixed_ours, mixed_theirs = list(ours), list(theirs)
    chance.shuffle(mixed_ours), chance.shuffle(mixed_theirs)
    assert compare(mixed_ours, mixed_theirs, fields) == compare(ours, theirs, fields)


@tried
@given(rows(), rows(), st.sets(st.sampled_from(FIELDS)))
def test_without_a_difference_that_holds_up_the_totals_are_equal(ours, theirs, fields):
    for found in (compare(ours, theirs, fields), compare(ours, ours, fields)):
        if not found.holding:
            assert found.is_equal or found.uncompared


CHANGES = {
    "user": lambda row: replace(row, user=row.user + "9"),
    "price": lambda row: replace(row, price=row.price + 1),
    "cheques": lambda row: replace(row, cheques=row.cheques + 1, value=row.value + row.price),
    "value": lambda row: replace(row, value=row.value - 1),
    "ranges": lambda row: replace(row, ranges=(*row.ranges, (10**9, 10**9)), paper=row.paper + 1),
    "paper": lambda row: replace(row, paper=row.paper + 1),
    "prepaid": lambda row: replace(row, prepaid=row.prepaid - 1),
    "maximum": lambda row: replace(row, maximum=0),
    "address": lambda row: replace(row, street="Rue du Puits 4"),
}


@tried
@given(rows().filter(bool), st.data())
def test_each_planted_change_is_found_and_nothing_else(ours, data):
    """In every second line another change; a line may also be left out, be there twice, or be nobody's."""
    theirs, planted = [], []
    for row in ours:
        what = data.draw(st.sampled_from([*OTHERS, "missing", "double", "same", "same"]))
        if what in ("price", "missing", "double") and any(one.number == row.number and one is not row for one in ours):
            what = "same"  # Two prices of one number: which is meant is tried below.
        if what == "double":
            theirs += [row, replace(row, position=1000 + row.position)]
        elif what != "missing":
            theirs.append(CHANGES[what](row) if what in CHANGES else row)
        planted += [] if what == "same" else [(what, row.number)]
    if data.draw(st.booleans()):
        theirs.append(Row("9999999999", price=595, cheques=1, value=595))
        planted.append(("extra", "9999999999"))
    found = compare(ours, theirs)
    assert sorted(kinds(found)) == sorted(planted)
    assert bool(found.holding) == any(kind not in HARMLESS for kind, _ in planted)
    assert found.is_equal == (not found.holding)


def test_two_prices_of_one_number_keep_to_their_own_lines():
    ours = [Row("1", price=595, cheques=3, value=1785), Row("1", price=620, cheques=7, value=4340)]
    assert kinds(compare(ours, [ours[1], replace(ours[0], price=600)])) == [("price", "1")]
    assert kinds(compare(ours, ours[:1])) == [("missing", "1")]
    (missing,) = compare(ours, ours[1:]).differences
    assert (missing.kind, missing.ours) == ("missing", ours[0])
    assert kinds(compare(ours[:1], ours)) == [("double", "1")]


def test_an_address_is_compared_as_people_write_it():
    ours = Row("1", price=595, street="Rue de l'Église 3", town="Liège")
    assert compare([ours], [replace(ours, street="RUE DE L EGLISE, 3", town="liege")]).differences == ()
    assert kinds(compare([ours], [replace(ours, street="Rue de l'Église 3/2")])) == [("address", "1")]
    assert compare([ours], [Row("1", price=595)], ["cheques"]).differences == ()


def test_paper_that_the_other_list_does_not_tell_is_not_equal():
    ours = Row("1", price=595, ranges=((1, 5),), paper=5)
    found = compare([ours], [Row("1", price=595)], ["cheques", "value"])
    assert found.differences == () and found.uncompared == ("paper",) and not found.is_equal
