"""Pages, filter and places."""

import pytest

from tests.ui.sample_messages import row
from viewer.source.domain import Domain
from viewer.ui.lists.pages import PAGES, page_heading
from viewer.ui.lists.row_filter import RowFilter


def test_every_domain_has_a_page_beside_the_whole_timeline():
    covered = {domain for key, _, domains in PAGES if key not in {"glance", "timeline"} for domain in domains}

    assert covered >= set(Domain)


@pytest.mark.parametrize(("page", "domain", "shown"), [
    ("medicines", "medicines", True), ("medicines", "results", False), ("timeline", "results", True),
    ("glance", "medicines", True), ("other", "", True),
])  # fmt: skip
def test_a_page_shows_its_domains(page, domain, shown):
    assert RowFilter(page=page).lets(row(1, domain=domain)) is shown


def test_all_words_have_to_be_there():
    assert RowFilter(words="PULSE final").lets(row(1))
    assert not RowFilter(words="pulse amended").lets(row(1))


def test_a_place_shows_only_its_rows():
    assert RowFilter(place="undated").lets(row(1, place=("undated", "uncoded")))
    assert not RowFilter(place="undated").lets(row(1))


def test_the_notice_counts_both_sides():
    both = RowFilter(words=" hba1c ", place="uncoded", place_label="Uncoded")

    assert both.notice(12, 40345) == 'Only "Uncoded", Filter "hba1c": 12 of 40,345 shown. Clear (Esc)'
    assert both.asked
    assert not RowFilter(page="results", words="  ").asked
    assert RowFilter().notice(1, 1) == ""


def test_a_page_says_what_it_holds():
    assert page_heading("glance") == "Timeline"
    assert page_heading("results").startswith("Results")
