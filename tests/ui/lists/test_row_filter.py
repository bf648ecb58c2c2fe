"""Pages, filter and places: what is asked, and that all of it is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import fields

from tests.ui.sample_messages import row
from viewer.source.domain import Domain
from viewer.timeline.search.picks import Picks
from viewer.ui.lists.pages import PAGES, page_heading
from viewer.ui.lists.row_filter import RowFilter, in_place


def test_every_domain_has_a_page_beside_the_whole_timeline():
    covered = {domain for key, _, domains in PAGES if key not in {"glance", "timeline"} for domain in domains}

    assert covered >= set(Domain)


def test_a_place_shows_only_its_rows():
    assert in_place("undated")(row(1, place=("undated", "uncoded")))
    assert not in_place("undated")(row(1))
    assert RowFilter(place="undated").keep is in_place("undated")
    assert RowFilter().keep is None


def test_the_notice_counts_both_sides():
    both = RowFilter(picks=Picks(words=" hba1c "), place="uncoded", place_label="Uncoded")

    assert both.notice(12, 40345) == 'Only "Uncoded", filter "hba1c": 12 of 40,345 shown'
    assert both.asked
    assert not RowFilter(page="results", picks=Picks(words="  ")).asked
    assert RowFilter().notice(1, 1) == ""


VALUES = {
    "words": "asthma", "domains": ("results",), "categories": ("Letters", "Notes"), "sources": ("gp",),
    "statuses": ("final",), "authors": ("Dr X",), "since": "2026-10-24", "until": "2026-11-01",
    "encounter": "e1", "problem": "e2", "near": "e3", "series": "e4", "known_by": "2026-11-01T02:10:00+00:00",
}  # fmt: skip
SAID = VALUES | {"since": "24-Oct-2026", "until": "01-Nov-2026", "known_by": "01-Nov-2026 02:10"}


@given(st.sets(st.sampled_from(sorted(VALUES)), min_size=1))
def test_whatever_is_asked_is_said(kinds):
    assert set(VALUES) == {field.name for field in fields(Picks)}
    said = RowFilter(picks=Picks(**{kind: VALUES[kind] for kind in kinds})).notice(1, 2)

    for kind in kinds:
        words = SAID[kind]
        assert all(word in said for word in ((words,) if isinstance(words, str) else words))


@pytest.mark.parametrize(("since", "until", "said"), [
    ("2026-10-24", "", "dated from 24-Oct-2026"), ("", "2026-10-24", "dated up to 24-Oct-2026"),
    ("2026-10-24", "2026-10-26", "dated 24-Oct-2026 to 26-Oct-2026"),
])  # fmt: skip
def test_days_are_said_as_days(since, until, said):
    assert RowFilter(picks=Picks(since=since, until=until)).described() == f"Filter {said}"


def test_a_page_says_what_it_holds():
    assert page_heading("glance") == "Timeline"
    assert page_heading("results").startswith("Results")
