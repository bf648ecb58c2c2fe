"""The window's way with national services: they take their part in the record that is opened."""

import pytest

from tests.engine.window import HOLROYD
from viewer.demo.handle import start_demo
from viewer.engine.document_messages import DocumentGiven, OpenDocument
from viewer.engine.messages import Glance, Retry, Rows, UnlinkSource


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


def test_a_practice_s_document_is_read_through_the_spine_and_one_that_is_too_large_says_so(talk, national):
    talk.open(national, HOLROYD)
    talk.until(settled)
    practice = next(one.name for one in national.endpoints if one.id == national.ids["gpc-documents"])
    rows = [
        row
        for said in talk.said
        if isinstance(said, Rows)
        for row in said.upserts
        if practice in row.sources and row.domain == "documents"
    ]
    opened = []
    for ticket, row in enumerate({row.id: row for row in rows}.values(), 1):
        talk.send(OpenDocument(generation=2, ticket=ticket, entry=row.id))
        opened.append(
            talk.until(lambda said, one=ticket: isinstance(said, DocumentGiven) and said.ticket == one)
        )

    assert {"pdf", "pointer"} <= {one.kind for one in opened}
    assert any("5 MB" in one.words for one in opened)


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
