"""A CapabilityStatement is a hint, read with tolerance."""

import json

import pytest

from viewer.fetch.capability import Capability, capability_of
from viewer.fhir.resource import FhirVersion


def read(**content):
    return capability_of(json.dumps({"resourceType": "CapabilityStatement", **content}).encode())


def test_nothing_known_offers_everything():
    assert Capability().offers("Condition")
    assert Capability().parameters("Condition") == frozenset()


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"[]", b'{"resourceType": "Bundle"}', b'{"resourceType": 1}', b"\xff"]
)
def test_what_is_no_statement_is_none(body):
    assert capability_of(body) is None


def test_a_statement_that_lists_nothing_offers_everything():
    assert read(fhirVersion="4.0.1").offers("Condition")


def test_types_parameters_includes_and_operations_are_read():
    found = read(
        fhirVersion="3.0.2",
        rest=[
            {
                "mode": "server",
                "resource": [
                    {
                        "type": "Condition",
                        "searchParam": [{"name": "patient"}],
                        "searchInclude": ["Condition:patient"],
                        "operation": [{"name": "$match"}],
                    },
                    {"type": "Patient", "interaction": [{"code": "read"}]},
                    {"type": 7},
                    "nonsense",
                ],
                "operation": [{"name": "gpc.getstructuredrecord"}],
            },
            {"mode": "client", "resource": [{"type": "Flag"}]},
        ],
    )

    assert found.version is FhirVersion.STU3
    assert found.claim == "3.0.2"
    assert found.types == ("Condition", "Patient")
    assert found.offers("Condition")
    assert not found.offers("Patient")
    assert not found.offers("Flag")
    assert found.parameters("Condition") == {"patient"}
    assert found.includes("Condition") == {"Condition:patient"}
    assert found.operations == {"match", "gpc.getstructuredrecord"}


def test_the_name_of_old_is_read_too():
    assert capability_of(b'\xef\xbb\xbf{"resourceType": "Conformance"}') == Capability()
