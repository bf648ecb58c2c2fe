"""What the board works out once for a record."""

from dataclasses import replace
from datetime import timedelta

from tests.record.pages.medicines.samples import asked, med
from viewer.record.pages.medicines.aligned import aligned
from viewer.record.pages.medicines.board import medicines_page


def test_a_record_is_aligned_once_whatever_day_or_switch_its_page_is_asked_with():
    first = asked(med(), med("trust", "2"))
    later = replace(first, now=first.now + timedelta(days=400), options={"since": "2026-01-01"})

    assert aligned(first) is aligned(later)
    assert medicines_page(later) == medicines_page(replace(later, kept={}))
    assert medicines_page(later) != medicines_page(first)


def test_every_copy_of_a_medicine_stands_at_its_source_and_other_records_do_not():
    found = aligned(asked(med(), med("trust", "2"), med("gp", "3", "Apixaban 5mg tablets")))

    assert sorted((drug.name, len(drug.copies)) for drug in found.rows) == [
        ("Apixaban 5mg tablets", 1),
        ("Ramipril 5mg capsules", 2),
    ]
    assert {source for row in found.listed.values() for source in row} == {"gp", "trust"}
    assert [head.name for head in found.heads] == [given.name for given in found.columns]
