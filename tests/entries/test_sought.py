"""Words in what an entry is called: by pattern, never less for the quick look before it."""

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.entries.builders import coded, read
from viewer.entries.sought import Sought
from viewer.fhir.concept import Coding

NUTS = Sought(
    pattern=re.compile("nut allergy|nuts", re.IGNORECASE), stems=("nut",), never=frozenset({"no nuts"})
)
ENTRY = read("Condition", code=coded("1", "Note"))


@given(st.from_regex(NUTS.pattern))
def test_what_the_pattern_finds_is_found_and_nothing_that_it_does_not(words):
    assert NUTS.found(words) is (words.casefold().strip(" .") not in NUTS.never)
    assert not NUTS.found(words.replace("n", "").replace("N", ""))


def test_a_whole_text_that_does_not_count_is_not_found_and_a_longer_one_is():
    assert not NUTS.found(" No nuts. ")
    assert NUTS.found("No nuts but peanuts")


def test_a_text_beyond_ascii_is_never_passed_over_by_the_quick_look():
    beyond = Sought(pattern=re.compile("k", re.IGNORECASE), stems=("k",))

    assert beyond.found("\N{KELVIN SIGN}")
    assert not NUTS.found("\N{KELVIN SIGN}")


def test_an_entry_is_called_by_its_title_and_by_the_displays_of_its_codes():
    def called(title, display):
        return NUTS.names(
            replace(ENTRY, title=title, codings=(Coding(system="s", code="1", display=display),))
        )

    assert called("Nuts", "Note")
    assert called("Note", "Nuts")
    assert not called("Note", "Note")
    assert not called("no nuts", "no nuts")
