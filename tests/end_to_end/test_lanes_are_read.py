"""What a screen reader finds on the timeline of the running program: lanes, their entries, points of charts."""

import json

import pytest

from tests.end_to_end.bus import Bus, missing
from tests.end_to_end.program import HOLROYD
from viewer.ui.lists.pages import place_of


@pytest.fixture
def bus(screen):
    if why := missing():
        pytest.skip(f"not installed here: {why}")
    with Bus(screen) as made:
        yield made


def test_lanes_entries_and_points_of_charts_are_said_by_name(program, bus):
    running = program(env=bus.env)
    running.ask(HOLROYD)
    running.until("record settled")
    running.until("painted")
    running.key(f"ctrl+{place_of('timeline') + 1}")
    running.key("F6")  # answered when the page has been turned to

    said = [name for _, name, _ in json.loads(bus.read("Tributary"))]
    for lane in ("Problems: ", "Medicines: ", "Allergies and adverse reactions: ", "Chart of Pulse: "):
        assert any(name.startswith(lane) for name in said), lane
    assert "Lanes" in said
    assert any(name.startswith("Chart of Blood pressure: ") and "mmHg" in name for name in said)
