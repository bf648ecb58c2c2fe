"""The window's way with national services: they take their part in the record that is opened."""

import pytest

from tests.engine.window import HOLROYD
from viewer.demo.handle import start_demo
from viewer.engine.messages import Glance, Retry, UnlinkSource


@pytest.fixture(scope="module")
def national():
    with start_demo(national=True) as running:
        yield running


def settled(message):
    states = {one.state for one in message.sources} if isinstance(message, Glance) else {"loading"}
    return not states & {"loading", "waiting"}


def states(demo, message):
    keys = {identity: key for key, identity in demo.ids.items()}
    return {keys[one.id]: one.state for one in message.sources}


def test_every_service_takes_its_part_and_the_numbered_ones_are_no_candidates(talk, national):
    found = talk.open(national, HOLROYD)
    screen = talk.until(settled)

    assert {national.ids["nrl"], national.ids["imms"]}.isdisjoint(row.source for row in found.candidates)
    assert states(national, screen) | {"scr": ""} == {
        "gp": "partial",
        "acute": "complete",
        "community": "partial",  # its archive is not connected, and it says so
        "ooh": "complete",
        "pds": "complete",
        "scr": "",
        "gpc": "partial",
        "gpc-documents": "complete",
        "nrl": "complete",
        "imms": "partial",
    }


def test_what_was_joined_by_number_can_be_left_out_again_and_read_anew(talk, national):
    talk.open(national, HOLROYD)
    talk.until(settled)
    nrl = national.ids["nrl"]

    talk.send(Retry(generation=2, source=nrl))
    again = talk.until(settled)
    assert states(national, again)["nrl"] == "complete"

    talk.send(UnlinkSource(generation=2, source=nrl))
    alone = talk.until(lambda message: settled(message) and states(national, message)["nrl"] != "complete")
    assert states(national, alone)["nrl"] == "not-linked"
