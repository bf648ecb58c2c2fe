"""Two starts of the program: the first shows the window, the second has it do what is asked, and ends."""

import json
import subprocess
import sys
import time
from tempfile import TemporaryDirectory

import pytest

from tests.end_to_end.bus import Bus, missing

_S = 60
UNKNOWN = "tributary:launch?iss=https%3A%2F%2Fcanary.example%2Fr4&launch=canary-token"
REFUSED = "it names a server that is not one of your sources"


@pytest.fixture
def own(screen, tmp_path):
    """A session of its own: settings, meeting place and accessibility bus."""
    if why := missing():
        pytest.skip(f"not installed here: {why}")
    places = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
    # A socket's path has about a hundred letters at most; pytest's own folders may be longer.
    with TemporaryDirectory(prefix="trib-") as meeting, Bus(screen) as bus:
        own = {"XDG_RUNTIME_DIR": meeting, **{name: str(tmp_path) for name in places}}
        yield bus, {**screen.env, **bus.env, **own}


@pytest.fixture
def start(own):
    """Start the program as a person or a host system does: no demo, no option for tests."""
    running = []

    def begin(*arguments):
        command = [sys.executable, "-I", "-m", "viewer", "open", *arguments]
        child = subprocess.Popen(
            command, env=own[1], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        running.append(child)
        return child

    yield begin
    for child in running:
        child.kill()
        child.communicate()


def shown(bus, wanted, child):
    """Wait until a part of the window is called so, and return the names of all parts."""
    until = time.monotonic() + _S
    while time.monotonic() < until:
        assert child.poll() is None, "the first window has ended"
        names = names_on(bus)
        if any(wanted in name for name in names):
            return names
    raise AssertionError(f"never shown: {wanted!r}; there is {names[-40:]}")


def names_on(bus):
    try:
        return [name for _, name, _ in json.loads(bus.read("Tributary"))]
    except AssertionError:  # no such program on the bus yet
        return []


def test_a_launch_of_an_unknown_server_is_refused_in_the_window_that_is_open_already(screen, own, start):
    bus, _ = own
    first = start()
    names = shown(bus, "Find a patient", first)
    assert not any(REFUSED in name for name in names)

    second = start(UNKNOWN)
    said, errors = second.communicate(timeout=_S)
    assert (second.returncode, said) == (0, "Tributary is open already: its window was asked.\n"), errors

    names = shown(bus, REFUSED, first)
    assert not any("canary" in name for name in names)
    assert [title for title in screen.titles() if title == "Tributary"] == ["Tributary"]


def test_without_a_window_a_start_with_an_address_shows_one_and_refuses_there(own, start):
    bus, _ = own

    shown(bus, REFUSED, start(UNKNOWN))
