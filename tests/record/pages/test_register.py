"""Which pages the engine makes."""

from dataclasses import replace

import pytest

from tests.record.builders import LONDON, NOW, record
from viewer.record.pages.asked import PageAsked
from viewer.record.pages.register import AHEAD, PAGES


@pytest.mark.parametrize("key", PAGES)
def test_every_page_can_be_made_of_a_record_that_holds_nothing(key):
    asked = PageAsked(record=record(), zone=LONDON, now=NOW, copies=lambda one: (one,), raw=lambda _: b"")

    assert PAGES[key](asked) is not None


def test_what_is_worked_out_ahead_is_kept_for_the_pages_and_changes_none():
    asked = PageAsked(record=record(), zone=LONDON, now=NOW, copies=lambda one: (one,), raw=lambda _: b"")
    plain = {key: made(replace(asked, kept={})) for key, made in PAGES.items()}
    made = [step(asked) for step in AHEAD]

    assert [any(one is kept for kept in asked.kept.values()) for one in made] == [True] * len(AHEAD)
    assert {key: page(asked) for key, page in PAGES.items()} == plain
