from tests.entries.builders import LONDON
from tests.record.builders import domain_row, source_row
from tests.record.pages.medicines.samples import copy, med
from viewer.record.pages.medicines.body import Letter
from viewer.record.pages.medicines.cells import cell, spelled
from viewer.record.pages.medicines.columns import Given
from viewer.record.pages.medicines.courses import courses
from viewer.record.pages.medicines.words import Wording
from viewer.source.domain import Domain
from viewer.source.state import DomainState

WORDING = Wording(name="Ramipril 5mg capsules", zone=LONDON)


def given(state=DomainState.DATA, **rest):
    return Given(
        source=source_row(), name="GP practice", row=domain_row("gp", Domain.MEDICINES, state), **rest
    )


def many(number, **content):
    return courses(
        [copy(med("gp", str(n), authoredOn=f"2020-01-{n + 1:02}", **content)) for n in range(number)]
    )


def test_everything_current_is_spelled_out_however_many_there_are():
    found = cell(given(), many(9), WORDING, ())

    assert (len(found.items), found.more, found.kind) == (9, "", "listed")


def test_past_courses_beyond_the_newest_are_counted_and_can_be_opened():
    found = cell(given(), many(5, status="completed"), WORDING, ())

    assert len(found.items) == 2
    assert found.more == "And 3 past: Enter lists the newest, the timeline all"
    assert found.words.endswith(found.more)
    assert len(found.opens) == 5
    assert found.opens[0][1] == "Ramipril 5mg capsules, request, completed"


def test_beside_what_is_current_one_past_course_is_told():
    both = courses(
        [*(one for made in many(3, status="completed") for one in made.copies), copy(med("gp", "9"))]
    )

    assert [made.standing for made in spelled(both)] == ["current", "past"]


def test_a_cell_opens_thirty_entries_at_most():
    assert len(cell(given(), many(31, status="completed"), WORDING, ()).opens) == 30


def test_an_empty_cell_says_why_and_opens_a_letter_where_that_is_all_there_is():
    letters = (Letter(entry="e1", words="Discharge summary, 24-Jul-2026"),)

    assert cell(given(), (), WORDING, ()).words == "Not in this list (complete, 22-Nov-2026)"
    found = cell(given(DomainState.EMPTY, letters=letters), (), WORDING, ())
    assert (found.kind, found.words) == ("letter", "Medicines only in a letter: open")
    assert found.opens == (("e1", "Discharge summary, 24-Jul-2026"),)
