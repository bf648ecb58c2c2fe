"""Names and classes of what is missing."""

import pytest

from viewer.fetch.words import gap_kind, subject_of_search
from viewer.source.answer import Outcome


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_leaves_a_kind_of_gap_that_counts_as_it_should(outcome):
    harmless = {Outcome.COMPLETE, Outcome.NOT_SUPPORTED}

    assert gap_kind(outcome).makes_partial is (outcome not in harmless)


def test_a_type_that_is_not_known_is_named_under_other():
    assert subject_of_search("NewThing") == "Other records (NewThing)"
