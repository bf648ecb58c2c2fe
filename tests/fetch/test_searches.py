"""The table of searches: what is asked, in which order, and what is left out and said."""

import pytest

from viewer.fetch.capability import Capability, Offer
from viewer.fetch.searches import searches
from viewer.fhir.resource import FhirVersion
from viewer.source.domain import Domain


def asked(capability):
    return {search.type: search for search, _ in searches(capability, "1", 250)}


def test_allergies_problems_medicines_and_plans_come_first():
    domains = [next(iter(search.domains)) for search, _ in searches(Capability(), "1", 250)]
    firsts = list(dict.fromkeys(domains))

    assert firsts[:4] == [Domain.ALLERGIES, Domain.PROBLEMS, Domain.MEDICINES, Domain.PLANS]


@pytest.mark.parametrize("version", FhirVersion)
def test_every_domain_is_asked_for_in_every_version(version):
    domains = {domain for search in asked(Capability(version=version)).values() for domain in search.domains}

    assert domains == set(Domain)


def test_each_type_is_asked_once_and_by_the_patient():
    for version in FhirVersion:
        found = [search for search, _ in searches(Capability(version=version), "1", 250)]
        assert len({search.label for search in found}) == len(found)
        assert all(search.must in {(("patient", "1"),), (("subject", "Patient/1"),)} for search in found)


@pytest.mark.parametrize(
    ("version", "type_", "known"),
    [
        (FhirVersion.STU3, "ReferralRequest", True),
        (FhirVersion.R4, "ReferralRequest", False),
        (FhirVersion.STU3, "ServiceRequest", False),
        (FhirVersion.R4, "ServiceRequest", True),
        (FhirVersion.R5, "DeviceUsage", True),
        (FhirVersion.R5, "Media", False),
        (FhirVersion.R4B, "Media", True),
    ],
)
def test_types_belong_to_versions(version, type_, known):
    assert (type_ in asked(Capability(version=version))) is known


def test_rows_are_sorted_only_with_a_tie_breaker_that_is_offered():
    def of(*parameters):
        offer = Offer(parameters=frozenset(parameters))
        return dict(asked(Capability(offered={"Observation": offer}))["Observation"].may)

    assert of("patient", "date", "_id")["_sort"] == "-date,_id"
    assert "_sort" not in of("patient", "date")
    assert "_sort" not in of("patient", "_id")


def test_medications_are_included_where_that_is_offered():
    offer = Offer(includes=frozenset({"MedicationRequest:medication"}))
    offered = Capability(offered={"MedicationRequest": offer, "MedicationStatement": Offer()})

    assert ("_include", "MedicationRequest:medication") in asked(offered)["MedicationRequest"].may
    assert all(name != "_include" for name, _ in asked(offered)["MedicationStatement"].may)


def test_a_type_without_patient_is_asked_by_subject():
    offered = Capability(offered={"Observation": Offer(parameters=frozenset({"subject"}))})

    assert asked(offered)["Observation"].must == (("subject", "Patient/1"),)


def test_a_type_that_the_table_does_not_know_is_asked_for_where_it_is_about_a_patient():
    by_patient = Offer(parameters=frozenset({"patient"}))
    offered = Capability(offered={"NewThing": by_patient, "Other": Offer(), "Provenance": by_patient})
    found = asked(offered)

    assert found["NewThing"].domains == {Domain.OTHER}
    assert "Other" not in found
    assert "Provenance" not in found


def test_a_category_is_one_more_thing_that_must_be_used():
    search = asked(Capability())["Observation"].of_category("laboratory")

    assert search.must == (("patient", "1"), ("category", "laboratory"))
    assert search.categories == ()


def test_what_is_dated_comes_right_after_what_is_urgent_and_newest_first():
    found = [search for search, _ in searches(Capability(), "1", 250)]
    urgent = [search.type for search in found if search.urgent]
    rest = [search.type for search in found if not search.urgent]

    assert [search.type for search in found][: len(urgent)] == urgent
    assert rest[:4] == ["Observation", "Encounter", "DiagnosticReport", "DocumentReference"]
    offer = Offer(parameters=frozenset({"patient", "date", "_id"}))
    offered = asked(Capability(offered=dict.fromkeys(rest[:4], offer)))
    assert {dict(offered[kind].may)["_sort"] for kind in rest[:4]} == {"-date,_id"}


def test_who_says_so_comes_along_where_that_is_offered():
    offer = Offer(rev_includes=frozenset({"Provenance:target"}))
    found = asked(Capability(offered={"Condition": offer, "Flag": Offer()}))

    assert ("_revinclude", "Provenance:target") in found["Condition"].may
    assert all(name != "_revinclude" for name, _ in found["Flag"].may)


def test_a_part_asks_the_same_with_more():
    search = asked(Capability())["Condition"]

    assert search.of((("date", "ge2019"),)).must == (("patient", "1"), ("date", "ge2019"))


@pytest.mark.parametrize(
    ("parameters", "asked"),
    [
        (("patient", "_id"), ("patient", "1")),
        (("subject", "_id"), ("subject", "Patient/1")),
        ((), ("patient", "1")),
        (("_id", "status"), None),
    ],
)
def test_what_is_listed_about_patients_beyond_the_table_is_asked_for_or_said(
    fetching, site, parameters, asked
):
    site.on(
        "metadata", fetching.capability(["ResearchSubject", "Coverage", "ValueSet"], parameters=parameters)
    )
    for kind in ("ResearchSubject", "Coverage"):
        site.on(kind, fetching.Said(body=fetching.bundle("1", total=1, kind=kind)))

    result = fetching.read(site)

    for kind in ("ResearchSubject", "Coverage"):
        assert [heard.query[0] for heard in site.asked(kind)] == ([asked] if asked else [])
        if not asked:
            assert "no search for it by patient" in result.why(kind)
    assert ("ValueSet" in {heard.path for heard in site.heard}) == (
        parameters[:1] in {("patient",), ("subject",)}
    )
