"""The inspection pack: the same bytes twice, and an index whose hashes are those of its files."""

import hashlib
import io
import zipfile

import pytest

from tests.papers.office import made
from tests.papers.office.told import whole
from tremplin.engine.kinds import LANGUAGES
from tremplin.papers.office.pack import INDEX, Access, PackFile, entries_of, index_of, log_csv, pack, safe

pytest.importorskip("typst")


def packed(files=made.FILES, log=made.LOG, language="fr"):
    return pack(made.OFFICE, made.WORKER, files, log, language, "2026-P-001", made.MADE)


def test_the_same_files_give_the_same_bytes():
    assert packed() == packed()
    assert packed() != packed(log=made.LOG[:1])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_index_holds_the_hash_of_every_file(language):
    with zipfile.ZipFile(io.BytesIO(packed(language=language))) as archive:
        names = archive.namelist()
        contents = {name: archive.read(name) for name in names}
        assert archive.testzip() is None
        assert {info.date_time for info in archive.infolist()} == {(2026, 2, 10, 0, 0, 0)}
        assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_STORED}
    entries = entries_of(made.FILES, made.LOG, language)
    assert names == [INDEX, *(one.name for one in entries)]
    text = whole(index_of(made.OFFICE, made.WORKER, entries, language, "1", made.MADE))
    for name in names[1:]:
        assert hashlib.sha256(contents[name]).hexdigest() in text and name in text
    assert [contents[name] for name in names[1:-1]] == [file.content for file in made.FILES]


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\contrat é.pdf", "contrat-e.pdf"),
        ("", "file"),
        ("..", "file"),
        ("a" * 300 + ".pdf", "a" * 68 + ".pdf"),
        ("عقد.pdf", "file.pdf"),
        ("con\0trat\n.pdf", "con-trat.pdf"),
    ],
)
def test_a_name_that_every_system_can_unpack(given, name):
    assert safe(given) == name


def test_files_of_one_name_stand_side_by_side():
    files = [PackFile("", "a", "x.pdf", b"1"), PackFile("", "b", "x.pdf", b"2")]
    with zipfile.ZipFile(io.BytesIO(packed(files))) as archive:
        assert archive.namelist()[1:3] == ["01-x.pdf", "02-x.pdf"]


def test_an_empty_file_still_has_its_index_and_log():
    with zipfile.ZipFile(io.BytesIO(packed((), ()))) as archive:
        assert archive.namelist() == [INDEX, "01-journal-acces.csv"]


def test_no_cell_of_the_log_is_a_formula():
    text = log_csv([*made.LOG, Access("+1", "-2", "@x", "\t=1", 'a;"b"\nc')], "fr").decode("utf-8-sig")
    assert text.startswith("moment;qui;rôle;quoi;pourquoi\r\n")
    assert "'=cmd" in text and "'+1;'-2;'@x;" in text and '"a;""b""\nc"' in text


def test_a_log_that_holds_half_a_character():
    assert b"?" in log_csv([Access("\ud800", "\0")], "fr")
