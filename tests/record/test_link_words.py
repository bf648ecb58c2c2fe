"""A link is one sentence: which rule or whose hand, who, when, and that something differs."""

from datetime import UTC, datetime

from tests.load.answers import LONDON
from tests.merge.builders import patient
from viewer.merge.person import Link
from viewer.merge.persons import BY_HAND, BY_RULE, CHOSEN
from viewer.record.link_words import link_words, made_words

NOW = datetime(2026, 7, 1, 2, 2, 3, tzinfo=UTC)


def link(linked_by, *differences, who="Dr A", when=NOW):
    return Link(patient=patient(), linked_by=linked_by, differences=differences, who=who, when=when)


def test_a_rule_or_a_hand_who_and_when_in_the_zone_of_the_screen():
    assert [link_words(link(by), LONDON) for by in (CHOSEN, BY_HAND, BY_RULE)] == [
        "Chosen as the leading record, by Dr A, 01-Jul-2026 03:02:03",
        "Linked: linked by the clinician, by Dr A, 01-Jul-2026 03:02:03",
        f"Linked: {BY_RULE}, by Dr A, 01-Jul-2026 03:02:03",
    ]


def test_what_nobody_signed_says_no_name_and_differences_are_counted_on_screen_alone():
    unsigned = link(BY_HAND, "Gender differs", "Address differs", who="", when=None)
    assert link_words(unsigned, LONDON) == ("Linked: linked by the clinician; 2 differences, see the banner")
    assert link_words(link(BY_HAND, "x"), LONDON).endswith("; 1 difference, see the banner")
    assert made_words(unsigned, LONDON) == "Linked: linked by the clinician"
