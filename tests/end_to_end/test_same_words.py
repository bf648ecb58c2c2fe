"""Times, numbers and gaps: what the engine says stands in the window, to the letter and in the right order."""

import pytest

from tests.end_to_end.inside import heard, opened
from viewer.ui.look.row_words import unbroken

HOLROYD = "9990018421"


@pytest.fixture(scope="module")
def program(qapp):
    with opened(HOLROYD) as made:
        yield made


def said(program):
    """The rows that the engine said, in its order."""
    return sorted(program.rows.values(), key=lambda row: (row.order, row.id))


def matching(program, title, day):
    return [row for row in said(program) if row.title == title and row.day == day]


def in_window(program, rows):
    """The places at which these rows stand in the window, by what is read aloud."""
    lines = heard(program.window.record.body.timeline.view)
    return [
        next(place for place, line in enumerate(lines) if line.startswith(f"{row.when}; ") and row.title in line and row.detail in line)
        for row in rows
    ]  # fmt: skip


def test_results_sent_as_0110z_and_0240_plus_1_stand_in_the_order_of_their_instants(program):
    rows = matching(program, "Troponin T, high sensitivity", "18-Jul-2026")
    night = [row for row in rows if row.when < "18-Jul-2026 06"]

    assert [(row.when, row.detail.split(" ·")[0]) for row in night] == [
        ("18-Jul-2026 02:40", "118 ng/L"),  # newest first; sent as 02:40+01:00, 01:40 of UTC
        ("18-Jul-2026 02:10", "42 ng/L"),  # sent as 01:10Z
    ]
    places = in_window(program, night)
    assert places == sorted(places)


def test_the_repeated_hour_of_october_says_which_and_stands_in_the_right_order(program):
    rows = [row for row in matching(program, "Capillary glucose", "26-Oct-2025") if "01:30" in row.when]

    assert [(row.when, row.detail.split(" ·")[0]) for row in rows] == [
        ("26-Oct-2025 01:30 GMT", "6.8 mmol/L"),
        ("26-Oct-2025 01:30 BST", "3.4 mmol/L"),
    ]
    places = in_window(program, rows)
    assert places == sorted(places)


def test_a_decimal_keeps_its_zero_and_a_year_stays_a_year(program):
    lines = heard(program.window.record.body.timeline.view)
    tsh = next(line for line in lines if "; TSH; " in line)
    years = [line for line in lines if line.startswith("2019; ")]

    assert "; 0.010 mU/L" in tsh
    assert any("Atrial fibrillation" in line for line in years)
    assert {row.when for row in said(program) if "Atrial fibrillation" in row.title} >= {"2019"}


def test_a_value_reads_the_same_in_every_list_and_in_the_detail(program):
    tsh = next(row for row in said(program) if row.title == "TSH")
    results = heard(program.window.record.body.lists["results"].view)

    assert unbroken("0.010 mU/L").replace("\u2060", "") == "0.010\u00a0mU/L"
    assert any("TSH; 0.010 mU/L" in line for line in results)
    program.window.record.body.timeline.entry_chosen.emit(tsh.id)
    program.until("detail open")
    detail = program.window.record.body.detail
    assert any("0.010 mU/L" in label.text() for label in detail.plain)
    table = [detail.table.item(row, 1).text() for row in range(detail.table.rowCount())]
    assert any("0.010" in text for text in table)
    program.window.record.close_detail()


def test_every_row_that_the_engine_said_can_be_heard(program):
    lines = heard(program.window.record.body.timeline.view)

    assert len(lines) == len(program.rows)
    assert program.window.record.stopped.isHidden()  # the counts of both sides agree


def test_every_list_shows_its_first_row_when_all_has_come(qapp):
    """What a late source adds above is not left out of sight: nobody has used these lists."""
    late = (("community", {"kind": "slow", "ms": 60}), ("ooh", {"kind": "slow", "ms": 120}))
    with opened(HOLROYD, *late) as made:
        lists = made.window.record.body.lists
        first = {key: part.view.first_visible() for key, part in lists.items()}

        assert first == dict.fromkeys(lists, 0)


def test_a_source_that_dies_on_page_2_is_named_wherever_its_entries_are_missing(qapp):
    with opened(HOLROYD, ("acute", {"kind": "die"})) as made:
        record = made.window.record
        sentence = record.strip.sentence.accessibleName() or record.strip.sentence.text()
        chip = next(
            chip for chip in record.strip.chips.values() if "Northmoor" in chip.button.accessibleName()
        )
        results = record.body.lists["results"].view.accessibleName()
        sources = {row.sources for row in made.rows.values()}

        assert "Northmoor Acute Trust is incomplete" in sentence
        assert "partial" in chip.button.accessibleName()
        assert "Northmoor Acute Trust: " in results
        assert "failed" in results.partition("Northmoor Acute Trust: ")[2]
        assert {"Riverside Surgery", "Out-of-hours and ambulance", "Northmoor Acute Trust"} <= sources
        assert "No known" not in record.banner.allergies.accessibleName()


def test_a_source_that_does_not_answer_at_all_is_not_said_to_lack_demographics_only(qapp):
    with opened(HOLROYD, ("gp", {"kind": "dead"})) as made:
        sentence = made.window.record.strip.sentence.accessibleName()

        assert "Riverside Surgery failed" in sentence
        assert "nothing of it seen" in sentence
