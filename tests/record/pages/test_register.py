"""Which pages the engine makes."""

import pytest

from tests.record.builders import LONDON, NOW, record
from viewer.record.pages.asked import PageAsked
from viewer.record.pages.register import PAGES


@pytest.mark.parametrize("key", PAGES)
def test_every_page_can_be_made_of_a_record_that_holds_nothing(key):
    asked = PageAsked(record=record(), zone=LONDON, now=NOW, copies=lambda one: (one,), raw=lambda _: b"")

    assert PAGES[key](asked) is not None
