import json

import pytest

from viewer.demo.control import KEY_HEADER, run_control, switch


@pytest.fixture
def control(town):
    running = run_control(town)
    yield running
    running.shutdown()
    running.server_close()


def told(fetch, control, command, key=None, path=""):
    headers = {KEY_HEADER: control.key if key is None else key}
    return fetch(control.url + path, "POST", json.dumps(command).encode(), headers)


def test_a_fault_is_switched_on_and_off(control, fetch, base):
    assert told(fetch, control, {"endpoint": "gp", "kind": "deny"}).status == 204
    assert fetch(f"{base['gp']}/metadata").status == 403
    assert told(fetch, control, {"endpoint": "gp", "kind": "none"}).status == 204
    assert fetch(f"{base['gp']}/metadata").status == 200


def test_without_the_key_nothing_is_switched(control, fetch, base):
    assert told(fetch, control, {"endpoint": "gp", "kind": "deny"}, key="wrong").status == 403
    assert told(fetch, control, {"endpoint": "gp", "kind": "deny"}, path="x").status == 403
    assert fetch(f"{base['gp']}/metadata").status == 200


@pytest.mark.parametrize(
    "command",
    [{"endpoint": "nobody", "kind": "deny"}, {"endpoint": "gp", "kind": "explode"}, [], {"kind": "slow"}],
)
def test_a_command_that_makes_no_sense_is_answered_in_words(control, fetch, command):
    got = told(fetch, control, command)

    assert got.status == 400
    assert got.body


def test_a_great_body_is_refused(control, fetch):
    assert told(fetch, control, {"endpoint": "x" * 5000}).status == 400


def test_dead_is_switched_by_name(town, base, fetch):
    switch(town, {"endpoint": "ooh", "kind": "dead"})

    with pytest.raises(OSError):
        fetch(f"{base['ooh']}/metadata")
