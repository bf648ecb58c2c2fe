import pytest

from tests.entries.builders import LONDON
from tests.record.builders import domain_row, gap, record, source_row
from tests.record.pages.medicines.samples import copy, listed_under, med, read
from viewer.fhir.dates import parse_date
from viewer.record.pages.medicines.body import Letter
from viewer.record.pages.medicines.columns import Found, Given, absence, column, given_of, sources_of
from viewer.record.pages.medicines.courses import courses
from viewer.record.pages.medicines.own_lists import OwnLists
from viewer.source.domain import Domain
from viewer.source.origin import SourceKind
from viewer.source.state import DomainState, SourceState

LETTERS = (Letter(entry="e1", words="Discharge summary, 24-Jul-2026"),)


def given(*entries, state=DomainState.DATA, kind=SourceKind.ENDPOINT, row=None, **rest):
    return Given(
        source=source_row(kind=kind),
        name="GP practice",
        row=domain_row("gp", Domain.MEDICINES, state, **(row or {})),
        courses=courses([copy(entry) for entry in entries]),
        **rest,
    )


def test_a_column_names_each_list_with_its_kind_and_newest_day():
    given_here = read("gp", "MedicationAdministration", "9", status="completed")
    found = column(
        given(
            med("gp", "1", category=listed_under("discharge")),
            med("gp", "2", category=listed_under("discharge"), authoredOn="2026-07-25"),
            med("gp", "3", category=listed_under("inpatient"), authoredOn="2026-07-18"),
            given_here,
        ),
        LONDON,
    )

    assert found.lists == "Discharge 25-Jul-2026; inpatient 18-Jul-2026; administered undated"
    assert (found.state, found.complete) == ("Complete, read 22-Nov-2026 03:02", True)
    assert column(given(), LONDON).lists == "No medicines received"
    supply = {
        "authorizingPrescription": [{"reference": "MedicationRequest/1"}],
        "whenHandedOver": "2026-07-26",
    }
    same_day = read("gp", "MedicationDispense", "8", **(supply | {"whenHandedOver": "2026-07-24"}))
    assert column(given(med(), same_day), LONDON).lists == "Order 24-Jul-2026; dispensed 24-Jul-2026"
    supplied = read("gp", "MedicationDispense", "8", status="completed", **supply)
    assert column(given(med(), supplied), LONDON).lists == "Dispensed 26-Jul-2026; order 24-Jul-2026"


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (given(state=DomainState.FAILED), "Not a complete list: failed, read 22-Nov-2026 03:02"),
        (given(row={"settled": False}), "Not a complete list: 1 so far, read 22-Nov-2026 03:02"),
        (given(kind=SourceKind.FILE), "File: what it does not hold is not known, read 22-Nov-2026 03:02"),
        (given(nobody=True), "No such patient returned, read 22-Nov-2026 03:02"),
        (given(unnamed=2), "Complete, read 22-Nov-2026 03:02; 2 without a readable name"),
        (
            given(own=OwnLists(changes=frozenset({"MedicationRequest/1"}))),
            "Changes only, not a complete list, read 22-Nov-2026 03:02",
        ),
        (
            given(state=DomainState.FAILED, own=OwnLists(changes=frozenset({"MedicationRequest/1"}))),
            "Not a complete list: failed, read 22-Nov-2026 03:02",
        ),
        (given(state=DomainState.EMPTY), "No records returned, read 22-Nov-2026 03:02"),
        (given(state=DomainState.ASSERTED_NONE), "Complete, read 22-Nov-2026 03:02"),
    ],
)
def test_a_column_says_how_complete_it_is(made, words):
    assert column(made, LONDON).state == words


def test_a_source_that_was_never_read_says_nothing_of_when():
    made = Given(source=source_row(retrieved=""), name="GP practice", row=None)

    assert column(made, LONDON).state == "Not a complete list: not known whether it has any"
    assert absence(made, LONDON) == ("unknown", "Not known whether it has any")
    answered = Given(
        source=source_row(retrieved=""),
        name="GP practice",
        row=domain_row("gp", Domain.MEDICINES, DomainState.ASSERTED_NONE),
    )
    assert absence(answered, LONDON) == ("absent", "Not in this list (complete, not dated)")


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (given(state=DomainState.FAILED), "Not known: failed"),
        (given(state=DomainState.WITHHELD), "Not known: withheld by the source"),
        (given(med(), state=DomainState.FAILED), "Not in what was received: the rest failed"),
        (given(med(), state=DomainState.WITHHELD), "Not in what was received: some was withheld"),
        (given(state=DomainState.TRUNCATED), "Not in what was received: the list is incomplete"),
        (given(state=DomainState.NOT_SUPPORTED), "Not known: this source does not offer medicines"),
        (given(state=DomainState.NOT_ASKED), "Not known: not asked"),
        (given(state=DomainState.NOT_HELD), "This service keeps no medicines"),
        (given(row={"gaps": (gap(),)}), "Not in what was received: it may be incomplete"),
        (given(row={"settled": False}), "Not received so far"),
        (given(kind=SourceKind.FILE), "Not in this file; what it does not hold is not known"),
        (given(nobody=True), "No such patient returned"),
        (given(unnamed=2), "Not under this name; 2 medicines of this source have no readable name"),
        (
            given(med(), own=OwnLists(changes=frozenset({"MedicationRequest/1"}))),
            "Not in this list of changes; the whole list is not known",
        ),
        (
            given(med(), state=DomainState.FAILED, own=OwnLists(changes=frozenset({"MedicationRequest/1"}))),
            "Not in what was received: the rest failed",
        ),
        (given(state=DomainState.EMPTY), "No records returned by GP practice, read 22-Nov-2026 03:02"),
        (
            given(state=DomainState.FAILED, letters=LETTERS),
            "Not known: failed; a discharge letter is here: open",
        ),
    ],
)
def test_absence_is_claimed_of_no_list_that_may_not_be_whole(made, words):
    assert absence(made, LONDON) == ("unknown", words)
    assert not column(made, LONDON).complete


def test_that_a_source_states_none_is_an_answer():
    made = given(state=DomainState.ASSERTED_NONE)

    assert absence(made, LONDON) == ("absent", "Not in this list (complete, 22-Nov-2026)")


def test_a_medicine_without_a_readable_name_is_called_missing_in_no_list():
    words = "Not known: this medicine has no readable name"

    assert absence(given(), LONDON, is_named=False) == ("unknown", words)
    assert absence(given(unnamed=1), LONDON, is_named=False) == ("unknown", words)
    failed = given(state=DomainState.FAILED)
    assert absence(failed, LONDON, is_named=False) == ("unknown", "Not known: failed")


def test_a_list_of_changes_beside_more_than_it_names_takes_nothing_away():
    made = given(med(), med("gp", "2"), own=OwnLists(changes=frozenset({"MedicationRequest/1"})))

    assert made.complete


def test_the_day_of_a_list_is_its_own_or_that_of_the_episode_or_of_the_reading():
    discharge = med(category=listed_under("discharge"))

    assert absence(given(discharge), LONDON)[1] == "Not in this list (complete, 24-Jul-2026)"
    assert absence(given(discharge, med("gp", "2")), LONDON)[1] == "Not in this list (complete, 22-Nov-2026)"
    undated = med(category=listed_under("discharge"), authoredOn=None)
    assert absence(given(undated), LONDON)[1] == "Not in this list (complete, 22-Nov-2026)"
    own = OwnLists(date=parse_date("2025-05-02"))
    assert absence(given(discharge, own=own), LONDON)[1] == "Not in this list (complete, 02-May-2025)"


def test_a_letter_is_all_that_a_source_without_a_list_has():
    letter = given(state=DomainState.EMPTY, letters=LETTERS)

    assert absence(letter, LONDON) == ("letter", "Medicines only in a letter: open")
    said = column(letter, LONDON)
    assert (said.lists, said.complete) == ("Medicines only in a letter: open", False)
    assert said.state == "No structured medicines: not a complete list, read 22-Nov-2026 03:02"
    assert absence(given(med(), letters=LETTERS), LONDON)[0] == "absent"
    settling = given(state=DomainState.EMPTY, letters=LETTERS, row={"settled": False})
    assert absence(settling, LONDON) == ("unknown", "Not received so far")


def test_a_source_has_a_column_that_may_hold_medicines_or_holds_some_or_a_letter():
    rows = [
        domain_row("gp", Domain.MEDICINES, DomainState.NOT_HELD),
        domain_row("trust", Domain.MEDICINES, DomainState.EMPTY),
        domain_row("mh", Domain.MEDICINES, DomainState.NOT_HELD),
        domain_row("ooh", Domain.MEDICINES, DomainState.NOT_HELD),
    ]
    stranger = source_row("other", state=SourceState.NOT_LINKED)
    whole = record(sources=("gp", "trust", "mh", "ooh", stranger), rows=rows)

    found = sources_of(whole, {"mh": ()}, {"ooh": (), "other": ()})
    assert [row.origin.id for row in found] == ["trust", "mh", "ooh"]


def test_what_each_source_gave_stands_under_its_name():
    whole = record(sources=("gp", "trust"))
    made = given_of(
        whole,
        Found(
            courses={"gp": courses([copy(med())])}, unnamed={"trust": 1}, letters={"gp": LETTERS}, lists={}
        ),
    )

    assert [(one.name, len(one.courses), one.unnamed, one.letters) for one in made] == [
        ("GP practice", 1, 0, LETTERS),
        ("Acute trust", 0, 1, ()),
    ]
