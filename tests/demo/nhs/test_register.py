"""The simulators run on request, each on a port of its own, signed in by bearer token."""

import contextlib

import pytest

from viewer.demo.nhs.register import SIMULATORS
from viewer.demo.sites import SITES
from viewer.demo.town import Town
from viewer.source.endpoint import Kind


@pytest.fixture
def town(files):
    running = Town(files, {}, SIMULATORS)
    yield running
    running.close()


def test_no_two_simulators_share_a_key_or_an_id():
    sites = [*SITES, *(one.site for one in SIMULATORS)]
    assert len({site.id for site in sites}) == len({site.key for site in sites}) == len(sites)
    assert all(one.site.kind is not Kind.FHIR for one in SIMULATORS)


def test_a_town_without_them_is_the_demo_as_it_was(files):
    with contextlib.closing(Town(files, {})) as plain:
        assert [key.value for key in plain.keys] == ["gp", "acute", "community", "ooh"]
        assert plain.key_of("pds") is None


def test_each_wants_a_token_and_refuses_in_the_platforms_words(town, fetch):
    for simulator in SIMULATORS:
        answers = town.listener(simulator.site.key).answers
        got = fetch(f"{answers.base}/Patient/9990018421")
        unsigned = simulator.site.kind in {Kind.GP_CONNECT, Kind.GP_DOCUMENTS}  # a statement, no token
        assert got.status == (400 if unsigned else 401)
        assert got.json["resourceType"] == "OperationOutcome"
        assert town.key_of(simulator.site.id) is simulator.site.key


def test_request_and_correlation_ids_come_back(town, fetch):
    answers = town.listener(town.key_of("pds")).answers
    sent = {
        "Authorization": f"Bearer {answers.guard.secret}",
        "X-Request-ID": "60e0b220-8136-4ca5-ae46-1d97ef59d068",
        "X-Correlation-ID": "11c46f5f-cdef-4865-94b2-0ee0edcc26da",
    }

    got = fetch(f"{answers.base}/Patient/9990018421", headers=sent)

    assert got.status == 200
    assert got.json["id"] == "9990018421"
    assert got.headers["x-request-id"] == sent["X-Request-ID"]
    assert got.headers["x-correlation-id"] == sent["X-Correlation-ID"]
    assert got.headers["etag"] == 'W/"2"'


def test_a_simulator_can_be_told_to_go_wrong(town, fetch):
    from viewer.demo.control import switch

    switch(town, {"endpoint": "pds", "kind": "busy"})
    got = fetch(f"{town.listener(town.key_of('pds')).answers.base}/Patient/9990018421")

    assert got.status == 429
    assert got.headers["retry-after"]
