"""PDF that everybody can read and keep: tagged, archived, the same bytes each time, one A4 for the worker."""

import io
import re
import sys
from dataclasses import replace

import pytest

from tests.papers.made import HOSTILE, SAMPLE, Spoken, matter, row, sample
from tremplin.engine.kinds import LANGUAGES
from tremplin.ground.errors import InputError
from tremplin.law import decide
from tremplin.papers.content import FileRead, report_of
from tremplin.papers.worker import worker_of

pikepdf = pytest.importorskip("pikepdf")
pytest.importorskip("typst")

from tremplin.papers.typesetting import as_pdf, replaced  # noqa: E402


def opened(page):
    return pikepdf.open(io.BytesIO(as_pdf(page)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("make", [report_of, worker_of])
def test_pdf_is_tagged_archived_and_titled(language, make):
    page = make(matter(language))
    with opened(page) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked) is True
        assert str(pdf.Root.Lang).startswith(language)
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as data:
            assert data["pdfuaid:part"] == "1"
            assert (data["pdfaid:part"], data["pdfaid:conformance"]) == ("2", "A")
            assert data["dc:title"] == page.title
            assert data["xmp:CreateDate"].startswith("2026-02-10")
        for font in fonts(pdf):
            assert "FontFile2" in font or "FontFile3" in font


def fonts(pdf):
    """The descriptors of all fonts."""
    found = [
        obj for obj in pdf.objects if isinstance(obj, pikepdf.Dictionary) and obj.get("/Type") == "/FontDescriptor"
    ]
    assert found
    return [{str(key)[1:] for key in font.keys()} for font in found]


def tags(pdf):
    return [str(obj.S) for obj in pdf.objects if isinstance(obj, pikepdf.Dictionary) and "/S" in obj and "/P" in obj]


def test_tables_have_header_cells_and_pictures_have_words():
    with opened(report_of(matter("fr"))) as pdf:
        kinds = tags(pdf)
        assert kinds.count("/Table") == 5 and "/TH" in kinds
        assert kinds.count("/H1") == 1 and kinds.count("/H2") == 10
        figures = [obj for obj in pdf.objects if isinstance(obj, pikepdf.Dictionary) and obj.get("/S") == "/Figure"]
        assert len(figures) == 6 and all(str(obj.Alt) for obj in figures)


@pytest.mark.parametrize("make", [report_of, worker_of])
def test_the_same_input_gives_the_same_bytes(make):
    assert as_pdf(make(matter("nl"))) == as_pdf(make(matter("nl")))
    assert as_pdf(make(matter("nl"))) != as_pdf(make(matter("nl", name="Somebody else")))


def long_matter(language):
    """As much as a worker's page can hold: days in doubt, a name without end."""
    work = [*SAMPLE["work"], row("2025-04-01", "2025-06-30", 80, 20, employer="x")]
    answer = decide("admission", SAMPLE | {"work": work})
    return matter(language, answer=answer, name="Maria de la Trinité van den Broeck-Oberdorfer " * 30)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_workers_page_is_one_page(language):
    for of in (
        matter(language),
        matter(language, planned=False),
        long_matter(language),
        matter(language, name=HOSTILE),
    ):
        with opened(worker_of(of)) as pdf:
            assert len(pdf.pages) == 1
            width, height = (float(side) for side in pdf.pages[0].mediabox[2:])
            assert (round(width), round(height)) == (595, 842)


@pytest.mark.parametrize("make", [report_of, worker_of])
def test_hostile_text_breaks_nothing(make):
    answer, planned = sample()
    warned = replace(planned.variants[0], warnings=(Spoken(HOSTILE),))
    of = matter("fr", name=HOSTILE, also=((HOSTILE, HOSTILE),), doubts=[Spoken(HOSTILE)])
    of = replace(of, planned=replace(planned, variants=(warned,), cheapest=None, gentlest=None))
    of = replace(of, files=[FileRead(HOSTILE, "ab" * 32)])
    with opened(make(of)) as pdf:
        assert 1 <= len(pdf.pages) <= 6


def test_a_sign_that_no_font_has_is_written_as_its_number():
    found = replaced(
        "a 🎉 b 中", 'error: the text `"🎉"` could not be displayed\nthe text `"\\u{4e2d}"` could not be displayed'
    )
    assert found == "a [U+1F389] b [U+4E2D]"


def test_without_typst_the_mend_is_said(monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(InputError) as error:
        as_pdf(report_of(matter("fr")))
    for language in LANGUAGES:
        assert "pip install 'tremplin[papers]'" in error.value.faults[0].text(language)
    assert not re.search(r"\{|\}", error.value.faults[0].text("fr"))
