"""What a page is made of."""

from tests.merge.builders import entry
from tests.record.builders import LONDON, NOW, record
from viewer.record.pages.asked import PageAsked


def test_a_page_has_no_switches_unless_they_are_sent():
    asked = PageAsked(record=record(), zone=LONDON, now=NOW, copies=lambda one: (one,), raw=lambda _: b"")

    assert asked.options == {}
    assert asked.found("gp", "Observation/1") is None
    assert asked.copies(entry("gp")) == (entry("gp"),)
