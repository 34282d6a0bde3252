"""Rows from a CSV file."""

import json

import pytest

GOOD = "plant_code,pots\n1,4\n2,3\n"
FACTS = "born: 1990-05-01\nvisit: 2010-06-01\nmember_card: no\ninvited: no\ndogs: 1\n"


@pytest.fixture
def with_rows(tremplin, tmp_path):
    def run(content, *words, code=0, facts=FACTS):
        (tmp_path / "rows.csv").write_bytes(content if isinstance(content, bytes) else content.encode())
        (tmp_path / "visit.yaml").write_text(facts)
        return tremplin("decide", "entry", "visit.yaml", "--work", "rows.csv", *words, code=code)

    return run


@pytest.mark.parametrize(
    "content",
    [
        GOOD,
        GOOD.replace(",", ";"),
        "\ufeff" + GOOD,
        GOOD.replace("\n", "\r\n"),
        "pots,plant_code,,\n4,1,,\n\n 3 , 2 ,\n,,,\n",
        '"plant_code","pots"\n"1","4"\n"2","3"',
    ],
)
def test_comma_or_semicolon_with_or_without_a_mark(with_rows, content):
    found = json.loads(with_rows(content, "--json").stdout)
    assert found["result"]["blooms"] == 4
    assert next(step for step in found["steps"] if step["name"] == "blooms")["values"] == [4, 0]


def test_an_empty_cell_is_left_out(with_rows):
    found = json.loads(with_rows("plant_code,pots\n1,\n", "--json").stdout)
    assert found["missing"] == ["plants[0].pots"]


def test_headings_alone_are_no_rows(with_rows):
    assert json.loads(with_rows("plant_code,pots\n", "--json").stdout)["result"]["blooms"] == 0


def test_every_fault_with_its_file_line_and_column(with_rows):
    text = with_rows('plantcode,pots,\n1,"4,5"\n2,many\n3,4,5\n', code=2).stderr
    assert " ".join(text.split()) == (
        "4 points à corriger"
        " rows.csv, ligne 1, plantcode : ce nom n'existe pas ici. Vouliez-vous dire plant_code ?"
        " rows.csv, ligne 2, plants[0].pots : « 4,5 » a une virgule décimale ; écrivez 4.5"
        " rows.csv, ligne 3, plants[1].pots : « many » n'est pas un nombre ; écrivez-le en chiffres,"
        " avec un point pour les décimales : 12.5"
        " rows.csv, ligne 4 : cette ligne a plus de cellules (3) que le tableau n'a de titres (2) ;"
        " vérifiez les séparateurs"
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "rows.csv : ce fichier est vide"),
        (b"plant_code\n\xe9\n", "rows.csv, ligne 2 : ce fichier n'est pas un texte"),
        (b"\x00\x01\xff", "rows.csv, ligne 1"),
        ('plant_code\n"1\n', "ne peut pas être lu ici"),
        ("plant_code,,pots\n1,,2\n", "la colonne 2 n'a pas de titre"),
        ("pots,pots\n1,2\n", "« pots » est écrit deux fois"),
        ("pots\n" + "9" * 200_000 + "\n", "ne peut pas être lu ici"),
        ("pots\n010\n", "« 010 » n'est pas un nombre"),
        ("pots\n1e3\n", "« 1e3 » n'est pas un nombre"),
        ("pots\n1 000\n", "« 1 000 » n'est pas un nombre"),
        ("pots\n5000\n", "5000 n'est pas possible ; donnez une valeur de 0 à 1000"),
    ],
)
def test_what_cannot_be_rows(with_rows, content, said):
    assert said in " ".join(with_rows(content, code=2).stderr.split())


def test_rows_in_one_place_only(with_rows):
    text = with_rows(GOOD, code=2, facts=FACTS + "plants: []\n").stderr
    assert "visit.yaml, ligne 6, plants : les lignes sont données ici et dans rows.csv" in text


def test_a_decision_without_rows(tremplin, tmp_path):
    (tmp_path / "rows.csv").write_text(GOOD)
    (tmp_path / "season.yaml").write_text("visit: 2020-01-01\nlast_day: 2020-02-01\n")
    text = tremplin("decide", "season", "season.yaml", "--work", "rows.csv", code=2).stderr
    assert "rows.csv : cette décision ne demande pas de lignes" in text
