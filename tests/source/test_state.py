"""The worst state is the one shown; only a settled source is done."""

from hypothesis import given
from hypothesis import strategies as st

from viewer.source.state import DomainState, SourceState, worst

ORDER = [
    *("failed", "withheld", "truncated", "data", "asserted-none", "empty"),
    *("not-supported", "not-asked", "not-held"),
]


def test_the_order_is_the_one_of_the_design():
    assert [state.value for state in DomainState] == ORDER


@given(st.lists(st.sampled_from(list(DomainState)), min_size=1), st.sampled_from(list(DomainState)))
def test_one_more_state_never_makes_it_look_better(states, more):
    assert ORDER.index(worst([*states, more])) <= ORDER.index(worst(states))


def test_only_waiting_and_loading_are_not_settled():
    assert {state for state in SourceState if not state.settled} == {SourceState.WAITING, SourceState.LOADING}
