"""DmfA declarations, read to the hundredth."""

from decimal import Decimal

import pytest

from tests.intake.made import ANNA, BRAM, CELA, CPAS, dmfa
from tremplin.intake import read_bytes
from tremplin.law import decide

FIRST_QUARTER = {"first_day": "2025-01-01", "last_day": "2025-03-31"}
WHOLE_WEEK = {"days_per_week": 5, "weekly_hours": 38, "full_time_weekly_hours": 38, "employer": CPAS}


def line(days, hours, code=1, **other):
    """A row of a full-time worker in the first quarter of 2025."""
    return {
        **FIRST_QUARTER,
        "service_code": code,
        "days": Decimal(days),
        "hours": Decimal(hours),
        **WHOLE_WEEK,
        **other,
    }


def test_an_original(reading, said):
    found = reading("original.xml")
    assert found.format == "dmfa"
    assert [person.key for person in found.people] == [ANNA, BRAM]
    anna, bram = found.people
    assert anna.rows == [line("61.5", "467.4"), line("2", "15.2", 50), line("0.5", "3.8", 30)]
    assert bram.rows == [
        line(
            "21.75",
            "165.3",
            first_day="2025-02-10",
            days_per_week=4,
            weekly_hours=Decimal("30.4"),
        )
    ]
    assert anna.notes == ["article60"] * 3
    assert [place.partition(", ")[2] for place in anna.places] == [
        "line 26, Form[1]/…/NaturalPerson[1]/…/Service[1]",
        "line 32, Form[1]/…/NaturalPerson[1]/…/Service[2]",
        "line 38, Form[1]/…/NaturalPerson[1]/…/Service[3]",
    ]
    assert said(found) == [("benefit_unknown", 12)]


def test_the_answer_to_a_consultation_of_three_quarters(reading):
    found = reading("consultation.xml")
    anna = found.person()
    assert (anna.key, anna.name) == (ANNA, "Anna Exemple")
    assert anna.rows == [
        line("66", "501.6", first_day="2024-10-01", last_day="2024-12-31"),
        line("64", "486.4"),
        line("31", "235.6", first_day="2025-04-01", last_day="2025-05-16"),
    ]
    assert found.doubts == []
    assert anna.places[2].endswith("Form[3]/…/NaturalPersonConsult[1]/…/ServiceAction[1]")


def test_rows_go_into_a_decision_as_they_are(reading):
    rows = reading("consultation.xml").person().rows
    found = decide("admission", {"birth_date": "1971-05-10", "claim_date": "2025-06-02", "work": rows})
    assert found.result["proved_days"] == 194


def test_part_time_then_full_time_inside_a_quarter_are_two_lines(reading):
    rows = reading("part-time-to-full-time.xml").person().rows
    assert [(row["first_day"], row["last_day"], row["weekly_hours"], row["days"]) for row in rows] == [
        ("2024-01-01", "2024-02-14", 19, 32),
        ("2024-02-15", "2024-03-31", 38, 32),
        ("2024-02-15", "2024-03-31", 38, 1),
    ]


def test_termination_pay_is_told_apart_also_after_the_quarter(reading, said):
    found = reading("termination.xml")
    rows = found.person().rows
    assert [row.get("termination", False) for row in rows] == [False, True, True, True]
    assert [(row["first_day"], row["last_day"]) for row in rows[2:]] == [
        ("2024-10-01", "2024-12-31"),
        ("2025-01-01", "2025-02-14"),
    ]
    assert [row["days"] for row in rows[2:]] == [Decimal("65.33"), Decimal("32.67")]
    assert said(found) == [("termination", 38), ("termination_later", 57), ("estimate", 65)]


def pay(*codes):
    """What a quarter with such pay codes is read as."""
    row = {**FIRST_QUARTER, "service_code": 1, "days": 60, "hours": 456, **WHOLE_WEEK, "_pay": codes}
    found = read_bytes(dmfa({ANNA: [row]}), "a.xml")
    return found.person().rows[0].get("termination", False), [doubt.key for doubt in found.doubts]


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ((1,), (False, [])),
        ((1, 2), (False, [])),
        ((1, 4), (False, [])),
        ((3,), (True, ["doubt.termination"])),
        ((4,), (True, ["doubt.termination"])),
        ((1, 3), (True, ["doubt.termination_mixed"])),
        ((), (False, [])),
    ],
)
def test_what_pay_codes_say(codes, expected):
    assert pay(*codes) == expected


def test_figures_with_zeros_in_front(reading):
    assert reading("padded.xml").person().rows == [line("64", "486.4"), line("0.25", "1.9", 20)]


def test_latin_letters(reading):
    assert reading("latin.xml").person().name == "Zoé Müller-Façon"


def test_codes_of_the_local_authorities_until_2021(reading, said):
    found = reading("ppl.xml")
    assert found.person().notes == ["article60", "article60", ""]
    assert said(found) == [("worker_code_out_of_time", 94)]


def test_temporary_work_experience(reading, said):
    found = reading("twe.xml", region="flanders")
    assert found.person().notes == ["twe", ""]
    assert said(found) == [("worker_status_out_of_time", 57)]
    assert ("worker_status_region", 18) in said(reading("twe.xml", region="wallonia"))


def test_codes_out_of_their_quarters_are_kept_and_said(reading, said):
    found = reading("odd-codes.xml")
    assert [row["service_code"] for row in found.person().rows] == [301, 1, 77, 77, 23, 999, 1]
    assert said(found) == [
        ("code_out_of_time", 25),
        ("code_out_of_time", 75),
        ("code_out_of_time", 81),
        ("code_unknown", 87),
        ("benefit_unknown", 12),
    ]


def test_the_contract_type_against_q_and_s(reading, said):
    found = reading("contract-type.xml")
    assert said(found) == [("contract_full", 18), ("contract_part", 46), ("days_justified", 46)]
    assert [person.rows[0]["weekly_hours"] for person in found.people] == [Decimal("30.4"), 38]


def test_days_that_nothing_holds_are_left_out_with_their_numbers(reading, said):
    found = reading("beyond.xml")
    assert [row["days"] for row in found.person().rows] == [70]
    assert said(found) == [("days_beyond", 25), ("occupation_beyond", 101), ("more_than_regime", 63)]
    beyond, together, regime = found.doubts
    assert (beyond.words["said"], beyond.words["most"], beyond.severity) == (95, 90, "refused")
    assert (together.words["said"], together.words["most"], together.words["count"]) == (100, 92, 2)
    assert (regime.words["said"], regime.words["most"], regime.severity) == (70, 67, "doubt")


def test_the_same_form_twice_counts_once_and_another_version_not_at_all(reading, said):
    found = reading("duplicates.xml")
    assert found.person().rows == [line("64", "486.4")]
    assert said(found) == [("twice", 63), ("other_version", 101)]
    assert "ligne 25" in found.doubts[0].text("fr").split("une autre")[1]


def test_missing_blocks_are_named_with_what_is_lost(reading, said):
    found = reading("missing-blocks.xml")
    assert [(person.key, len(person.rows)) for person in found.people] == [(ANNA, 1), (CELA, 1), ("", 1)]
    assert said(found) == [
        ("no_quarter", 4),
        ("period_missing", 19),
        ("no_occupation", 36),
        ("no_start", 42),
        ("no_service", 44),
        ("no_inss", 55),
    ]
    assert found.people[0].rows[0]["employer"] == "123456789"


def test_quarters_before_the_first_and_after_the_last(reading, said):
    found = reading("early-and-late.xml")
    assert said(found) == [("quarter_too_early", 7), ("quarter_not_ended", 45)]
    assert len(found.person().rows) == 2


def test_check_digits_that_do_not_hold_keep_the_rows():
    row = {**FIRST_QUARTER, "service_code": 1, "days": 64, "hours": Decimal("486.4"), **WHOLE_WEEK}
    found = read_bytes(dmfa({"71051000061": [row]}), "a.xml")
    assert len(found.person("71.05.10-000.61").rows) == 1
    assert [doubt.key for doubt in found.doubts] == ["doubt.inss"]
    assert "710510 …" in found.doubts[0].text("nl") and "00061" not in found.doubts[0].text("nl")


def test_a_company_number_found_earlier_stands_for_the_onss_number():
    row = {**FIRST_QUARTER, "service_code": 1, "days": 20, **WHOLE_WEEK, "employer": "123456789"}
    later = {**row, "first_day": "2025-04-01", "last_day": "2025-06-30"}
    text = dmfa({ANNA: [row, later]}).decode()
    both = text.replace("<System5>", f"<CompanyID>{CPAS}</CompanyID><System5>", 1)
    assert [row["employer"] for row in read_bytes(both.encode(), "a.xml").person().rows] == [CPAS, CPAS]


def test_two_jobs_at_one_employer_stay_two():
    half = {**FIRST_QUARTER, "service_code": 1, "days": 64, "hours": Decimal("243.2"), **WHOLE_WEEK, "weekly_hours": 19}
    found = read_bytes(dmfa({ANNA: [{**half, "_number": 1}, {**half, "_number": 2}]}), "a.xml")
    assert len(found.person().rows) == 2 and found.doubts == []


def test_one_code_twice_in_an_occupation():
    row = {**FIRST_QUARTER, "service_code": 1, "days": 30, "hours": 228, **WHOLE_WEEK}
    same = read_bytes(dmfa({ANNA: [row, row]}), "a.xml")
    assert len(same.person().rows) == 1 and [doubt.key for doubt in same.doubts] == ["doubt.twice"]
    other = read_bytes(dmfa({ANNA: [row, {**row, "days": 31}]}), "a.xml")
    assert len(other.person().rows) == 2 and [doubt.key for doubt in other.doubts] == ["doubt.code_twice"]


def test_two_versions_of_a_full_quarter_by_one_employer_are_both_refused():
    row = {**FIRST_QUARTER, "service_code": 1, "days": 64, "hours": Decimal("486.4"), **WHOLE_WEEK}
    found = read_bytes(dmfa({ANNA: [{**row, "_number": 1}, {**row, "_number": 2}]}), "a.xml")
    assert found.people == [] and [doubt.key for doubt in found.doubts] == ["doubt.employer_beyond"]


def test_figures_that_cannot_be_are_left_out_or_refused():
    row = {**FIRST_QUARTER, "service_code": 1, "days": 64, "hours": 10, **WHOLE_WEEK, "days_per_week": 9}
    text = dmfa({ANNA: [row]}).decode()
    found = read_bytes(text.encode(), "a.xml")
    assert "days_per_week" not in found.person().rows[0]
    assert [(doubt.key, doubt.words["column"]) for doubt in found.doubts] == [("doubt.figure_out_of_range", "R")]
    found = read_bytes(text.replace("<ServiceNbrDays>6400", "<ServiceNbrDays>64,00").encode(), "a.xml")
    assert found.people == [] and found.doubts[0].key == "doubt.figure_unreadable"
    assert found.doubts[0].place.endswith("/Service[1]/ServiceNbrDays")
    found = read_bytes(text.replace("<MeanWorkingHours>3800", "<MeanWorkingHours>38h").encode(), "a.xml")
    assert "weekly_hours" not in found.person().rows[0]
    assert [doubt.key for doubt in found.doubts][0] == "doubt.figure_left_out"


def test_namespaces_comments_and_one_single_line_change_nothing():
    row = {**FIRST_QUARTER, "service_code": 1, "days": Decimal("61.5"), "hours": Decimal("467.4"), **WHOLE_WEEK}
    given = {ANNA: [row], BRAM: [row]}
    plain = read_bytes(dmfa(given), "a.xml")
    text = dmfa(given, indent=False).decode()
    spaced = text.replace("<DmfAOriginal>", '<d:DmfAOriginal xmlns:d="urn:example">').replace("</Dm", "</d:Dm")
    spaced = spaced.replace("<ServiceCode>001", "<ServiceCode>0<!-- one --><?p?>01")
    found = read_bytes(spaced.encode(), "a.xml")
    assert [person.rows for person in found.people] == [person.rows for person in plain.people]
    assert [person.key for person in found.people] == [ANNA, BRAM]


def test_an_employer_may_be_written_with_points():
    row = {**FIRST_QUARTER, "service_code": 1, "days": 20, **WHOLE_WEEK, "employer": CPAS}
    text = dmfa({ANNA: [row]}).decode().replace(f">{CPAS}<", ">1999.000.150<")
    assert read_bytes(text.encode(), "a.xml").person().rows[0]["employer"] == CPAS


def test_a_corrected_version_counts_where_the_first_cannot_be():
    row = {**FIRST_QUARTER, "service_code": 1, "days": 95, "hours": Decimal("486.4"), **WHOLE_WEEK}
    text = dmfa({ANNA: [row]}).decode()
    form = text[text.index("  <Form>") : text.index("</DmfAOriginal>")]
    found = read_bytes(text.replace(form, form + form.replace("9500", "6400")).encode(), "a.xml")
    assert [row["days"] for row in found.person().rows] == [64]
    assert [doubt.key for doubt in found.doubts] == ["doubt.days_beyond"]


def test_doubts_know_whose_they_are():
    row = {**FIRST_QUARTER, "service_code": 999, "days": 60, "hours": 456, **WHOLE_WEEK}
    found = read_bytes(dmfa({ANNA: [row], BRAM: [{**row, "days": 95}]}), "a.xml")
    assert [(doubt.key, doubt.whose) for doubt in found.doubts] == [
        ("doubt.code_unknown", ANNA),
        ("doubt.days_beyond", BRAM),
    ]
    assert [doubt.key for doubt in found.doubts_of(found.person())] == ["doubt.code_unknown"]
