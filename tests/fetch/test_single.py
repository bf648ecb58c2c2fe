"""One resource by its address: the one asked for, or words."""

import json
import threading
from datetime import UTC, datetime

import pytest

from viewer.fetch.single import nhs_number_in
from viewer.source.answer import Answer, Outcome


def patient(**content):
    return Answer(
        source="s",
        search="Patient",
        body=json.dumps({"resourceType": "Patient", **content}).encode(),
        media_type="",
        place="",
        path="",
        retrieved=datetime(2026, 1, 1, tzinfo=UTC),
    )


def test_a_byte_order_mark_makes_nobody_a_stranger(fetching, site):
    site.on("Patient/1", fetching.Said(body=b'\xef\xbb\xbf{"resourceType": "Patient", "id": "1"}'))

    assert fetching.read(site).ended("Patient").outcome is Outcome.COMPLETE


def test_the_patient_is_given_on_as_sent(fetching, site):
    result = fetching.read(site)

    assert result.answers("Patient")[0].body == b'{"resourceType": "Patient", "id": "1"}'
    assert result.ended("Patient").outcome is Outcome.COMPLETE


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"resourceType": "Patient", "id": "2"}, "another record"),
        ({"resourceType": "Group", "id": "1"}, "not a Patient"),
    ],
)
def test_another_record_than_the_one_asked_for_is_not_used(fetching, site, said, words):
    site.on("Patient/1", fetching.Said(body=said))

    result = fetching.read(site)

    assert result.ended("Patient").outcome is Outcome.FAILED
    assert words in result.why("Patient")
    assert result.answers("Patient") == []


def test_a_message_instead_is_given_on_and_quoted(fetching, site):
    site.on("Patient/1", fetching.Said(status=410, body=fetching.outcome("deleted in May")))

    result = fetching.read(site)

    assert "deleted in May" in result.why("Patient")
    assert len(result.answers("Patient")) == 1


def test_an_id_cannot_lead_elsewhere(fetching, site):
    fetching.read(site, patient="Patient/..%2Fmetadata")
    list(fetching.source(site.base).read("Patient/x?y=1", threading.Event()))

    assert site.asked("Patient/..%252Fmetadata")
    assert site.asked("Patient/x%3Fy%3D1")


NUMBER = {"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "9990000018"}


@pytest.mark.parametrize(
    ("identifiers", "number"),
    [
        ([NUMBER], "9990000018"),
        ([{**NUMBER, "system": "http://fhir.nhs.net/Id/nhs-number"}], "9990000018"),
        ([{**NUMBER, "use": "old"}], ""),
        ([{**NUMBER, "value": "9990000019"}], ""),
        ([{**NUMBER, "system": "http://local"}], ""),
        ([{**NUMBER, "use": "old"}, {**NUMBER, "value": "999 000 0026"}], "9990000026"),
        ([], ""),
    ],
)
def test_the_number_is_the_current_and_valid_one(identifiers, number):
    assert nhs_number_in(patient(identifier=identifiers)) == number


def test_a_patient_that_cannot_be_read_has_no_number():
    answer = patient()
    damaged = Answer(**{name: getattr(answer, name) for name in answer.__slots__} | {"body": b"{"})

    assert nhs_number_in(damaged) == ""


def test_only_the_source_itself_says_that_a_patient_is_gone(fetching, site):
    """404 and 410 in FHIR mean this record (SAFE-21); a web server in between says 404 of everything."""
    for status in (404, 410):
        site.on("Patient/1", fetching.Said(status=status, body=fetching.outcome("deleted in May")))
        assert fetching.read(site).ended("Patient").gone
        site.on(
            "Patient/1", fetching.Said(status=status, body=b"<html>not found</html>", media_type="text/html")
        )
        assert not fetching.read(site).ended("Patient").gone
    site.on("Patient/1", fetching.Said(status=500, body=fetching.outcome("down")))
    assert not fetching.read(site).ended("Patient").gone
