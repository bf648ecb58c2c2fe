"""Pages and their rows."""

from viewer.source.domain import Domain
from viewer.ui.lists.pages import PAGES, page_heading, place_of


def test_every_domain_has_a_page_beside_the_whole_timeline():
    covered = {domain for key, _, domains in PAGES if key not in {"glance", "timeline"} for domain in domains}

    assert covered >= set(Domain)


def test_a_page_says_what_it_holds_and_where_it_stands():
    assert {page_heading(key) for key, _, domains in PAGES if not domains} == {"Timeline"}
    assert all(page_heading(key).endswith(", all dates") for key, _, domains in PAGES if domains)
    assert [place_of(key) for key, _, _ in PAGES] == list(range(len(PAGES)))
