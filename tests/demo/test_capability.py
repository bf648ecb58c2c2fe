import json

import pytest

from viewer.demo.capability import capability
from viewer.demo.sites import SITES


def stated(site, files, security=""):
    return json.loads(capability(site, files[site.key], "http://127.0.0.1/x", security))


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.key.value)
def test_it_states_version_types_and_how_to_search_for_a_patient(files, site):
    statement = stated(site, files)
    types = {one["type"]: one for one in statement["rest"][0]["resource"]}

    assert statement["fhirVersion"] == site.fhir_version
    assert {one["name"] for one in types["Patient"]["searchParam"]} >= {"identifier", "family", "birthdate"}
    assert ("acceptUnknown" in statement) is (site.fhir_version == "3.0.1")


def test_the_gp_endpoint_states_the_operation_and_two_searches(files):
    rest = stated(SITES[0], files)["rest"][0]

    assert rest["operation"][0]["name"] == "gpc.getstructuredrecord"
    assert [one["type"] for one in rest["resource"] if "searchParam" in one] == [
        "DocumentReference",
        "Patient",
    ]


def test_an_allergy_is_not_searched_by_subject(files):
    types = {one["type"]: one for one in stated(SITES[1], files)["rest"][0]["resource"]}
    names = [one["name"] for one in types["AllergyIntolerance"]["searchParam"]]

    assert names == ["_id", "patient"]
    assert "searchParam" not in types["Organization"]
    assert types["MedicationRequest"]["searchInclude"] == ["MedicationRequest:medication"]


def test_it_says_how_to_sign_in(files):
    assert stated(SITES[1], files, "basic")["rest"][0]["security"]["service"] == [{"text": "basic"}]


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.key.value)
def test_what_it_offers_for_searching_is_searched(files, site, base, fetch):
    for one in stated(site, files)["rest"][0]["resource"]:
        if "searchParam" in one and one["type"] != "Patient":
            name = one["searchParam"][-1]["name"]
            got = fetch(f"{base[site.key.value]}/{one['type']}?{name}=nobody")

            assert (got.status, got.json["type"]) == (200, "searchset")
