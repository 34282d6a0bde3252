"""Files that are refused whole: why, where and what to do, in four languages, and never another exception."""

import builtins

import pytest

from tests.intake.conftest import FILES
from tests.intake.made import ANNA, archive, dmfa
from tremplin.engine.kinds import LANGUAGES
from tremplin.ground.errors import InputError
from tremplin.intake import read, read_bytes, stream

ROW = {"first_day": "2025-01-01", "last_day": "2025-03-31", "service_code": 1, "days": 64}
SOUND = dmfa({ANNA: [ROW]})


def refusal(content, name="file"):
    with pytest.raises(InputError) as caught:
        read_bytes(content, name)
    (fault,) = caught.value.faults
    for language in LANGUAGES:
        assert fault.text(language)
    return fault


@pytest.mark.parametrize(
    ("file", "key", "place"),
    [
        ("wrong-encoding.xml", "encoding", "line 15"),
        ("cut-off.xml", "cut_off", "line 35"),
        ("doctype.xml", "doctype", ""),
        ("entity-bomb.xml", "doctype", ""),
        ("empty.xml", "empty", ""),
        ("binary.bin", "not_known", ""),
        ("onem.yaml", "no_work", ""),
    ],
)
def test_files_that_are_refused(file, key, place):
    with pytest.raises(InputError) as caught:
        read(str(FILES / file))
    (fault,) = caught.value.faults
    assert fault.key == f"doubt.{key}" and fault.place.endswith(place)


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"  \r\n\t ", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\xff\xfe", "empty"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "old_workbook"),
        (b"%PDF-1.7 ...", "not_known"),
        (b"\x00\x01\x02\x03", "not_known"),
        (b"<html><body><p>Login</p></body></html>", "wrong_root"),
        (b"<DmfAUpdate><Form><A>1</A></Form></DmfAUpdate>", "wrong_root"),
        (b"<DmfAOriginal><Form></DmfAOriginal>", "not_xml"),
        (b"<DmfAOriginal><a>&unknown;</a></DmfAOriginal>", "not_xml"),
        (b"<?xml version='1.0' encoding='klingon'?><DmfAOriginal/>", "encoding"),
        (SOUND.replace(b"<Form>", b"<Form>\xff"), "encoding"),
        (SOUND[:700], "cut_off"),
        (SOUND[:-4], "cut_off"),
        (SOUND.decode().replace("<DmfA", "<!DOCTYPE x><DmfA", 1).encode("utf-16"), "doctype"),
        (b"PK\x03\x04" + bytes(60), "not_workbook"),
        (b"a;b;c\n1;2;3\n", "no_headings"),
        (b"code;jours\n1;3\n", "no_column"),
        (b"trimestre;code\n2025Q1;1\n", "no_column"),
        (b"work: 3\n", "not_rows"),
    ],
)
def test_bytes_that_are_refused(content, key):
    assert refusal(content).key.removeprefix("doubt.") == key


def test_facts_with_a_fault_are_refused_like_by_a_decision():
    with pytest.raises(InputError) as caught:
        read_bytes(b"work:\n  - {first_day: 2025-01-01, days: x}\n  - {day: 3}\n", "f.yaml")
    assert [fault.key for fault in caught.value.faults] == ["expected_number", "near_name"]
    assert caught.value.faults[1].place == "f.yaml, line 3, work[1].day"


def test_no_file_no_folder(tmp_path):
    for path, key in ((tmp_path / "none.xml", "no_file"), (tmp_path, "is_folder"), ("a\0b", "not_readable")):
        with pytest.raises(InputError) as caught:
            read(str(path))
        assert caught.value.faults[0].key == key


def test_a_region_that_is_none():
    with pytest.raises(InputError) as caught:
        read_bytes(SOUND, "a.xml", region="atlantis")
    assert "flanders" in caught.value.faults[0].text("en")


def test_too_large(monkeypatch, tmp_path):
    monkeypatch.setattr("tremplin.intake.files.MOST", 1)
    monkeypatch.setattr("tremplin.intake.files.MOST_STREAMED", 1)
    (tmp_path / "a.xml").write_bytes(SOUND.replace(b"</Dm", b" " * 1_100_000 + b"</Dm"))
    for run in (read, lambda path: list(stream(path))):
        with pytest.raises(InputError) as caught:
            run(str(tmp_path / "a.xml"))
        assert caught.value.faults[0].key == "doubt.too_large"


def test_one_block_without_end(monkeypatch):
    monkeypatch.setattr("tremplin.intake.dmfa.blocks.MOST_FIELDS", 1_000)
    assert refusal(SOUND.replace(b"</Service>", b"<a/>" * 1_000 + b"</Service>")).key == "doubt.block_too_large"


def test_zip_bombs_are_refused_before_they_are_opened(monkeypatch):
    monkeypatch.setattr("openpyxl.load_workbook", None)
    assert refusal(archive({"xl/sheet.xml": b"0" * 30_000_000})).key == "doubt.zip_bomb"
    assert refusal(archive({f"{n}.xml": b"" for n in range(2_001)})).key == "doubt.zip_bomb"
    monkeypatch.setattr("tremplin.intake.workbook.MOST_BYTES", 1_000)
    assert refusal(archive({"a.xml": bytes(range(256)) * 8})).key == "doubt.zip_bomb"


def test_a_zip_that_lies_about_its_size(monkeypatch):
    monkeypatch.setattr("tremplin.intake.workbook.MOST_BYTES", 100_000)
    content = archive({"a.xml": bytes(range(256)) * 2_000})
    told = (512_000).to_bytes(4, "little")
    assert refusal(content.replace(told, (1_000).to_bytes(4, "little"))).key in ("doubt.zip_bomb", "doubt.not_workbook")


def test_entities_inside_a_archive():
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
    assert refusal(archive({"xl/workbook.xml": bomb})).key == "doubt.doctype"


@pytest.mark.parametrize(("content", "package"), [(SOUND, "lxml"), (archive({"xl/workbook.xml": b"<a/>"}), "openpyxl")])
def test_a_missing_extra_is_named(monkeypatch, content, package):
    forbid(monkeypatch, package)
    fault = refusal(content)
    assert (fault.key, fault.words) == ("doubt.extra_missing", {"package": package})
    assert "tremplin[intake]" in fault.text("de")


def forbid(monkeypatch, *packages):
    """Makes as if packages were not installed."""
    real = builtins.__import__

    def without(name, *rest, **more):
        if name.partition(".")[0] in packages:
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)


def test_csv_and_facts_need_no_extra(monkeypatch):
    forbid(monkeypatch, "lxml", "openpyxl", "stdnum")
    found = read_bytes(f"NISS;trimestre;code;jours\n{ANNA};2025Q1;1;64\n".encode(), "a.csv")
    assert found.person().rows[0]["days"] == 64
    assert "doubt.not_checked" in [doubt.key for doubt in found.doubts]
    facts = b"work: [{first_day: 2025-01-01, last_day: 2025-03-31, service_code: 1, days: 64}]\n"
    assert read_bytes(facts, "a.yaml").person().rows == [ROW]


HEAD = b"<DmfAOriginal><P><INSS>"


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"<DmfAOriginal>" + b"<a>" * 5_000, "doubt.cut_off"),
        (b"<DmfAOriginal>" + b"<a>" * 5_000 + b"</a>" * 5_000 + b"</DmfAOriginal>", "doubt.not_xml"),
        (b'trimestre;code;jours\n"' + b"a" * 200_000, "csv_broken"),
        (b"work: " + b"[" * 10_000, "too_deep"),
    ],
)
def test_what_is_made_to_hurt(content, key):
    assert refusal(content).key == key


def test_a_table_without_end(monkeypatch):
    monkeypatch.setattr("tremplin.intake.separated.MOST_LINES", 100)
    assert refusal(b"trimestre;code;jours\n" + b"2025Q1;1;3\n" * 101).key == "doubt.too_many_lines"


def test_endless_cells_are_kept_short():
    found = read_bytes(HEAD + b"1" * 5_000_000 + b"</INSS><ServiceCode>x</ServiceCode></P></DmfAOriginal>", "a.xml")
    assert found.people == [] and all(len(doubt.text("fr")) < 500 for doubt in found.doubts)
    wide = b";".join(b"x%d" % number for number in range(50_000))
    found = read_bytes(b"trimestre;code;jours;" + wide + b"\n2025Q1;1;3\n2025Q1;" + b"y" * 100_000 + b";3\n", "a.csv")
    assert len(found.doubts) < 250
    assert max(len(str(doubt.words)) + len(doubt.place) for doubt in found.doubts) < 1_000
