"""The real planner's findings on the page: ONEM's answer, ways out, a clause read again."""

from dataclasses import replace

import pytest

from tests.law.test_plan import SAMPLE, planned, work
from tests.papers.made import matter
from tremplin.engine.kinds import LANGUAGES
from tremplin.papers.content import report_of
from tremplin.papers.page import as_html
from tremplin.papers.typesetting import as_pdf

FOUND = planned(
    weekly_hours_now=38,
    signed_until="2026-07-10",
    onem_answered_on="2026-03-02",
    onem_days_to_work=120,
    onem_end_date="2026-07-22",
    clause_days_written=300,
    work=[*SAMPLE["work"], work("2025-07-01", "2025-09-30", 2, code=30)],
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_the_planner_finds_is_on_the_page(language):
    page = report_of(replace(matter(language), answer=FOUND.proof, planned=FOUND))
    text = as_html(page)
    assert "120" in text and "300" in text
    assert {"repairs", "onem", "clause"} <= {section.name for section in page.sections}
    assert as_pdf(page).startswith(b"%PDF")
