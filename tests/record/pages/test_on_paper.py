"""Pages that the engine makes, on paper and as a table."""

import pytest
from msgspec.structs import replace

from tests.load.answers import LONDON
from tests.record.loaded import ALLERGY, MEDICINE, NONE, NOW, PATIENT, POTASSIUM, loaded
from viewer.record.as_csv import as_csv
from viewer.record.pages.asked import PageAsked
from viewer.record.pages.on_paper import blocks_of, table_of_body
from viewer.record.pages.register import PAGES
from viewer.record.pages.results.body import Cell

OTHER = (
    "trust",
    "4.0.1",
    [{**PATIENT, "gender": "male"}, {**MEDICINE, "id": "x", "status": "stopped"}, NONE],
)


@pytest.fixture
def body():
    def make(page):
        record, copies = loaded(ALLERGY, MEDICINE, POTASSIUM, others=[OTHER])
        asked = PageAsked(record=record, zone=LONDON, now=NOW, copies=copies.load.copies, raw=copies.load.raw)
        return PAGES[page](asked)

    return make


def words(blocks):
    return "\n".join(" ".join((b.text, b.marks, b.detail, b.small, *b.notes)) for b in blocks)


def test_the_patient_is_side_by_side_and_what_differs_is_said(body):
    page = body("patient")
    blocks = blocks_of(page)

    gender = next(one for one in blocks if one.text == "Gender")
    assert gender.marks == "Sources differ"
    assert any("GP practice" in note and "Female" in note for note in gender.notes)
    assert len([one for one in blocks if one.kind == "entry"]) == len(page.fields)
    table = table_of_body("Patient", page)
    assert table.columns[:2] == ("What", "Sources differ")
    assert len(table.rows) == len(page.fields)


def test_the_board_has_each_medicine_with_what_every_source_says(body):
    page = body("medicines")

    said = words(blocks_of(page))
    for row in page.rows:
        assert row.name in said
        assert all(" ".join(cell.words.split()) in " ".join(said.split()) for cell in row.cells)
    assert page.completeness in said
    table = table_of_body("Medicines", page)
    assert table.columns[4:] == ("GP practice", "Acute trust")
    assert [row[0] for row in table.rows] == [row.name for row in page.rows]


def test_the_grid_has_every_result_in_whole_sentences_and_as_a_table(body):
    page = body("results")

    said = words(blocks_of(page))
    spoken = [cell.spoken for group in page.groups for row in group.rows for cell in row.cells]
    assert spoken
    assert all(one in said for one in spoken)
    table = table_of_body("Results", page)
    assert "0.010" in as_csv(table, ())
    before = [cell.text for group in page.groups for row in group.rows for cell in row.before]
    assert all(one in as_csv(table, ()) for one in before)
    assert all(len(row) == len(table.columns) for row in table.rows)


def test_the_summary_says_every_disagreement_and_gap_and_is_no_table(body):
    page = body("summary")

    said = words(blocks_of(page))
    assert page.conflicts
    assert all(one.words in said for one in page.conflicts)
    assert all(words_of in said for words_of in page.gaps)
    assert table_of_body("Summary", page) is None


@pytest.mark.parametrize("page", list(PAGES))
def test_every_page_that_the_engine_makes_goes_on_paper(body, page):
    assert blocks_of(body(page))


def test_a_marked_result_keeps_its_mark_in_the_table_and_older_ones_are_counted(body):
    page = body("results")
    group = next(one for one in page.groups if one.rows)
    cell = Cell(column=0, entry="e", text="4.90", spoken="s", marks=("Amended",), time="09:00", graded="High")
    row = replace(group.rows[0], cells=(cell,), before=(cell,), before_words="11-Jun-2026, GP", older=4)
    changed = replace(page, groups=(replace(group, rows=(row,)),), earlier_words="3 earlier")

    table = table_of_body("Results", changed)

    assert table.title == "Results. 3 earlier"
    assert table.rows[0][3] == "09:00 Amended: 4.90 High"
    assert table.rows[0][-1] == "09:00 Amended: 4.90 High, 11-Jun-2026, GP, 3 older, in the whole record"
    assert "3 older" in words(blocks_of(changed))
    none = replace(page, groups=(replace(group, rows=(replace(row, older=1),)),))
    assert "older" not in words(blocks_of(none))
