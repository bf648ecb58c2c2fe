"""What stands above a row, by the row before it."""

from tests.ui.sample_messages import row
from viewer.ui.lists.headings import PAST, TO_COME, event_heading, leads_day, section_heading


def test_parts_of_the_timeline_are_headed_once():
    planned, past, list_ = row(3, to_come=True), row(2), row(1, apart="Lists")

    assert event_heading(planned, None) == TO_COME
    assert event_heading(planned, planned) == ""
    assert event_heading(past, planned) == PAST
    assert event_heading(list_, past) == "Lists"
    assert event_heading(list_, list_) == ""


def test_a_day_is_headed_where_its_first_row_does_not_say_it():
    said, unsaid = (
        row(1, day="01-Jun-2026", when="01-Jun-2026 09:00"),
        row(2, day="02-Jun-2026", when="09:00"),
    )

    assert event_heading(said, None) == ""
    assert event_heading(unsaid, said) == "02-Jun-2026"
    assert leads_day(unsaid, said)
    assert not leads_day(unsaid, unsaid)


def test_a_section_is_headed_above_its_first_row():
    active, past = row(1, section=(0, "Active")), row(2, section=(1, "Past"))

    assert section_heading(active, None) == "Active"
    assert section_heading(active, active) == ""
    assert section_heading(past, active) == "Past"
