"""fhirsnake, fhirstarter and the Medplum router: servers that ignore, shorten or leave out; each is said."""

import pytest

from tests.interop import patients
from tests.interop.ledger import Expected
from tests.interop.patients import Loaded, There
from tests.interop.reading import endpoint_at, read
from tests.interop.servers import fhirsnake, fhirstarter, medplum, post
from viewer.source.answer import Outcome
from viewer.source.connection import Asking, Use

THERE = 31
SENT = 7


def resources_of(*bundles: dict) -> list[dict]:
    return [entry["resource"] for bundle in bundles for entry in bundle["entry"]]


def content_of(resources: list[dict]) -> Loaded:
    return Loaded({(one["resourceType"], one["id"]): one for one in resources})


@pytest.fixture(scope="module")
def snake(folder):
    """One patient of ours and a second one, whom the server mixes in: it ignores every parameter."""
    held = resources_of(patients.demo(), patients.demo("baxendale"))
    with fhirsnake(folder("fhirsnake"), held) as base:
        yield base, content_of(held)


def test_a_server_that_ignores_whom_it_is_asked_about_mixes_nobody_into_the_record(ledger, snake):
    base, held = snake
    patient, other = (f"Patient/{name}" for kind, name in held.resources if kind == "Patient")
    reading = read(endpoint_at(base), patient)
    there = held.record_of(patient)
    # The rows of the other patient are set aside; the places that they name are nobody's own, and come.
    places = {key for key in reading.received if key[0] == "Location"} & held.resources.keys()
    with_places = There(there.keys | places, {**{key: set() for key in places}, **there.links})
    ledger.settle(
        "fhirsnake", "a search for each type", with_places, reading, Expected(least=len(there.keys))
    )
    strangers = held.record_of(other).keys - held.record_of(patient).keys - {("Patient", other.split("/")[1])}
    shown = {(m.key.type, m.key.id) for entry in reading.record.entries for m in entry.members}
    mixed = strangers & shown
    ledger.proved("fhirsnake", "nobody else's facts in the record", [f"mixed in: {mixed}"] if mixed else [])
    assert "not about this patient alone" in reading.words()


def test_a_server_without_a_capability_statement_is_asked_all_the_same_and_it_is_said(ledger, snake):
    base, held = snake
    patient = next(f"Patient/{name}" for kind, name in held.resources if kind == "Patient")
    words = read(endpoint_at(base), patient).words()
    ledger.proved(
        "fhirsnake", "metadata that is a searchset is said", [] if "CapabilityStatement" in words else [words]
    )


@pytest.fixture(scope="module")
def starter(folder):
    with fhirstarter(folder("fhirstarter")) as base:
        patient = {
            "resourceType": "Patient",
            "name": [{"family": "Sample", "given": ["Ann"]}],
            "birthDate": "1990-01-02",
        }
        body, headers = post(f"{base}/Patient", patient)
        assert body == {}
        yield base, headers["location"].split("/_history")[0].rsplit("/", 1)[-1]


def test_an_r5_server_with_two_types_is_read_and_the_rest_is_not_offered(ledger, starter):
    base, name = starter
    reading = read(endpoint_at(base), f"Patient/{name}")
    ledger.settle(
        "fhirstarter", "R5, Patient alone", There({("Patient", name)}, {("Patient", name): set()}), reading
    )
    assert reading.record.sources[0].fhir_version == "5.0.0"
    assert reading.ended("Condition").outcome is Outcome.NOT_SUPPORTED


@pytest.fixture(scope="module")
def router(folder):
    with medplum(folder("medplum")) as base:
        patient, _ = post(f"{base}/Patient", {"resourceType": "Patient", "name": [{"family": "Sample"}]})
        who = {"reference": f"Patient/{patient['id']}"}
        held = [patient]
        for number in range(THERE):
            condition = {"resourceType": "Condition", "subject": who, "code": {"text": f"Problem {number}"}}
            held.append(post(f"{base}/Condition", condition)[0])
        yield base, f"Patient/{patient['id']}", content_of(held)


@pytest.mark.parametrize("manner", [Use.NEVER, Use.ALWAYS], ids=["GET", "POST"])
def test_total_31_with_7_entries_and_no_next_link_is_said_as_truncated(ledger, router, manner):
    base, patient, held = router
    asking = Asking(page_size=SENT, everything=Use.NEVER, post_search=manner)
    reading = read(endpoint_at(base, asking=asking), patient)
    ledger.settle(
        "Medplum router",
        f"7 of 31, no next ({manner})",
        held.record_of(patient),
        reading,
        Expected(SENT, SENT + 1, (f"has {THERE} and sent {SENT}",)),
    )
    ended = reading.ended("Condition")
    assert (ended.outcome, ended.expected) == (Outcome.TRUNCATED, THERE)


def test_the_same_server_gives_all_where_the_page_is_large_enough(ledger, router):
    base, patient, held = router
    reading = read(endpoint_at(base), patient)
    ledger.settle(
        "Medplum router", "31 on one page", held.record_of(patient), reading, Expected(least=THERE + 1)
    )
