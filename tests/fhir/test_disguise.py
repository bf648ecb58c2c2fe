"""Everything that names or describes a person is replaced; codes, units and values stay as they were."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.fhir.disguise import BASE, KEPT, REPLACED, Disguise
from viewer.fhir.pseudonyms import Pseudonyms

SOURCE = "https://fhir.trust.example/r4"
NHS = "https://fhir.nhs.uk/Id/nhs-number"


def disguised(value, **more):
    disguise = Disguise(Pseudonyms(b"k"), SOURCE, **more)
    return json.loads(disguise.body(json.dumps(value).encode()))


def test_a_patient_is_somebody_else_of_the_same_age_and_shape():
    patient = {
        "resourceType": "Patient",
        "id": "943-x",
        "text": {"status": "generated", "div": "<div>Margaret</div>"},
        "identifier": [{"system": NHS, "value": "9434765919"}],
        "name": [{"use": "official", "family": "Holroyd", "given": ["Margaret", "Ann"], "text": "M Holroyd"}],
        "telecom": [
            {"system": "phone", "value": "0113 4960000"},
            {"system": "email", "value": "m@holroyd.example"},
            {"system": 7, "value": "odd"},
        ],
        "address": [{"line": ["7 Weir Street"], "postalCode": "LS1 1AA", "country": "GBR", "use": "home"}],
        "gender": "female",
        "birthDate": "1948-03-02",
        "multipleBirthInteger": 2,
        "active": True,
        "photo": [
            {"contentType": "image/png", "data": "AAAA", "hash": "BBBB", "size": 4, "title": "Margaret"}
        ],
    }

    found = disguised(patient)

    text = json.dumps(found)
    for word in (
        "Holroyd",
        "holroyd",
        "Margaret",
        "943",
        "Weir",
        "LS1",
        "0113",
        "1948-03-02",
        "AAAA",
        "BBBB",
    ):
        assert word not in text
    assert (found["gender"], found["active"], found["multipleBirthInteger"]) == ("female", True, 2)
    assert found["id"] == "patient-1"
    assert found["name"][0]["use"] == "official"
    assert found["telecom"][0]["value"].startswith("01632 960")
    assert found["telecom"][1]["value"].endswith("@example.org")
    assert found["photo"] == [
        {"contentType": "image/png", "data": "cmVwbGFjZWQ=", "size": 4, "title": found["photo"][0]["title"]}
    ]


def test_codes_units_values_and_references_stay_and_words_do_not():
    observation = {
        "resourceType": "Observation",
        "id": "7",
        "status": "final",
        "code": {
            "coding": [{"system": "http://loinc.org", "code": "2823-3", "display": "Potassium"}],
            "text": "K",
        },
        "subject": {"reference": "Patient/1", "display": "Margaret Holroyd"},
        "performer": [{"reference": f"{SOURCE}/Practitioner/3"}],
        "valueQuantity": {
            "value": 4.9,
            "unit": "mmol/L",
            "system": "http://unitsofmeasure.org",
            "code": "mmol/L",
        },
        "effectiveDateTime": "2024",
        "note": [{"text": "she said so"}],
        "contained": [{"resourceType": "Device", "id": "inside"}],
    }

    found = disguised(observation)

    assert found["id"] == "observation-1"
    assert found["contained"] == [{"resourceType": "Device", "id": "contained-1"}]
    for name in ("status", "valueQuantity"):
        assert found[name] == observation[name]
    assert found["code"]["coding"] == observation["code"]["coding"]
    assert found["subject"] == {"reference": "Patient/patient-1", "display": "Text 2"}
    assert found["performer"] == [{"reference": f"{BASE}/Practitioner/practitioner-1"}]
    assert (found["code"]["text"], found["note"][0]["text"]) == ("Text 1", "Text 3")
    assert found["effectiveDateTime"] != "soon"


def test_numbers_stay_as_they_were_written():
    body = Disguise(Pseudonyms(b"k"), SOURCE).body(b'{"value": 72.50, "low": 1e-3, "n": 10, "none": null}')

    assert body == b'{"value":72.50,"low":1e-3,"n":10,"none":null}'


def test_links_and_searches_name_the_same_stand_ins():
    disguise = Disguise(Pseudonyms(b"k"), SOURCE)
    number = Pseudonyms(b"k").identifier("9434765919")

    assert disguise.url(f"{SOURCE}/Condition?patient=1&date=ge2024-05-02&_count=50").startswith(
        f"{BASE}/Condition?patient=patient-1&date=ge20"
    )
    assert "2024-05-02" not in disguise.url("Condition?date=ge2024-05-02")
    assert disguise.url(f"{SOURCE}/Patient/1/$everything") == f"{BASE}/Patient/patient-1/$everything"
    assert disguise.url(f"{SOURCE}/Patient/_search") == f"{BASE}/Patient/_search"
    assert disguise.pairs("Patient", [("identifier", f"{NHS}|9434765919"), ("_id", "1")]) == [
        ("identifier", f"{NHS}|{number}"),
        ("_id", "patient-1"),
    ]
    assert disguise.pairs("Patient", [("family:exact", "Holroyd"), ("_id", "Patient/1")]) == [
        ("family:exact", "Family 1"),
        ("_id", "Patient/patient-1"),
    ]
    assert disguise.pairs("Observation", [("_id", "7"), ("_count", "2024")]) == [
        ("_id", "observation-1"),
        ("_count", "2024"),
    ]


def test_a_page_link_inside_a_bundle_is_the_address_that_will_be_asked():
    disguise = Disguise(Pseudonyms(b"k"), SOURCE)
    link = f"{SOURCE}/Condition?patient=1&page=2"
    bundle = {"resourceType": "Bundle", "link": [{"relation": "next", "url": link}]}

    found = json.loads(disguise.body(json.dumps(bundle).encode()))

    assert found["link"][0] == {"relation": "next", "url": disguise.url(link)}


def test_a_message_keeps_its_words_but_for_names_and_long_numbers():
    disguise = Disguise(Pseudonyms(b"k"), SOURCE)
    disguise.body(json.dumps({"resourceType": "Patient", "name": [{"family": "Holroyd"}]}).encode())
    outcome = {
        "resourceType": "OperationOutcome",
        "issue": [{"severity": "error", "diagnostics": "Holroyd 123456"}],
    }

    found = json.loads(disguise.body(json.dumps(outcome).encode()))

    assert found["issue"][0] == {"severity": "error", "diagnostics": "Family 1 000000"}


def test_what_a_server_offers_stays_and_whose_it_is_does_not():
    statement = {
        "resourceType": "CapabilityStatement",
        "publisher": "A trust",
        "software": {"name": "HAPI"},
        "rest": [{"mode": "server", "resource": [{"type": "Patient", "searchParam": [{"name": "family"}]}]}],
        "kind": 1,
    }

    found = disguised(statement)

    assert found == {
        name: value for name, value in statement.items() if name not in {"publisher", "software"}
    }


def test_places_words_in_extensions_and_single_words_are_replaced_too():
    location = {
        "resourceType": "Location",
        "position": {"longitude": 1.5, "latitude": 2.5},
        "extension": [
            {"url": "https://a.example/x", "valueString": "holroyd"},
            {"url": "https://a.example/y", "valueAddress": {"city": "Leeds"}},
            {"url": "https://a.example/z", "performerString": "margaret", "valueCode": "final"},
        ],
    }

    found = disguised(location)

    assert "position" not in found
    assert not {"holroyd", "Leeds", "margaret"} & set(json.dumps(found).replace('"', " ").split())
    assert found["extension"][2]["valueCode"] == "final"


def test_parameters_keep_their_names():
    sent = {"resourceType": "Parameters", "parameter": [{"name": "Include Me", "valueBoolean": True}]}

    assert disguised(sent) == sent


@pytest.mark.parametrize("body", [b"<html>", b'{"resourceType": "Bun', b"[" * 100_000, b"\xff\xfe{"])
def test_what_is_no_readable_json_is_refused(body):
    assert Disguise(Pseudonyms(b"k"), SOURCE).body(body) is None


def test_what_was_replaced_and_what_was_kept_is_said():
    assert "identifiers" in REPLACED
    assert "may still recognise" in KEPT


WORDS = st.text("abcdefgh XYZ", min_size=6, max_size=20).filter(lambda text: " " in text.strip())


@given(WORDS)
def test_free_text_of_several_words_never_stays(words):
    value = {"resourceType": "Observation", "note": [{"text": words}], "valueString": words, "other": words}

    assert words not in json.dumps(disguised(value))


@pytest.mark.parametrize(
    "words",
    [
        "#NOF Margaret Holroyd fell",
        "#Holroyd",
        "http://x Holroyd",
        "urn:x Holroyd",
        "Holroyd/Margaret",
        "mailto:m@holroyd.example",
        "2020-01-02T Holroyd",
    ],
)
def test_free_text_that_looks_like_an_address_or_a_date_is_free_text(words):
    for note in ({"text": words}, {"valueString": words}, {"valueMarkdown": words}):
        assert "olroyd" not in json.dumps(disguised({"resourceType": "Condition", "note": [note]}))


@pytest.mark.parametrize("address", ["mailto:m@holroyd.example", "TEL:holroyd"])
def test_an_address_of_a_person_is_none_of_a_server(address):
    assert disguised({"valueUri": address, "url": "http://hl7.org/x"}) == {
        "valueUri": "Text 1",
        "url": "http://hl7.org/x",
    }


def test_numbers_that_should_be_text_are_replaced_as_numbers():
    found = disguised(
        {
            "identifier": [{"system": NHS, "value": 9434765919}, {"value": True}, {"value": None}],
            "telecom": [{"system": "phone", "value": 1134960000}],
            "valueQuantity": {"system": "http://unitsofmeasure.org", "value": 7},
        }
    )

    assert str(found["identifier"][0]["value"]).startswith("999")
    assert [one["value"] for one in found["identifier"][1:]] == [True, None]
    assert found["telecom"][0]["value"] != 1134960000
    assert found["valueQuantity"]["value"] == 7


def test_every_part_of_a_name_and_of_an_address_is_replaced():
    found = disguised(
        {
            "name": [{"prefix": ["lady"], "suffix": ["holroyd"]}],
            "address": [{"state": "westshire", "country": "holroydia", "line": ["1"]}],
        }
    )

    assert found == {
        "name": [{"prefix": ["Prefix 1"], "suffix": ["Suffix 1"]}],
        "address": [{"state": "Text 1", "country": "Text 2", "line": ["Line 1"]}],
    }


def test_searches_that_name_somebody_in_a_roundabout_way_are_replaced_too():
    asked = {
        "identifier": f"{NHS}|9434765919,x|943 476 5919",
        "patient:identifier": f"{NHS}|9434765919",
        "subject:Patient.family": "Holroyd",
        "patient.name:contains": "Holroyd",
        "address-postalcode": "LS1 1AA",
        "telecom": "holroyd@x",
        "_text": "holroyd",
        "patient": "margaret-h,margaret-i",
    }
    found = dict(Disguise(Pseudonyms(b"k"), SOURCE).pairs("Patient", list(asked.items())))

    text = json.dumps(found).casefold()
    for word in ("9434765919", "943 476", "holroyd", "ls1", "margaret"):
        assert word not in text
    assert found["patient"] == "patient-1,patient-2"
    assert found["identifier"].count("|999") == 2


def test_a_day_in_a_message_moves_with_the_others():
    issue = {"severity": "error", "diagnostics": "nobody born 1948-03-02; 12-1948-03-021"}
    found = disguised({"birthDate": "1948-03-02", "issue": [issue]})

    assert found["birthDate"] != "1948-03-02"
    assert f"nobody born {found['birthDate']};" in found["issue"][0]["diagnostics"]


def test_the_id_of_a_patient_is_replaced_where_it_is_a_uuid_too():
    uuid = "024b1b9b-57bc-4fae-9839-fa0656246b41"
    patient = {"fullUrl": f"urn:uuid:{uuid}", "resource": {"resourceType": "Patient", "id": uuid}}
    claim = {"resource": {"resourceType": "Claim", "patient": {"reference": f"urn:uuid:{uuid}"}}}
    disguise = Disguise(Pseudonyms(b"k"), SOURCE)
    body = json.dumps({"entry": [claim, patient]}).encode()
    disguise.body(body)
    found = json.loads(disguise.body(body))["entry"]

    assert uuid not in json.dumps(found)
    assert found[0]["resource"]["patient"]["reference"] == found[1]["fullUrl"]


def test_ids_of_every_type_are_replaced_and_references_still_resolve():
    encounter = {
        "resourceType": "Encounter",
        "id": "enc-2510",
        "participant": [{"individual": {"reference": "PractitionerRole/dr-no"}}],
        "serviceProvider": {"reference": "#dales"},
        "contained": [{"resourceType": "Organization", "id": "dales"}],
        "partOf": {"reference": f"{SOURCE}/Encounter/enc-2509"},
    }
    disguise = Disguise(Pseudonyms(b"k"), SOURCE)
    found = json.loads(disguise.body(json.dumps(encounter).encode()))

    assert found["id"] == "encounter-1"
    assert found["participant"][0]["individual"] == {"reference": "PractitionerRole/practitionerrole-1"}
    assert found["serviceProvider"]["reference"] == f"#{found['contained'][0]['id']}"
    assert found["partOf"] == {"reference": f"{BASE}/Encounter/encounter-2"}
    assert disguise.url(f"{SOURCE}/Encounter/enc-2510") == f"{BASE}/Encounter/encounter-1"
    assert disguise.pairs("Condition", [("encounter", "Encounter/enc-2510")]) == [
        ("encounter", "Encounter/encounter-1")
    ]


def test_a_long_id_is_replaced_where_it_is_a_uuid_too():
    uuid = "024b1b9b-57bc-4fae-9839-fa0656246b41"
    entry = {"fullUrl": f"urn:uuid:{uuid}", "resource": {"resourceType": "Device", "id": uuid}}
    disguise = Disguise(Pseudonyms(b"k"), SOURCE)
    body = json.dumps({"entry": [entry]}).encode()
    disguise.body(body)

    assert json.loads(disguise.body(body))["entry"][0]["fullUrl"] == "urn:uuid:device-1"


def test_a_host_is_replaced_unless_everybody_uses_it():
    patient = {
        "resourceType": "Patient",
        "identifier": [{"system": "https://dales-urgent-care.example/id/mrn", "value": "77"}],
        "extension": [
            {"url": "https://fhir.hl7.org.uk/StructureDefinition/x", "valueUri": "http://dales.nhs.uk/a"}
        ],
        "maritalStatus": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3", "code": "S"}]},
    }
    disguise = Disguise(Pseudonyms(b"k"), SOURCE)
    found = json.loads(disguise.body(json.dumps(patient).encode()))

    assert found["identifier"][0]["system"] == "https://host-1.invalid/id/mrn"
    assert found["extension"] == [
        {"url": "https://fhir.hl7.org.uk/StructureDefinition/x", "valueUri": "http://host-2.invalid/a"}
    ]
    assert found["maritalStatus"]["coding"] == patient["maritalStatus"]["coding"]
    asked = disguise.pairs("Patient", [("identifier", "https://dales-urgent-care.example/id/mrn|77")])
    assert asked[0][1] == f"https://host-1.invalid/id/mrn|{found['identifier'][0]['value']}"


def test_a_word_after_a_stroke_is_an_id_only_behind_a_type_that_is_there():
    found = disguised(
        {"resourceType": "Observation", "valueCode": "Positive/negative", "ref": "Observation/7"}
    )

    assert (found["valueCode"], found["ref"]) == ("Positive/negative", "Observation/observation-1")


def test_what_the_software_and_its_parts_are_called_is_left_out():
    found = disguised(
        {
            "resourceType": "CapabilityStatement",
            "software": {"name": "Dales"},
            "implementation": {"description": "Dales"},
            "url": "https://dales.example",
            "rest": [{"mode": "server", "documentation": "of Dales"}],
        }
    )

    assert found == {"resourceType": "CapabilityStatement", "rest": [{"mode": "server"}]}


def test_what_publishers_name_keeps_its_id_and_what_a_source_names_does_not():
    found = disguised(
        {
            "resourceType": "Observation",
            "instantiatesCanonical": "StructureDefinition/UKCore-Observation",
            "performer": [{"reference": "Practitioner/DOA-gp1"}],
        }
    )
    assert found["instantiatesCanonical"] == "StructureDefinition/UKCore-Observation"
    assert found["performer"][0]["reference"].startswith("Practitioner/")
    assert "DOA-gp1" not in found["performer"][0]["reference"]
    assert disguised({"resourceType": "ValueSet", "id": "allergies"})["id"] == "allergies"


@pytest.mark.parametrize("kind", [{"a": 1}, ["Patient"], None, 5])
def test_a_resource_type_that_is_no_name_breaks_no_recording(kind):
    assert "Margaret" not in json.dumps(disguised({"resourceType": kind, "name": [{"given": ["Margaret"]}]}))
