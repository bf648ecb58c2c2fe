"""Under which words an entry stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.merge.builders import entry
from viewer.entries.entry import Flag, Standing
from viewer.record.sections import section_of
from viewer.source.domain import Domain


@pytest.mark.parametrize(("flags", "standing", "words"), [
    ({Flag.IN_ERROR}, Standing.CURRENT, "Withdrawn by their source: entered in error"),
    ({Flag.REFUTED}, Standing.CURRENT, "Refuted"),
    ({Flag.UNREADABLE}, Standing.NONE, "Could not be read"),
    (set(), Standing.CURRENT, "Active"),
    (set(), Standing.UNKNOWN, "Not stated whether current"),
    (set(), Standing.PLANNED, "Planned or requested; whether done is not stated"),
    (set(), Standing.PAST, "Inactive or resolved"),
    (set(), Standing.NONE, "Up to now"),
])  # fmt: skip
def test_a_problem_stands_under_words_of_its_own(flags, standing, words):
    one = entry("gp", domain=Domain.PROBLEMS, flags=frozenset(flags), standing=standing)

    assert section_of(one)[1] == words


def test_what_lies_ahead_is_to_come_whatever_its_status():
    assert section_of(entry("gp", domain=Domain.ENCOUNTERS), to_come=True)[1] == "Planned: still to come"


@given(
    st.sampled_from(Domain), st.sampled_from(Standing), st.frozensets(st.sampled_from(Flag)), st.booleans()
)
def test_every_entry_has_a_section_and_one_rank_has_one_meaning(domain, standing, flags, ahead):
    rank, words = section_of(entry("gp", domain=domain, standing=standing, flags=flags), to_come=ahead)

    assert words
    past = {"Inactive or resolved", "Completed or stopped", "Past"}
    assert (words in past) == (rank == 6)
    assert words not in past or standing is Standing.PAST
