"""What a plain server is asked: the patient alone first, then everything else, each once."""

from threading import Event

import pytest

from viewer.auth.authorise import Anonymous
from viewer.fetch.capability import Capability
from viewer.fetch.desk import Desk
from viewer.fetch.plain import find_plan, read_plan
from viewer.fetch.server import SafeServer
from viewer.fetch.source import origin_of_endpoint
from viewer.source.answer import Ended, SourceEnded
from viewer.source.domain import Domain
from viewer.source.protocols import PatientQuery


@pytest.fixture
def endpoint(fetching, site):
    return fetching.endpoint(site.base)


@pytest.fixture
def desk(fetching, endpoint):
    server = SafeServer(endpoint, Anonymous(), fetching.QUICK)
    return Desk(origin_of_endpoint(endpoint), server, fetching.QUICK)


def test_the_patient_is_asked_alone_first(desk, endpoint):
    plan = read_plan(desk, endpoint, "Patient/1")

    assert plan.first.label == "Patient"
    assert len(plan.steps) == len({step.label for step in plan.steps}) == len(plan.rest) + 1


def test_a_plan_settles_every_domain(desk, endpoint):
    for capability in (Capability(), Capability(operations=frozenset({"gpc.getstructuredrecord"}))):
        desk.capability = capability
        plan = read_plan(desk, endpoint, "Patient/1")
        assert {domain for step in plan.steps for domain in step.domains} == set(Domain)


def test_a_search_for_somebody_is_one_step(desk, endpoint):
    for query in (PatientQuery(family="Holroyd"), PatientQuery(reference="Patient/1"), PatientQuery()):
        assert [step.label for step in find_plan(desk, endpoint, query).steps] == ["Patient"]


def test_a_search_by_number_looks_at_nothing_else(fetching, site):
    query = PatientQuery(nhs_number="9990000018", family="Holroyd")
    list(fetching.source(site.base).find(query, Event()))

    assert dict(site.asked("Patient")[0].query).keys() == {"identifier", "_count"}


@pytest.mark.parametrize("reference", ["", "Patient", "Patient/", "Observation/1", "/1"])
def test_a_reference_that_names_no_patient_asks_nothing(fetching, site, reference):
    for events in (
        fetching.source(site.base).read(reference, Event()),
        fetching.source(site.base).find(PatientQuery(reference=reference), Event()),
    ):
        assert list(events)[-1].state == "failed"

    assert {heard.path for heard in site.heard} == {"metadata"}


def test_an_id_that_no_address_can_hold_is_said_and_nothing_is_asked(fetching, site):
    for events in (
        fetching.source(site.base).read("Patient/\ud800", Event()),
        fetching.source(site.base).find(PatientQuery(reference="Patient/\ud800"), Event()),
    ):
        heard = list(events)
        gaps = [gap for event in heard if isinstance(event, Ended | SourceEnded) for gap in event.gaps]
        assert heard[-1].state == "failed"
        assert any("half a character" in gap.why for gap in gaps)
    assert not site.asked("Patient")
