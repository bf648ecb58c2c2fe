"""What is compared prints whole: each line once, both sides in words, empty verdicts left out."""

from tests.merge.builders import entry
from tests.record.builders import record
from tests.record.pages.compare.test_page import asked, both
from viewer.record.pages.compare.page import compare_page
from viewer.record.pages.on_paper import blocks_of, table_of_body


def test_each_line_prints_under_its_verdict_with_both_sides():
    merged, copies = both(detail="5 mg")
    page = compare_page(asked(record(merged, entry("gp", "Observation/9", title="Pulse")), copies))
    blocks = blocks_of(page)
    headings = [one.text for one in blocks if one.kind == "heading"]
    assert headings == ["At both, and they differ (1)", "Only at GP practice (1)"]
    lines = [one for one in blocks if one.kind == "entry"]
    assert [one.text for one in lines] == ["Systolic blood pressure", "Pulse"]
    assert lines[0].notes == ("GP practice: Detail: not stated", "Acute trust: Detail: 5 mg")
    assert blocks[0].text == "Compare GP practice with Acute trust: 2 entries on either side"


def test_as_a_table_each_line_has_its_verdict():
    page = compare_page(asked(record(entry("gp", title="Pulse"))))
    table = table_of_body("Compare", page)
    assert table.columns == ("Verdict", "What", "When", "GP practice", "Acute trust")
    assert [row[:2] for row in table.rows] == [("Only at GP practice", "Pulse")]


def test_where_nothing_is_compared_why_is_printed():
    page = compare_page(asked(record(sources=("gp",))))
    assert "nothing to compare it with" in blocks_of(page)[1].text
    assert table_of_body("Compare", page).rows == ()
