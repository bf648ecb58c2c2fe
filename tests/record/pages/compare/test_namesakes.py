"""A drug that the other source did send is not denied: its entry of that name or code is pointed to."""

from dataclasses import replace

import pytest

from tests.merge.builders import allergy, entry, medicine
from tests.record.builders import domain_row, gap, record, source_row
from tests.record.pages.compare.test_page import asked
from viewer.entries.entry import Course, Flag
from viewer.record.model import Supporting
from viewer.record.pages.compare.page import compare_page
from viewer.source.domain import Domain
from viewer.source.state import DomainState

OURS = medicine("gp", status="active")


def there(*theirs, ours=OURS, **more):
    """What stands under the other source for ours."""
    page = compare_page(asked(record(ours, *theirs, **more), a="gp", b="trust"))
    for section in page.sections:
        if ours.id in section.entries:
            return section.b[section.entries.index(ours.id)]
    return None


def test_one_of_the_same_code_is_pointed_to_with_its_status_and_date():
    stopped = medicine("trust", "2", status="stopped", when="2026-07-18")
    assert there(stopped) == "Not the same entry; it has 1 of this name or code: stopped, 18-Jul-2026"


@pytest.mark.parametrize(
    "other",
    [
        {"title": "Ramipril 10mg tablets", "code": "999"},
        {"title": "RAMIPRIL 5mg capsules", "code": ""},
        {"title": "Tritace", "code": "999", "course": Course(ingredients=("Ramipril",))},
        {"title": "Tritace"},
    ],
)
def test_another_strength_writing_or_brand_of_it_is_named(other):
    said = there(medicine("trust", "2", status="stopped", **other))
    assert (
        said == f"Not the same entry; it has 1 of this name or code: {other['title']}, stopped, 04-Mar-2019"
    )


def test_of_many_the_number_and_the_newest_are_said():
    many = [medicine("trust", str(n), when=f"2020-01-0{n}") for n in range(1, 5)]
    many.append(medicine("trust", "9", when="2021-01-01"))
    assert there(*many) == "Not the same entry; it has 5 of this name or code, the newest: 01-Jan-2021"


@pytest.mark.parametrize(
    "other",
    [
        medicine("trust", "2", title="Bisoprolol 5mg tablets", code="1"),
        medicine("mh", "2"),
        allergy("trust", "2", title="Ramipril", code="318857005"),
        medicine("trust", "2", title="Ramipril and felodipine 5mg tablets", code="1",
                 course=Course(ingredients=("Ramipril", "Felodipine"))),
    ],
)  # fmt: skip
def test_another_drug_another_source_and_an_allergy_to_it_are_no_namesake(other):
    assert there(other) == "Not among what it sent"


def test_where_the_other_source_did_not_answer_both_are_said():
    rows = [
        domain_row("gp", Domain.MEDICINES, DomainState.DATA),
        domain_row("trust", Domain.MEDICINES, DomainState.FAILED, gaps=(gap("trust"),)),
    ]
    said = there(medicine("trust", "2", status="stopped"), rows=rows)
    assert said == "Not known: failed; it has 1 of this name or code: stopped, 04-Mar-2019"


def test_a_whole_list_of_a_source_is_no_namesake_of_its_entries():
    lists = [
        entry(source, f"List/{source}", title="Medications", code="933361000000108", domain=Domain.MEDICINES)
        for source in ("gp", "trust")
    ]
    assert there(lists[1], ours=lists[0]) == "Not among what it sent"
    assert there(lists[1], ours=replace(OURS, title="Medications")) == "Not among what it sent"


def test_supporting_records_are_said_not_to_be_compared():
    def supporting(number, source):
        return Supporting(
            id=str(number), reference=f"Organization/{number}", source=source, type="Organization",
            title="Ward", page=0, start=0, end=0,
        )  # fmt: skip

    sources = ("gp", "trust", source_row("mh"))
    some = record(OURS, sources=sources, supporting=(supporting(1, "gp"), supporting(2, "mh")))
    assert (
        compare_page(asked(some, a="gp", b="trust"))
        .notes[-1]
        .startswith("Not compared: 1 supporting record (")
    )
    some = replace(some, supporting=(*some.supporting, supporting(3, "trust")))
    assert (
        compare_page(asked(some, a="gp", b="trust"))
        .notes[-1]
        .startswith("Not compared: 2 supporting records (")
    )


@pytest.mark.parametrize("flags", [{Flag.UNREADABLE}, {Flag.UNRESOLVED}, set()])
def test_words_in_place_of_a_name_are_no_name(flags):
    ours, theirs = (
        medicine(source, title="Medicine, not named" if not flags else "Ramipril", code="", flags=flags)
        for source in ("gp", "trust")
    )
    assert there(theirs, ours=ours) == "Not among what it sent"
