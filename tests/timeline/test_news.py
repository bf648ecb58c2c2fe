"""What came, changed or went between two states of a source: every resource of either is told exactly once."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.load.answers import allergy, observation, patient, whole
from tests.load.test_came_beside import withdrawn
from viewer.entries.entry import Flag
from viewer.timeline.news import Change, Form, compared, form_of, key_of, state_of

CONTENTS = st.sampled_from(["a", "b"])
FORMS = st.builds(
    Form,
    kind=st.just("Observation"),
    content=CONTENTS,
    version=st.sampled_from(["", "1", "2"]),
    withdrawn=st.booleans(),
    stated=st.sampled_from([None, Change.AMENDED, Change.CORRECTED]),
)
STATES = st.dictionaries(st.sampled_from([f"Observation/{number}" for number in range(8)]), FORMS)


@given(STATES, STATES)
def test_new_changed_same_and_gone_are_all_of_both_states_and_none_is_named_twice(before, now):
    found = compared(before, now)

    assert found.keys() == before.keys() | now.keys()
    assert {key for key, one in found.items() if one is Change.NEW} == now.keys() - before.keys()
    assert {key for key, one in found.items() if one is Change.GONE} == before.keys() - now.keys()
    both = before.keys() & now.keys()
    for key in both:
        assert found[key].is_news == (before[key].content != now[key].content)


@given(STATES)
def test_a_state_beside_itself_has_no_news(state):
    assert set(compared(state, state).values()) <= {Change.SAME}


def state(*resources):
    return state_of(whole(patient(), *resources).source("gp").entries.values())


def told(before, now):
    """The one change between two answers of a source."""
    found = compared(state(*before), state(*now))
    (one,) = [change for change in found.values() if change is not Change.SAME] or [Change.SAME]
    return one


@pytest.mark.parametrize(
    ("before", "now", "change"),
    [
        ((), (observation(),), Change.NEW),
        ((observation(),), (), Change.GONE),
        ((observation(),), (observation(),), Change.SAME),
        ((observation(),), (observation(meta={"lastUpdated": "2026-11-22T10:00:00Z"}),), Change.SAME),
        ((observation(),), (observation(meta={"versionId": "2"}),), Change.WRITTEN_AGAIN),
        ((observation(),), (observation(valueQuantity={"value": 6.9, "unit": "mmol/L"}),), Change.CHANGED),
        ((observation(),), (observation(status="corrected"),), Change.CORRECTED),
        ((observation(),), (observation(status="amended"),), Change.AMENDED),
        ((observation(),), (observation(status="appended"),), Change.AMENDED),
        ((observation(),), (observation(status="entered-in-error"),), Change.RETRACTED),
        ((observation(status="corrected"),), (observation(status="corrected"),), Change.SAME),
        ((allergy(),), (withdrawn(),), Change.RETRACTED),
        ((withdrawn(),), (allergy(),), Change.CHANGED),
        ((observation(),), (observation(text={"div": "<div>Haemolysed</div>"}),), Change.CHANGED),
        ((), (observation(id=None),), Change.NEW),
    ],
)
def test_a_change_is_called_what_it_is(before, now, change):
    assert told(before, now) is change
    assert change.is_news == (change not in {Change.SAME, Change.WRITTEN_AGAIN})


def test_what_has_no_id_is_known_by_its_bytes():
    one, other = observation(id=None), observation(id=None, status="amended")
    assert told((one,), (one,)) is Change.SAME

    found = compared(state(one), state(other))

    assert sorted(found.values()) == [Change.GONE, Change.NEW]
    assert all(key.startswith("Observation#") for key in found)


def test_of_several_versions_the_one_that_is_not_replaced_leads_and_all_of_them_count():
    first, second = (
        observation(meta={"versionId": "1"}),
        observation(meta={"versionId": "2"}, status="amended"),
    )
    together, turned = state(first, second), state(second, first)
    entries = whole(patient(), first, second).source("gp").entries.values()
    latest = next(one for one in entries if Flag.SUPERSEDED not in one.flags)

    assert len(together) == 1
    assert compared(together, turned) == {"Observation/7": Change.SAME}
    assert together["Observation/7"].entry == latest.id
    assert turned["Observation/7"].entry == latest.id
    assert compared(state(first), together) == {"Observation/7": Change.AMENDED}


@pytest.mark.parametrize("flag", [Flag.SUPERSEDED, Flag.REPLACED, Flag.ADDED_TO, Flag.FROM_WITHDRAWN])
def test_what_a_later_resource_makes_of_one_is_a_change_of_it(flag):
    (entry,) = whole(patient(), observation()).source("gp").entries.values()
    marked = form_of(replace(entry, flags=entry.flags | {flag}))

    (found,) = compared({"a": form_of(entry)}, {"a": marked}).values()

    assert found is (Change.RETRACTED if flag is Flag.FROM_WITHDRAWN else Change.CHANGED)


def test_what_cannot_be_read_is_known_by_its_bytes_as_well():
    (entry,) = whole(patient(), observation()).source("gp").entries.values()
    broken = replace(entry, flags=entry.flags | {Flag.UNREADABLE}, content="")

    assert form_of(broken).content != form_of(replace(broken, id="0" * 16)).content
    assert key_of(broken) == "Observation/7"
