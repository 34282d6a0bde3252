"""Hostile and mistaken input: a clear answer each time, code 2, never a traceback."""

import pytest

WORDS = (("decide", "entry"), ("explain", "entry"), ("flips", "entry"))


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "est vide"),
        (b"# nothing\n", "est vide"),
        (b"\x00\x9f\x92\x96" * 500, "n'est pas un texte en UTF-8"),
        (b"born: \xe9\n", "n'est pas un texte en UTF-8"),
        (b"[" * 100_000, "trop de niveaux"),
        (b'{"a":' * 100_000, "trop de niveaux"),
        (b"- 1\n", "on attend des faits"),
        (b"hello", "on attend des faits"),
        (b"born: 1990-05-01\nborn: 1990-05-01\n", "est écrit deux fois"),
        (b"born: .nan\n", "« .nan » n'est pas un jour"),
        (b"visit: 2010-06-01\ndogs: NaN\n", "« NaN » n'est pas un nombre"),
        (b"visit: 2010-06-01\ndogs: 1e999\n", "« 1e999 » n'est pas un nombre"),
        (b'{"visit": "2010-06-01", "dogs": Infinity}', "« Infinity » n'est pas un nombre"),
        (b"visit: 2010-06-01\ndogs: yes\n", "« yes » n'est pas un nombre"),
        (b"visit: 2010-06-01\ndogs: -1\n", "-1 est trop petit ; donnez au moins 0"),
        (b"visit: 2010-06-01\ndogs: 99999999999\n", "trop grand pour "),
        (b"visit: 2010-06-01\ndogs: 1.5\n", "1.5 a trop de "),
        (b"visit: 2010-06-01\nmember_card: 1\n", "n'est ni oui ni non"),
        (b"visit: 2010-02-30\n", "n'existe pas au calendrier"),
        (b"visit: 1999-12-31\n", "qui commence le 2000-01-01"),
        (b"visit: 2010-06-01\nbron: 1990-05-01\n", "Vouliez-vous dire born ?"),
        (b"visit: 2010-06-01\nplants: 3\n", "on attend une liste de lignes"),
        (b"visit: 2010-06-01\nplants: [3]\n", "on attend les colonnes de cette ligne"),
        (b"visit: 2010-06-01\nplants: [{pot: 3}]\n", "Vouliez-vous dire pots ?"),
    ],
)
def test_wrong_facts(tremplin, tmp_path, words, content, said):
    (tmp_path / "wrong.yaml").write_bytes(content)
    text = tremplin(*words, "wrong.yaml", code=2).stderr
    assert said in " ".join(text.split())
    assert "wrong.yaml" in text


@pytest.mark.parametrize(
    ("path", "said"), [("nothing.yaml", "n'existe pas"), (".", "c'est un dossier"), ("a\0b", "ne peut pas être lu")]
)
def test_wrong_files(tremplin, path, said):
    assert said in tremplin("decide", "entry", path, code=2).stderr


def test_a_huge_file_is_refused(tremplin, tmp_path):
    with (tmp_path / "huge.yaml").open("wb") as file:
        file.truncate(60_000_000)
    assert "dépasse 50 Mo" in tremplin("decide", "entry", "huge.yaml", code=2).stderr


def test_every_fault_at_once_in_the_order_of_the_lines(tremplin):
    text = tremplin("decide", "entry", "-", given="visit: x\ndog: 1\nborn: y\nplants: [{pots: z}]\n", code=2).stderr
    lines = [line for line in text.splitlines() if not line.startswith("    ")]
    assert lines[0] == "4 points à corriger"
    assert [line.split(" : ")[0].strip() for line in lines[1:]] == [
        "stdin, ligne 1, visit",
        "stdin, ligne 2, dog",
        "stdin, ligne 3, born",
        "stdin, ligne 4, plants[0].pots",
    ]


def test_an_unknown_decision(tremplin):
    assert "Vouliez-vous dire entry ?" in tremplin("decide", "entree", "facts.yaml", code=2).stderr
    assert "Noms possibles : " in tremplin("facts", "xyz", code=2).stderr


def test_a_law_that_does_not_load(tremplin, monkeypatch):
    from tremplin.cli import app
    from tremplin.ground.errors import LawError

    def broken():
        raise LawError(["a.yaml, rule b: no article; say where the law says it"])

    monkeypatch.setattr(app, "the_law", broken)
    assert tremplin("law", code=2).stderr == "a.yaml, rule b: no article; say where the law says it\n"


def test_wrong_office_values(tremplin, tmp_path):
    (tmp_path / "office.yaml").write_text(
        "- {parameter: dogs_allowed, from: 2020-01-01, value: 3, source: us}\n- {parameter: fee}\n"
    )
    text = " ".join(tremplin("decide", "entry", "facts.yaml", "--parameters", "office.yaml", code=2).stderr.split())
    assert (
        "office.yaml, ligne 1, dogs_allowed : le 2020-01-01, la loi ne laisse pas cette valeur ouverte (source : board)"
        in text
    )
    assert "office.yaml, ligne 2 : ce nom n'existe pas ici. Vouliez-vous dire fees ?" in text
