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


def listed(*rest_operations, **of_types):
    resources = [{"type": kind, "operation": operations} for kind, operations in of_types.items()]
    return read(rest=[{"mode": "server", "resource": resources, "operation": list(rest_operations)}])


HL7 = "http://hl7.org/fhir/OperationDefinition/"


@pytest.mark.parametrize(
    "found",
    [
        listed(Patient=[{"name": "everything"}]),
        listed(Patient=[{"name": "$everything", "definition": f"{HL7}Patient-everything|4.0.1"}]),
        listed(Patient=[{"name": "patient-everything"}]),
        listed({"name": "everything", "definition": f"{HL7}Patient-everything"}),
        listed({"name": "everything", "definition": {"reference": f"{HL7}Patient-everything/_history/1"}}),
        listed({"name": "everything", "definition": "OperationDefinition/Patient-it-everything"}),
        listed({"name": "patient-everything", "definition": "x/patient-everything"}),
        listed({"name": "everything"}),
    ],
)
def test_an_operation_of_patients_is_known_by_its_holder_or_its_definition(found):
    assert found.performs("Patient", "everything")


@pytest.mark.parametrize(
    "found",
    [
        Capability(),
        listed(Encounter=[{"name": "everything"}]),
        listed({"name": "everything", "definition": f"{HL7}Encounter-everything"}),
        listed({"name": "everything", "definition": f"{HL7}Group-everything"}),
        listed(Patient=[{"name": "match", "definition": f"{HL7}Patient-match"}]),
        listed(Patient=[{"definition": 7}]),
    ],
)
def test_the_same_operation_of_another_type_is_another_one(found):
    assert not found.performs("Patient", "everything")


def test_what_may_come_along_is_read():
    found = read(
        rest=[
            {"resource": [{"type": "Condition", "searchRevInclude": ["Provenance:target", 7]}]},
        ]
    )

    assert "Provenance:target" in found.rev_includes("Condition")
    assert found.rev_includes("Flag") == frozenset()


def test_a_type_is_taken_where_the_statement_says_so_and_not_otherwise():
    takes = {"type": "AuditEvent", "interaction": [{"code": "create"}]}
    found = read(rest=[{"mode": "server", "resource": [takes, {"type": "Condition"}]}])

    assert found.creates("AuditEvent")
    assert not found.creates("Condition")
    assert not found.creates("Patient")
    assert not Capability().creates("AuditEvent")


@pytest.mark.parametrize("kind", [{"a": 1}, ["CapabilityStatement"], None, 5])
def test_what_calls_itself_something_that_is_no_name_is_no_statement(kind):
    assert read(resourceType=kind) is None
