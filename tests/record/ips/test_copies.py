"""The way to the sources' copies is what a load answers."""

from tests.record.loaded import loaded
from viewer.record.ips.copies import Copies


def test_a_load_answers_all_that_a_summary_asks():
    _, copies = loaded()

    asked: Copies = copies
    place = asked.found("gp", "Patient/1")
    assert place is not None
    assert asked.raw(place).startswith(b'{"resourceType": "Patient"')
    assert asked.retrieved(place) == "2026-11-22T03:02:00+00:00"
