"""Pages that the engine makes, on paper and as a table."""

import pytest
from msgspec.structs import replace

from tests.load.answers import LONDON
from tests.record.loaded import ALLERGY, MEDICINE, NONE, NOW, PATIENT, POTASSIUM, loaded
from tests.record.pages.results.builders import World, bounds, observation, report
from viewer.record.as_csv import as_csv
from viewer.record.pages.asked import PageAsked
from viewer.record.pages.news.body import NewsGroup, NewsPage, NewsRow
from viewer.record.pages.on_paper import blocks_of, table_of_body
from viewer.record.pages.register import PAGES
from viewer.record.pages.results.body import Apart, Cell, Trace

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
    assert table.columns[4:] == ("Notes", "GP practice", "Acute trust")
    assert [row[0] for row in table.rows] == ["What each source gave", *(row.name for row in page.rows)]


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


@pytest.mark.parametrize("page", [page for page in PAGES if page != "timeline"])  # lanes print as rows
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
    assert table.rows[0][5] == "09:00 Amended: 4.90 High"
    assert table.rows[0][-1] == "09:00 Amended: 4.90 High, 11-Jun-2026, GP, 3 older, in the whole record"
    assert "3 older" in words(blocks_of(changed))
    none = replace(page, groups=(replace(group, rows=(replace(row, older=1),)),))
    assert "older" not in words(blocks_of(none))


GROWTH = "Heavy growth of Escherichia coli, resistant to trimethoprim, sensitive to nitrofurantoin"


def results_of_words():
    world = World()
    world.add(observation("c", None, title="Culture", code="1", valueString=GROWTH))
    world.add(observation("k", referenceRange=bounds("3.5", "5.3")))
    world.add(report("d", title="Histology", conclusion="Invasive carcinoma\nGrade 3"))
    world.add(report("p", "k", title="Panel"))
    return world


def test_words_that_open_a_result_on_screen_are_the_finding_itself_on_paper_and_in_a_table():
    page = results_of_words().page()

    said, table = words(blocks_of(page)), as_csv(table_of_body("Results", page), ())
    for one in (said, table):
        assert GROWTH in one
        assert "Conclusion: Invasive carcinoma" in " ".join(one.split())
        assert "Text of" not in one
        assert ": Open" not in one
        assert ",Open" not in one


def test_a_table_of_results_has_their_ranges_notes_and_a_row_for_each_that_is_not_in_the_grid():
    lost = Apart(entry="b", words="A result that cannot be read: GP practice")
    page = replace(results_of_words().page(), apart=(lost,))

    table = table_of_body("Results", page)
    assert table.columns[:5] == ("Group", "Test", "Unit", "Ranges", "Note")
    potassium = next(row for row in table.rows if row[1] == "Potassium")
    assert potassium[3] == "range 3.5 to 5.3 mmol/L (GP practice)"
    paper = next(block for block in blocks_of(page) if block.text == "Potassium")
    assert paper.small == "Range 3.5 to 5.3 mmol/L (GP practice)"
    rows = [row for group in page.groups for row in group.rows]
    assert [row[4] for row in table.rows][: len(rows)] == [row.note for row in rows]
    assert any(row.note for row in rows)
    assert [row[1] for row in table.rows if row[0] == "Not in the grid, and why"] == [lost.words]
    assert as_csv(table, ())


def test_the_report_that_is_open_is_on_paper_and_in_the_table_line_by_line():
    world = results_of_words()
    entry = next(one for one in world.entries if one.title == "Histology")
    page = world.page(report=entry.id)
    copy = page.report.copies[0]
    trace = Trace(name="Lead I", says="2 points", unit="mV", step=1.0, step_words="1 s", heights=(1.0,))
    page = replace(page, report=replace(page.report, copies=(replace(copy, traces=(trace,)),)))

    lines = [block.text for block in blocks_of(page)]
    assert "The report that is open: Histology" in lines
    assert "Conclusion, GP practice: Invasive carcinoma" in lines
    assert "Conclusion, GP practice: Grade 3" in lines
    assert "Lead I, GP practice: 2 points" in lines
    table = table_of_body("Results", page)
    assert ("Conclusion, GP practice", "Grade 3") in [(row[1], row[4]) for row in table.rows]
    assert as_csv(table, ())


def test_a_table_of_medicines_says_each_sources_lists_and_state_the_notes_and_what_is_not_complete(body):
    page = body("medicines")
    changed = replace(page.rows[0], notes=("Similar name: X",), changes=("Stopped 01-Mar-2026",))
    page = replace(page, rows=(changed, *page.rows[1:]), copied_foot="Not a complete list: Acute trust.")

    table = table_of_body("Medicines", page)
    assert table.title == "Medicines. Not a complete list: Acute trust."
    for given, column in zip(table.rows[0][5:], page.columns, strict=True):
        assert column.lists in given
        assert column.state in given
    assert table.rows[1][4] == "Similar name: X; Stopped 01-Mar-2026"
    assert as_csv(table, ())


def test_what_a_cell_only_counts_is_said_on_paper_without_a_key_that_paper_has_not():
    past = [
        {**MEDICINE, "id": f"p{n}", "status": "completed", "authoredOn": f"201{n}-01-01"} for n in range(6)
    ]
    record, copies = loaded(*past)
    page = PAGES["medicines"](
        PageAsked(record=record, zone=LONDON, now=NOW, copies=copies.load.copies, raw=copies.load.raw)
    )
    assert any("Enter" in cell.words for row in page.rows for cell in row.cells)

    table = as_csv(table_of_body("Medicines", page), ())
    for one in (words(blocks_of(page)), table):
        assert "past, not told here: the timeline lists all" in one
        assert "Enter" not in one


def test_what_is_new_stands_under_its_source_with_what_cannot_be_told_and_as_a_table():
    rows = (NewsRow(change="New", title="Penicillin", when="04-Mar-2019", note="active", entry="e1"),)
    group = NewsGroup(source="Riverside Surgery", said="1 new", rows=rows, limits=("It was not read whole.",))
    page = NewsPage(
        since="looked", heading="Since you last looked", rule="Compared.", groups=(group,), more=3
    )

    said = words(blocks_of(page))
    for part in ("Since you last looked", "Compared.", "Riverside Surgery: 1 new", "It was not read whole.",
                 "Penicillin", "New", "04-Mar-2019", "3 more are not shown"):  # fmt: skip
        assert part in said
    table = table_of_body("What is new", page)
    assert table.rows == (
        ("Riverside Surgery", "", "1 new", "", ""),
        ("Riverside Surgery", "", "It was not read whole.", "", ""),
        ("Riverside Surgery", "New", "Penicillin", "04-Mar-2019", "active"),
    )
    assert table.title.startswith("What is new. Since you last looked. Compared.")
