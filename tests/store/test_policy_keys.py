"""The table of a policy's keys: what holds of several files is never wider than any of them."""

import itertools
import os
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.errors import SettingsError
from viewer.store.policy import Policy, joined, table_of_values
from viewer.store.policy_keys import KEYS, PURPOSES, Join

BY_NAME = {key.name: key for key in KEYS}
OF_JOIN = {join: [key for key in KEYS if key.join is join] for join in Join}


def test_each_key_is_a_field_of_the_policy_with_the_same_default_and_none_is_missing():
    own = {field.name: field.default for field in fields(Policy)}
    beside = {"endpoints", "kinds", "problem"}

    assert own.keys() - beside == BY_NAME.keys()
    assert all(own[key.name] == key.default for key in KEYS)
    assert all(key.means.endswith(".") for key in KEYS)


@pytest.mark.parametrize("key", OF_JOIN[Join.PERMITS] + OF_JOIN[Join.FORBIDS], ids=lambda key: key.name)
def test_what_one_file_refuses_stays_refused(key):
    for said in itertools.product([True, False], repeat=3):
        assert key.read([{key.name: one} for one in said]) is all(said)
    assert key.strictest is False


@pytest.mark.parametrize("key", OF_JOIN[Join.DEMANDS], ids=lambda key: key.name)
def test_what_one_file_demands_is_demanded(key):
    assert key.read([{key.name: False}, {}, {key.name: True}]) is True
    assert key.read([{key.name: False}, {}]) is False
    assert key.strictest is True


@given(st.sampled_from(OF_JOIN[Join.LEAST]), st.data())
def test_the_smallest_number_holds_and_none_out_of_range_is_taken(key, data):
    said = data.draw(st.lists(st.integers(key.low, key.high), min_size=1, max_size=4))
    assert key.read([{key.name: one} for one in said] + [{}]) == min(said)

    wrong = data.draw(st.one_of(st.integers(max_value=key.low - 1), st.integers(min_value=key.high + 1)))
    with pytest.raises(SettingsError, match=f"{key.low} to {key.high}"):
        key.read([{key.name: said[0]}, {key.name: wrong}])


def test_a_text_that_two_files_disagree_on_is_no_policy():
    anchor = BY_NAME["audit_anchor"]
    assert anchor.read([{"audit_anchor": "none"}, {}, {"audit_anchor": "none"}]) == "none"
    with pytest.raises(SettingsError, match="two of its files"):
        anchor.read([{"audit_anchor": "none"}, {"audit_anchor": "system"}])
    with pytest.raises(SettingsError, match="one of none, system"):
        anchor.read([{"audit_anchor": "elsewhere"}])


POSIX = ["/srv/anchors"]
WINDOWS = ["C:\\anchors.txt", "\\\\server\\share\\anchors"]
OURS, OTHERS = (WINDOWS, POSIX) if os.name == "nt" else (POSIX, WINDOWS)


@pytest.mark.parametrize("path", [*OURS, ""])
def test_the_path_of_a_file_is_whole(path):
    key = BY_NAME["audit_anchor_file"]
    assert key.read([{key.name: path}]) == path


@pytest.mark.parametrize("path", [*OTHERS, "anchors"])
def test_a_path_that_leads_nowhere_on_this_system_is_no_policy(path):
    key = BY_NAME["audit_anchor_file"]
    with pytest.raises(SettingsError, match="whole path of a file on this system"):
        key.read([{key.name: path}])


@given(st.lists(st.lists(st.sampled_from(PURPOSES), min_size=1), min_size=1, max_size=3))
def test_only_what_every_file_names_may_be_chosen(lists):
    key = BY_NAME["purposes"]
    tables = [{"purposes": one} for one in lists]
    shared = [one for one in dict.fromkeys(lists[0]) if all(one in other for other in lists)]
    if shared:
        assert key.read([*tables, {}]) == tuple(shared)
    else:
        with pytest.raises(SettingsError, match="nothing in common"):
            key.read(tables)


@pytest.mark.parametrize("wrong", [[], ["FUN"], ["TREAT", "FUN"]])
def test_a_purpose_that_is_not_known_is_no_policy(wrong):
    with pytest.raises(SettingsError, match="may hold TREAT"):
        BY_NAME["purposes"].read([{"purposes": wrong}])


def test_the_registry_says_flags_numbers_and_lists_in_its_own_way():
    values = {
        "clipboard_seconds": 10,
        "idle_lock_minutes": 1,
        "pin_only": 1,
        "purposes": '["TREAT", "ETREAT"]',
    }
    policy = joined([table_of_values(values)])

    assert (policy.clipboard_seconds, policy.idle_lock_minutes, policy.pin_only) == (10, 1, True)
    assert policy.purposes == ("TREAT", "ETREAT")
