"""Hashes of what was shown: the same for the same, whatever the order of rows; others for anything else."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.ui import sample_messages as sample
from viewer.engine.shown_state import answers_hash, filter_kinds, view_hash
from viewer.timeline.search.picks import Picks

GLANCE = sample.glance()
ROWS = tuple(sample.rows().upserts)


@given(st.permutations(ROWS[:6]))
def test_the_order_of_rows_makes_no_other_hash(rows):
    assert view_hash(GLANCE, rows) == view_hash(GLANCE, ROWS[:6])


def test_any_row_and_any_word_of_the_first_screen_makes_another_hash():
    whole = view_hash(GLANCE, ROWS)

    assert view_hash(GLANCE, ROWS[1:]) != whole
    assert view_hash(replace(GLANCE, sentence="Other words."), ROWS) != whole


def test_half_a_character_that_a_source_sent_keeps_no_line_from_being_written():
    half = replace(ROWS[0], title="\ud83d")

    assert view_hash(GLANCE, [half]) != view_hash(GLANCE, [ROWS[0]])


def test_the_order_of_a_sources_pages_counts_and_a_page_less_is_another_answer():
    one, two = (hashlib.sha256(body).hexdigest() for body in (b"one", b"two"))

    assert len({answers_hash(pages) for pages in ([one, two], [two, one], [one], [])}) == 4
    assert answers_hash([]) == ""


def test_of_a_filter_only_the_kinds_are_kept():
    assert filter_kinds(Picks()) == ()
    assert filter_kinds(Picks(words="asthma", sources=("gp",), near="e1")) == ("words", "sources", "near")
