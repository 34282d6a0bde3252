"""CSV and workbooks, in four languages, as spreadsheets write them."""

import datetime
import io
from decimal import Decimal

import pytest
from openpyxl import Workbook

from tests.intake.conftest import FILES
from tests.intake.made import ANNA, BRAM
from tremplin.ground.reading import read_yaml
from tremplin.intake import headings, read_bytes, table

WEEK = {"days_per_week": 5, "weekly_hours": 38, "full_time_weekly_hours": 38, "employer": "CPAS de Valmarche"}
ROWS = [
    {
        "first_day": "2025-01-01",
        "last_day": "2025-03-31",
        "service_code": 1,
        "days": Decimal("61.5"),
        "hours": Decimal("467.4"),
        **WEEK,
    },  # fmt: skip
    {
        "first_day": "2025-01-01",
        "last_day": "2025-03-31",
        "service_code": 30,
        "days": Decimal("0.5"),
        "hours": Decimal("3.8"),
        **WEEK,
    },  # fmt: skip
    {
        "first_day": "2025-04-01",
        "last_day": "2025-05-16",
        "service_code": 1,
        "days": 31,
        "hours": Decimal("235.6"),
        **WEEK,
    },  # fmt: skip
]


def keys(found):
    return [doubt.key.removeprefix("doubt.") for doubt in found.doubts]


@pytest.mark.parametrize(
    ("language", "doubts"), [("fr", []), ("nl", []), ("de", ["western", "column_unknown"]), ("en", [])]
)
def test_the_same_table_in_four_languages(reading, language, doubts):
    found = reading(f"table.{language}.csv")
    assert found.format == "csv"
    assert found.person().rows == ROWS
    assert keys(found) == doubts
    assert found.person().places[2] == f"{FILES}/table.{language}.csv, line 4"


def test_a_table_of_several_people(reading):
    found = reading("people.csv")
    assert [(person.key, person.name, len(person.rows)) for person in found.people] == [
        (ANNA, "Anna Exemple", 2),
        (BRAM, "Bram Voorbeeld", 1),
    ]
    assert found.person(ANNA).rows[1]["last_day"] == "2025-03-31"
    assert found.doubts == []


def test_a_broken_table_gives_its_sound_rows_and_every_doubt(reading, said):
    found = reading("broken.csv")
    assert [(row["first_day"], row["days"]) for row in found.person().rows] == [("2025-07-01", 65)]
    assert sorted(said(found), key=lambda pair: (pair[1] or 0, pair[0])) == [
        ("whole_quarter", None),
        ("column_near", 1),
        ("column_unknown", 1),
        ("days_beyond", 2),
        ("two_quarters", 3),
        ("figure_unreadable", 4),
        ("period_unreadable", 5),
        ("period_missing", 6),
        ("day_unreadable", 7),
        ("figure_unreadable", 8),
        ("twice", 10),
    ]
    assert "« jours »" in next(doubt.text("fr") for doubt in found.doubts if doubt.key == "doubt.column_near")


def rows_of(text, **how):
    found = read_bytes(text.encode() if isinstance(text, str) else text, "a.csv", **how)
    rows = [row for person in found.people for row in person.rows]
    return rows, [key for key in keys(found) if key != "no_week"]


def test_without_hours_a_week_nobody_knows_whether_it_is_full_time():
    bare = read_bytes(b"trimestre;code;jours\n2025Q1;1;3\n2025Q2;1;4\n", "a.csv")
    assert [(of.place, of.key) for of in bare.doubts if of.key == "doubt.no_week"] == [("a.csv", "doubt.no_week")]
    some = read_bytes(b"trimestre;code;jours;Q;S\n2025Q1;1;3;38;38\n2025Q2;1;4;;\n", "a.csv")
    assert [of.place for of in some.doubts if of.key == "doubt.no_week"] == ["a.csv, line 3"]
    assert "temps plein" in some.doubts[-1].text("fr")


@pytest.mark.parametrize(
    "quarter",
    [
        "2025Q1",
        "2025/1",
        "20251",
        "2025-1",
        "2025 T1",
        "T1 2025",
        "K1 2025",
        "Q1/2025",
        "1er trimestre 2025",
        "1e kwartaal 2025",
        "1. Quartal 2025",
        "1st quarter 2025",
        "trimestre 1 2025",
        "1/2025",
    ],  # fmt: skip
)
def test_quarters_as_people_write_them(quarter):
    rows, _ = rows_of(f"trimestre;code;jours\n{quarter};1;3\n")
    assert (rows[0]["first_day"], rows[0]["last_day"]) == ("2025-01-01", "2025-03-31")


@pytest.mark.parametrize(
    "month", ["2025-02", "02/2025", "2/2025", "février 2025", "Februari 2025", "FEBRUAR 2025", "Feb. 2025", "fév 2025"]
)
def test_months_as_people_write_them(month):
    rows, _ = rows_of(f"Mois;code;jours\n{month};1;3\n")
    assert (rows[0]["first_day"], rows[0]["last_day"]) == ("2025-02-01", "2025-02-28")


def test_what_could_be_a_month_or_a_quarter_is_not_guessed():
    assert rows_of("période;code;jours\n1/2025;1;3\n2025-02;1;4\n2025Q2;1;5\n")[1] == ["period_unreadable", "whole_quarter"]  # fmt: skip  # noqa: E501


@pytest.mark.parametrize(
    ("day", "read"),
    [
        ("2025-01-31", "2025-01-31"),
        ("31/01/2025", "2025-01-31"),
        ("31.1.2025", "2025-01-31"),
        ("31-01-2025", "2025-01-31"),
        ("2025-01-31 00:00:00", "2025-01-31"),
        ("01/31/2025", None),
        ("31/01/25", None),
        ("2025-02-30", None),
        ("31/01-2025", None),
        ("hier", None),
    ],
)
def test_days_as_people_write_them(day, read):
    rows, said = rows_of(f"début;fin;code;jours\n{day};31/01/2025;1;1\n")
    assert (rows[0]["first_day"] if rows else None) == read
    assert ("day_unreadable" in said) == (read is None)


def test_days_month_first_make_the_others_of_their_column_ambiguous():
    rows, said = rows_of("début;fin;code;jours\n01/31/2025;2025-02-03;1;1\n02/03/2025;2025-03-20;1;1\n03/03/2025;2025-03-20;1;1\n")  # fmt: skip  # noqa: E501
    assert [row["first_day"] for row in rows] == ["2025-03-03"]
    assert said == ["day_unreadable", "day_ambiguous"]


@pytest.mark.parametrize(
    ("said", "hours"),
    [
        ("467,4", "467.4"),
        ("467.40", "467.4"),
        ("1 234,5", "1234.5"),
        ("1\u202f234,5", "1234.5"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1234", "1234"),
        ("30h24", "30.4"),
        ("30:20", "30.33"),
        ("30 u 15", "30.25"),
        ("25,3333", "25.33"),
        ("1.234", None),
        ("1,234", None),
        ("1.234.567", None),
        ("30h75", None),
        ("1e3", None),
        ("nan", None),
        ("４", None),
        ("- ", None),
    ],
)
def test_figures_as_people_write_them(said, hours):
    rows, _ = rows_of(f"trimestre;code;heures\n2025Q1;1;{said}\n")
    assert (rows[0]["hours"] if rows else None) == (hours and Decimal(hours))


def test_words_as_people_write_them():
    rows, said = rows_of("trimestre;code;jours;allocation payée;rupture;état\n2025Q1;50;3;Oui;non;planned\n2025Q1;50;4;peut-être;;\n")  # fmt: skip  # noqa: E501
    assert rows == [{"first_day": "2025-01-01", "last_day": "2025-03-31", "service_code": 50, "days": 3, "layer": "planned", "termination": False, "benefit_paid": True}]  # fmt: skip  # noqa: E501
    assert said == ["whole_quarter", "word_unreadable"]


def test_the_quarter_is_clipped_to_the_days_of_the_occupation():
    rows, said = rows_of("trimestre;du;au;code;jours\n2025Q1;15/02/2025;31/12/2025;1;3\n2025Q1;01/04/2025;;1;3\n")
    assert [(row["first_day"], row["last_day"]) for row in rows] == [("2025-02-15", "2025-03-31")]
    assert said == ["outside_quarter"]


def test_without_codes_the_rows_say_so():
    rows, said = rows_of("trimestre;jours\n2025Q1;3\n")
    assert "service_code" not in rows[0]
    assert said == ["no_code_column", "whole_quarter", "code_missing"]


def test_lines_above_the_headings_and_empty_lines():
    rows, said = rows_of("\nDéclarations de Madame\n;;\ntrimestre;code;jours\n\n2025Q1;1;3\n;;\n")
    assert len(rows) == 1 and said == ["heading_line", "whole_quarter"]


def test_a_column_twice_and_a_line_too_long():
    rows, said = rows_of("trimestre;code;jours;nombre de jours\n2025Q1;1;3;4\n2025Q1;1;3;4;5\n")
    assert rows[0]["days"] == 3 and said == ["column_twice", "whole_quarter", "too_many_cells"]


def test_rows_without_a_number_among_people():
    found = read_bytes(f"NISS;trimestre;code;jours\n{ANNA};2025Q1;1;3\n;2025Q1;1;4\n".encode(), "a.csv")
    assert [person.key for person in found.people] == [ANNA, ""]
    assert "no_inss" in keys(found)


def test_people_by_name_alone():
    found = read_bytes(b"nom;trimestre;code;jours\nAnna;2025Q1;1;3\nBram;2025Q1;1;4\n", "a.csv")
    assert found.person("Bram").rows[0]["days"] == 4


def test_zeros_that_a_spreadsheet_took_from_a_number():
    found = read_bytes(b"NISS;trimestre;code;jours\n1032900074;2025Q1;1;3\n", "a.csv")
    assert found.person().key == "01032900074" and "inss" not in keys(found)


def test_wide_text_of_spreadsheets():
    content = "Trimestre\tCode\tJours\n2025Q1\t1\t3\n".encode("utf-16")
    assert read_bytes(content, "a.csv").person().rows[0]["days"] == 3


def test_signs_that_steer_a_terminal_are_not_shown():
    found = read_bytes(b"trimestre;code;jours;employeur\n2025Q1;\x1b[2J;3;\x1b[31mX\n2025Q1;1;3;\x1b[31mX", "a.csv")  # fmt: skip  # noqa: E501
    assert "\x1b" not in found.person().rows[0]["employer"] + found.doubts[0].text("fr") + found.doubts[1].text("fr")


def test_every_heading_means_one_column():
    content = read_yaml((FILES.parents[2] / "src/tremplin/intake/headings.yaml").read_bytes(), "headings.yaml")
    for column, languages in content.items():
        assert list(languages) == ["fr", "nl", "de", "en"]
        for text in [column, *(text for texts in languages.values() for text in texts)]:
            assert headings.column_of(str(text)) == column, text
            assert headings.column_of(f" {str(text).upper()} (h.) ") == column or "ß" in str(text), text


# Workbooks.


def workbook(rows, *, title="Prestations", before=()):
    """A workbook whose sheet holds rows; `before` names empty sheets that come first."""
    book = Workbook()
    for name in before:
        book.create_sheet(name)
    sheet = book.create_sheet(title)
    book.remove(book.worksheets[0])
    for row in rows:
        sheet.append(row)
    found = io.BytesIO()
    book.save(found)
    return found.getvalue()


HEADINGS = ["Trimestre", "Premier jour", "Dernier jour", "Code", "Jours", "Heures", "Régime", "Q", "S", "Employeur"]
CELLS = [
    [
        "T1 2025",
        datetime.date(2025, 1, 1),
        datetime.datetime(2025, 3, 31),
        1,
        61.5,
        467.40000000000003,
        5,
        38,
        38.0,
        "CPAS de Valmarche",
    ],  # fmt: skip
    [20251, "01/01/2025", "31/03/2025", "030", "0,5", 3.8, 5, 38, 38, "CPAS de Valmarche"],
    ["2025/2", datetime.date(2025, 4, 1), datetime.date(2025, 5, 16), 1, 31, 235.6, 5, 38, 38, "CPAS de Valmarche"],
]


def test_a_workbook():
    found = read_bytes(workbook([HEADINGS, *CELLS]), "a.xlsx")
    assert found.format == "xlsx" and found.person().rows == ROWS and found.doubts == []
    assert found.person().places[1] == "a.xlsx, sheet Prestations, line 3"


def test_the_first_sheet_with_headings_is_taken_and_said():
    content = workbook([["Relevé 2025"], [], HEADINGS, *CELLS], before=("Notes", "Plan"))
    found = read_bytes(content, "a.xlsx")
    assert found.person().rows == ROWS and keys(found) == ["sheet", "heading_line"]
    assert found.doubts[0].words == {"sheet": "Prestations", "others": "Notes, Plan"}
    assert "feuille Prestations, ligne 3" not in found.doubts[0].text("fr")


def test_hours_of_a_clock_and_formulas_without_a_value():
    clock = datetime.timedelta(days=1, hours=6, minutes=24)
    row = ["2025Q1", 1, "=SUM(A1:A2)", datetime.time(7, 36), clock, 38]
    found = read_bytes(workbook([["trimestre", "code", "jours", "heures", "Q", "S"], row]), "a.xlsx")
    (row,) = found.person().rows
    assert (row["hours"], row["weekly_hours"]) == (Decimal("7.6"), Decimal("30.4"))
    assert "days" not in row
    assert [doubt.place for doubt in found.doubts if doubt.key == "doubt.formula"] == ["a.xlsx, sheet Prestations, line 2, column C"]  # fmt: skip  # noqa: E501


def test_numbers_of_people_and_months_in_a_workbook():
    headings = ["NISS", "mois", "code", "jours"]
    found = read_bytes(workbook([headings, [1032900074, datetime.date(2025, 2, 1), 1, 2]]), "a.xlsx")
    assert found.person().key == "01032900074"
    assert found.person().rows[0]["last_day"] == "2025-02-28"
    found = read_bytes(workbook([headings, [1032900074, datetime.date(2025, 2, 3), 1, True]]), "a.xlsx")
    assert keys(found) == ["period_unreadable", "figure_unreadable"]


def test_a_workbook_in_which_nothing_is_known():
    with pytest.raises(Exception) as caught:
        read_bytes(workbook([["a", "b"], [1, 2]]), "a.xlsx")
    assert caught.value.faults[0].key == "doubt.no_headings"


def test_the_lines_in_which_headings_are_looked_for():
    above = "x\n" * table.FIRST_LINES
    with pytest.raises(Exception) as caught:
        read_bytes(f"{above}trimestre;code;jours\n2025Q1;1;3\n".encode(), "a.csv")
    assert caught.value.faults[0].key == "doubt.no_headings"
