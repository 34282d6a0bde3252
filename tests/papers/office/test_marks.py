"""Every paper of the office as PDF: tagged, archived, titled, the same bytes each time, in four languages."""

import io
import re
import shutil
import subprocess

import pytest

from tests.papers.office import made
from tests.papers.office.told import said, whole
from tremplin.engine.kinds import LANGUAGES

pikepdf = pytest.importorskip("pikepdf")
pytest.importorskip("typst")

from tremplin.papers.typesetting import as_pdf  # noqa: E402

PAPERS = pytest.mark.parametrize("make", made.PAPERS, ids=lambda make: make.__name__)


def opened(paper):
    return pikepdf.open(io.BytesIO(as_pdf(paper)))


@PAPERS
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_is_tagged_archived_and_titled(make, language):
    paper = make(language)
    with opened(paper) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked) is True
        assert str(pdf.Root.Lang).startswith(language)
        with pdf.open_metadata() as data:
            assert data["pdfuaid:part"] == "1"
            assert (data["pdfaid:part"], data["pdfaid:conformance"]) == ("2", "A")
            assert data["dc:title"] == paper.title
            assert data["xmp:CreateDate"].startswith("2026-02-10")
        kinds = [
            str(obj.S) for obj in pdf.objects if isinstance(obj, pikepdf.Dictionary) and "/S" in obj and "/P" in obj
        ]
        assert kinds.count("/H1") == 1 and kinds.count("/H2") == len(paper.parts)


def test_tables_have_header_cells_and_the_french_text_its_language():
    with opened(made.open_ended("nl")) as pdf:
        tags = [obj for obj in pdf.objects if isinstance(obj, pikepdf.Dictionary) and "/S" in obj and "/P" in obj]
        assert "/TH" in {str(obj.S) for obj in tags}
        assert "fr" in {str(obj.Lang)[:2] for obj in tags if "/Lang" in obj}


@PAPERS
def test_the_same_input_gives_the_same_bytes(make):
    assert as_pdf(make("nl")) == as_pdf(make("nl"))


@PAPERS
def test_every_language_says_it_in_its_own_words(make):
    titles = [make(language).title for language in LANGUAGES]
    assert make is made.letter or len(set(titles)) == 4
    shapes = [
        [(len(part.blocks), [type(one).__name__ for one in part.blocks]) for part in make(one).parts]
        for one in LANGUAGES
    ]
    assert all(len(shape) == len(shapes[0]) for shape in shapes)
    for language in LANGUAGES:
        assert not [text for text in said(make(language)) if re.search(r"\{\w*\}|office_papers\.", text)]


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not installed")
@PAPERS
def test_the_pdf_holds_every_text_of_the_tree(make, tmp_path):
    """A block that the template does not know would be left out without a word."""
    paper = make("fr")
    path = tmp_path / "paper.pdf"
    path.write_bytes(as_pdf(paper))
    found = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True).stdout.decode()
    bare = re.sub(r"[\s\u200b\u00ad]", "", found)
    skipped = {"office/paper", "fr", paper.language, "care", "yes", "no", "maybe", "plain", paper.title}
    for text in said(paper):
        words = re.sub(r"\s", "", text)
        if text not in skipped and words:
            assert words in bare, text


@PAPERS
def test_the_national_number_is_whole_only_where_it_is_needed(make):
    text = whole(make("fr"))
    named = {made.fixed, made.open_ended, made.amended, made.requested, made.referred}
    assert ("89.09.14-002.55" in text) is (make in named)
    assert "89091400255" not in text
