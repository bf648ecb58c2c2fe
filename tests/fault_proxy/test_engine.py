"""The real engine process and its pipes: a source that hangs, dies, is asleep; the others come all the same."""

import os
import signal
import threading

import pytest

from tests.engine.window import HOLROYD, LONG_S, engine, rows_on_screen, settled
from tests.fault_proxy import acts
from tests.fault_proxy.stages import MIDDLE
from viewer.demo.handle import start_demo
from viewer.engine.messages import CancelLoad, Find, Found, Glance, OpenPatient, Retry, Rows, UseDemo
from viewer.source.protocols import PatientQuery

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="processes cannot be held still here")


@pytest.fixture
def window():
    with engine(None) as talking:
        yield talking


def opened(window, endpoints, secrets=None):
    window.send(UseDemo(endpoints=endpoints, secrets=secrets or {}))
    window.send(Find(generation=1, query=PatientQuery(nhs_number=HOLROYD)))
    found = window.until(lambda m: isinstance(m, Found) and m.settled)
    chosen = tuple((row.source, row.reference, False) for row in found.candidates if row.group == 0)
    window.send(OpenPatient(generation=2, patients=chosen))


def states(glance):
    return {one.id: one.state for one in glance.sources}


def test_while_one_source_hangs_the_other_is_on_screen_and_the_one_that_hangs_can_be_stopped(window, place):
    place.proxy.arm(acts.stall_in_body, lambda asked: MIDDLE.matches(asked, place.answers))
    opened(window, place.endpoints)

    early = window.until(lambda m: isinstance(m, Glance) and states(m).get(place.clean) == "complete")
    assert states(early)[place.faulty] == "loading"
    window.send(CancelLoad(generation=2, source=place.faulty))
    end = window.until(settled)

    assert states(end) == {place.faulty: "cancelled", place.clean: "complete"}
    (chip,) = [one for one in end.sources if one.id == place.faulty]
    assert "stopped" in chip.words
    assert chip.advice
    assert chip.received > 20  # both pages that came before it hung


def test_a_source_that_dies_in_the_middle_and_comes_back_is_whole_after_a_retry(window, place):
    place.proxy.arm(acts.dies, lambda asked: MIDDLE.matches(asked, place.answers), times=1)
    opened(window, place.endpoints)
    first = window.until(settled)
    assert states(first) == {place.faulty: "partial", place.clean: "complete"}
    (chip,) = [one for one in first.sources if one.id == place.faulty]
    assert "nothing answers at its address" in chip.words
    before = rows_on_screen(window)

    place.proxy.revive()
    window.send(Retry(generation=2, source=place.faulty))
    again = window.until(settled)

    assert set(states(again).values()) == {"complete"}
    assert len(rows_on_screen(window)) > len(before)


def still(pid, seconds):
    """Let a process sleep, as a workstation does whose lid is closed, and wake it again."""
    os.kill(pid, signal.SIGSTOP)
    threading.Event().wait(seconds)
    os.kill(pid, signal.SIGCONT)


@pytest.fixture(scope="module")
def demo():
    with start_demo() as running:
        yield running


def chips(glance):
    return {one.id: (one.state, one.received, one.words) for one in glance.sources}


@pytest.fixture(scope="module")
def awake(demo):
    """What the same record looks like to whom nothing happens."""
    with engine(None) as window:
        opened(window, demo.endpoints, demo.secrets)
        return chips(window.until(settled))


@pytest.mark.parametrize("sleeper", ["engine", "servers"])
def test_what_slept_in_the_middle_of_a_record_goes_on_and_nothing_is_missing(window, demo, awake, sleeper):
    for site in demo.ids:
        demo.control(site, {"kind": "slow", "ms": 5})
    opened(window, demo.endpoints, demo.secrets)
    window.until(lambda m: isinstance(m, Rows))

    still(window.handle.pid if sleeper == "engine" else demo.process_id, 0.7)
    end = window.until(settled, LONG_S)

    assert chips(end) == awake
