from hypothesis import given
from hypothesis import strategies as st

from tests.record.builders import domain_row, gap, source_row
from tests.record.pages.medicines.samples import (
    asked,
    board,
    cells_of,
    listed_under,
    med,
    read,
    row_of,
    with_flags,
)
from viewer.entries.entry import Flag
from viewer.record.pages.medicines.board import SECTIONS, medicines_page
from viewer.source.domain import Domain
from viewer.source.origin import SourceKind
from viewer.source.state import DomainState

DRUGS = [
    "Ramipril 5mg capsules",
    "Ramipril 2.5mg capsules",
    "Apixaban 5mg tablets",
    "Bisoprolol",
    "Insulin x",
]
STATES = list(DomainState)
KINDS = [None, None, "MedicationStatement", "MedicationDispense", "MedicationAdministration"]
STATUSES = ["active", "on-hold", "stopped", "completed", "draft", "unknown", "entered-in-error", "odd", None]


@st.composite
def records(draw):
    """Medicines of three sources in any state, of drugs that repeat."""
    count = draw(st.integers(0, 9))
    entries = []
    for number in range(count):
        source = draw(st.sampled_from(["gp", "trust", "mh"]))
        content = {
            "status": draw(st.sampled_from(STATUSES)),
            "doNotPerform": draw(st.sampled_from([None, None, True])),
            "basedOn": [{"reference": f"MedicationRequest/m{draw(st.integers(0, 9))}"}],
        }
        title, dose = draw(st.sampled_from(DRUGS)), draw(st.sampled_from(["One daily", "Two daily", None]))
        made = med(source, f"m{number}", title, dose=dose, **content)
        kind = draw(st.sampled_from(KINDS))
        if kind:
            sent = {"medicationCodeableConcept": {"text": title}, "status": content["status"] or "unknown"}
            made = read(source, kind, f"m{number}", **sent, authorizingPrescription=content["basedOn"])
        entries.append(with_flags(made, Flag.UNRESOLVED) if draw(st.integers(0, 9)) == 0 else made)
    rows = [
        domain_row(
            source,
            Domain.MEDICINES,
            DomainState.DATA
            if any(e.members[0].key.source == source for e in entries)
            else draw(st.sampled_from(STATES)),
            gaps=draw(st.sampled_from([(), (), (gap(source),)])),
            settled=draw(st.sampled_from([True, True, False])),
        )
        for source in ("gp", "trust", "mh")
    ]
    kinds = [draw(st.sampled_from([SourceKind.ENDPOINT, SourceKind.ENDPOINT, SourceKind.FILE])) for _ in rows]
    sources = [source_row(row.source, kind=kind) for row, kind in zip(rows, kinds, strict=True)]
    return entries, sources, rows


@given(records())
def test_every_medicine_stands_in_exactly_one_row_and_no_cell_is_blank(given_record):
    entries, sources, rows = given_record

    page = board(*entries, merged=False, sources=sources, rows=rows)

    assert sum(row.count for row in page.rows) == len(entries)
    assert len({row.key for row in page.rows}) == len(page.rows)
    opened = [entry for row in page.rows for cell in row.cells for entry, _ in cell.opens]
    assert sorted(opened) == sorted(entry.id for entry in entries)
    assert all(cell.words.strip() for row in page.rows for cell in row.cells)
    assert all(len(row.cells) == len(page.columns) for row in page.rows)
    assert all(line.text.strip() for row in page.rows for c in row.cells for i in c.items for line in i.lines)
    assert all(row.match_words and row.section in {s.key for s in SECTIONS} for row in page.rows)


@given(records())
def test_every_merged_medicine_stands_in_exactly_one_row_too(given_record):
    entries, sources, rows = given_record

    whole = asked(*entries, sources=sources, rows=rows)
    page = medicines_page(whole)

    assert sum(row.count for row in page.rows) == len(whole.record.entries)
    listed = sum(len(entry.members) for entry in whole.record.entries)
    assert sum(len(cell.opens) for row in page.rows for cell in row.cells) == listed


@given(records())
def test_only_here_is_never_said_beside_a_source_that_is_not_complete(given_record):
    entries, sources, rows = given_record

    page = board(*entries, merged=False, sources=sources, rows=rows)

    for row in page.rows:
        beside = [column for column, cell in zip(page.columns, row.cells, strict=True) if not cell.items]
        if row.match == "only":
            assert all(column.complete for column in beside)
            assert len(beside) == len(page.columns) - 1
        absent = [c for c, cell in zip(page.columns, row.cells, strict=True) if cell.kind == "absent"]
        assert all(column.state.startswith("Complete") for column in absent)


@given(records())
def test_the_order_in_which_entries_come_changes_nothing(given_record):
    entries, sources, rows = given_record

    forward = board(*entries, merged=False, sources=sources, rows=rows)

    assert board(*reversed(entries), merged=False, sources=sources, rows=rows) == forward


def test_one_drug_is_one_row_with_a_cell_for_every_source():
    page = board(med(dose="One daily"), med("trust", title="Ramipril 2.5mg capsules", dose="2.5 mg daily"))

    assert [(row.name, row.count, row.section) for row in page.rows] == [("Ramipril", 2, "current")]
    assert row_of(page, "Ramipril").match_words == "Differs: product; dose as written"
    assert "Ramipril 2.5mg capsules" in cells_of(page, "Ramipril")["Acute trust"]


def test_a_merged_entry_shows_what_each_source_recorded_itself():
    same = {"identifier": [{"system": "urn:x", "value": "7"}]}
    page = board(med(**same, note=[{"text": "At home"}]), med("trust", "2", **same))

    row = row_of(page, "Ramipril 5mg capsules")
    assert (row.count, row.match_words) == (1, "Same in 2 of 2 lists")
    assert "At home" in row.cells[0].words
    assert "At home" not in row.cells[1].words


def test_sections_set_apart_what_is_current_suspended_past_given_and_withdrawn():
    page = board(
        med("gp", "1", "Aspirin"),
        med("gp", "2", "Bisoprolol", status="on-hold"),
        med("gp", "3", "Codeine", status="stopped"),
        med("gp", "4", "Digoxin", status="entered-in-error"),
        med("gp", "5", "Enalapril", doNotPerform=True),
        med("gp", "6", "Fentanyl", intent="plan"),
        med("gp", "7", "Gabapentin", status=None),
        read(
            "gp",
            "MedicationAdministration",
            "8",
            status="completed",
            medicationCodeableConcept={"text": "Heparin"},
        ),
    )

    assert {row.name: row.section for row in page.rows} == {
        "Aspirin": "current",
        "Bisoprolol": "suspended",
        "Codeine": "past",
        "Digoxin": "withdrawn",
        "Enalapril": "do-not",
        "Fentanyl": "planned",
        "Gabapentin": "unknown",
        "Heparin": "given",
    }
    assert row_of(page, "Bisoprolol").marks == ("Suspended",)
    assert [section.view for section in page.sections if section.key == "suspended"] == ["current"]


def test_what_is_current_anywhere_is_current_and_what_stopped_elsewhere_is_said():
    page = board(med(), med("trust", status="stopped", statusReason={"text": "Hyperkalaemia"}))

    row = row_of(page, "Ramipril 5mg capsules")
    assert (row.section, row.match_words) == ("current", "Differs: no longer current in Acute trust")
    assert "Stopped: Hyperkalaemia" in row.cells[1].words
    suspended = board(med(status="on-hold"), med("trust"))
    assert suspended.rows[0].section == "current"
    assert suspended.rows[0].match_words == "Differs: suspended in GP practice"


def test_a_medicine_without_a_name_is_never_past_and_lets_nothing_be_called_missing():
    page = board(
        med(),
        read(
            "trust",
            "MedicationRequest",
            "9",
            status="stopped",
            medicationReference={"reference": "Medication/1"},
        ),
    )

    assert [row.section for row in page.rows] == ["current", "unreadable"]
    assert cells_of(page, "Ramipril 5mg capsules")["Acute trust"] == (
        "Not under this name; 1 medicine of this source has no readable name"
    )
    assert page.rows[0].match_words == "In one list; perhaps under another name elsewhere"


def test_a_medicine_without_a_name_is_itself_called_missing_in_no_list():
    nameless = med("trust", "9", medicationCodeableConcept={}, status="active")
    page = board(med(), nameless)

    assert [row.section for row in page.rows] == ["current", "unreadable"]
    assert page.rows[1].cells[0].words == "Not known: this medicine has no readable name"


def test_only_here_is_not_said_beside_a_source_that_returned_no_records():
    page = board(med())

    assert cells_of(page, "Ramipril 5mg capsules")["Acute trust"] == (
        "No records returned by Acute trust, read 22-Nov-2026 03:02"
    )
    assert page.rows[0].match_words == "In one list; not known in Acute trust"
    assert page.copied_foot == "Not a complete list: Acute trust."


def test_rows_stand_newest_start_first_and_what_has_no_date_below():
    page = board(
        med("gp", "1", "Aspirin", authoredOn="2020"),
        med("gp", "2", "Bisoprolol", authoredOn=None),
        med("gp", "3", "Codeine", authoredOn="2024-05"),
    )

    assert [row.name for row in page.rows] == ["Codeine", "Aspirin", "Bisoprolol"]
    assert page.rows[2].started is None


def test_each_view_says_what_it_leaves_out_and_how_many_stopped_lately():
    ended = {"status": "stopped", "statusReason": {"text": "Rash"}}
    supply = {"validityPeriod": {"start": "2026-01-01", "end": "2026-11-01"}}
    page = board(
        med(),
        med("gp", "2", "Codeine", **ended, dispenseRequest=supply),
        med("gp", "3", "Digoxin", **ended),
    )

    assert page.left_out["current"] == (
        "1 stopped in the last 28 days (since 25-Oct-2026) in the lists received, under Past; "
        "1 stopped without a date. Not in this view: 2 past."
    )
    assert page.left_out["past"] == "Not in this view: 1 current."
    assert page.left_out["all"] == ""
    assert board(med(), sources=("gp",)).left_out["current"] == (
        "None recorded as stopped in the last 28 days (since 25-Oct-2026)."
    )


def test_changes_since_a_day_are_told_with_their_source():
    stop = {"status": "stopped", "statusChanged": "2026-07-24"}
    page = board(
        med("gp", "1", "Aspirin", authoredOn="2010"),
        med("gp", "2", "Bisoprolol", **stop, authoredOn="2010"),
        med("gp", "3", "Codeine", authoredOn=None),
        options={"since": "2026-07-01"},
    )

    assert page.since == "01-Jul-2026"
    assert {row.name: row.changes for row in page.rows} == {
        "Aspirin": (),
        "Bisoprolol": ("stopped 24-Jul-2026 (GP practice)",),
        "Codeine": ("no date recorded: may have changed (GP practice)",),
    }
    assert board(med()).since == ""


def test_a_row_that_says_anything_else_is_another_sight():
    seen = board(med()).rows[0].seen

    assert board(med()).rows[0].seen == seen
    assert board(med(dose="Two daily")).rows[0].seen != seen
    assert board(med(), sources=("gp",)).rows[0].seen != seen


def test_the_copied_text_names_drug_dose_status_source_and_date_and_what_is_not_complete():
    rows = [
        domain_row("gp", Domain.MEDICINES, DomainState.DATA),
        domain_row("trust", Domain.MEDICINES, DomainState.FAILED),
    ]
    page = board(med(category=listed_under("discharge")), rows=rows)

    assert page.rows[0].copied == (
        "Ramipril 5mg capsules: DOSE One daily. Status: Active. Source: GP practice (discharge). "
        "authored 24-Jul-2026."
    )
    assert page.copied_foot == "Not a complete list: Acute trust."
    assert board(med(), sources=("gp",)).copied_foot == ""


def test_a_similar_name_is_named_on_both_rows_and_nothing_is_called_missing():
    page = board(
        med("gp", "1", "Bisoprolol fumarate 2.5mg tablets"), med("trust", "2", "Bisoprolol 2.5mg tablets")
    )

    assert len(page.rows) == 2
    assert row_of(page, "Bisoprolol 2.5mg tablets").notes == (
        "Similar name: Bisoprolol fumarate 2.5mg tablets",
    )
    assert cells_of(page, "Bisoprolol 2.5mg tablets")["GP practice"] == (
        "Not under this name (complete, 22-Nov-2026); see Bisoprolol fumarate 2.5mg tablets"
    )
    assert {row.match for row in page.rows} == {"one"}


def test_a_record_without_medicines_is_a_board_without_rows_that_says_how_complete_it_is():
    page = board()

    assert (page.rows, len(page.columns)) == ((), 2)
    assert "No records returned by GP practice" in page.completeness


def test_a_source_that_has_a_letter_alone_is_no_complete_list():
    letter = read(
        "trust",
        "DocumentReference",
        "7",
        status="current",
        type={"text": "Discharge summary"},
        date="2026-07-24",
    )
    page = board(med(), letter)

    assert cells_of(page, "Ramipril 5mg capsules")["Acute trust"] == "Medicines only in a letter: open"
    assert page.rows[0].cells[1].opens == ((letter.id, "Discharge summary, 24-Jul-2026"),)
    assert page.rows[0].match_words == "In one list; not known in Acute trust"
    assert page.copied_foot == "Not a complete list: Acute trust."
