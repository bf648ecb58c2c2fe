"""The patient summary: whole, honest about its gaps, and true to the digits that were sent."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.engine.files import gathered
from tests.ips import faults
from tests.load.answers import LONDON, ended
from tests.record.loaded import (
    ALLERGY,
    MEDICINE,
    NONE,
    NOW,
    PATIENT,
    POTASSIUM,
    about,
    concept,
    loaded,
)
from viewer.engine.copies import LoadCopies
from viewer.engine.gather import each_loaded
from viewer.errors import ViewerError
from viewer.fhir.written import json_text
from viewer.record.as_ips import NOT_VALIDATED, as_ips
from viewer.source.answer import Outcome

DATA = Path(__file__).parents[2].parent / "shared/data"


def summary(*resources, **more):
    """The Bundle as a reader of its text has it; what our checker finds is a failure of the test."""
    record, copies = loaded(*resources, **more)
    text = json_text(as_ips(record, copies, LONDON, NOW))
    bundle = json.loads(text)
    assert faults(bundle) == []
    return bundle


def section(bundle, title):
    sections = bundle["entry"][0]["resource"]["section"]
    return next((one for one in sections if one["title"] == title), None)


def held(bundle, kind):
    return [one["resource"] for one in bundle["entry"] if one["resource"]["resourceType"] == kind]


def test_it_is_a_document_with_its_three_sections_even_of_an_empty_record():
    bundle = summary()

    titles = [one["title"] for one in bundle["entry"][0]["resource"]["section"]]
    assert titles[:3] == ["Allergies and intolerances", "Medication summary", "Problems"]
    assert titles[-1] == "What this summary does not hold, and why"
    assert "not a complete record" in bundle["entry"][0]["resource"]["text"]["div"]
    assert NOT_VALIDATED in bundle["entry"][0]["resource"]["text"]["div"]


def test_silence_is_never_told_as_none_known():
    bundle = summary()

    allergies = section(bundle, "Allergies and intolerances")
    assert allergies["emptyReason"]["coding"][0]["code"] == "unavailable"
    assert "No known allergies" not in allergies["text"]["div"]
    assert "nilknown" not in json.dumps(bundle)


def test_a_statement_that_there_are_none_is_carried_only_where_the_whole_record_bears_it_out():
    upheld = section(summary(NONE), "Allergies and intolerances")
    assert len(upheld["entry"]) == 1
    assert "No known allergies" in upheld["text"]["div"]

    broken = section(summary(NONE, ending=ended(Outcome.FAILED)), "Allergies and intolerances")
    assert "entry" not in broken
    assert "in words only: a statement that there is no allergy" in broken["text"]["div"]

    against = summary(NONE, ALLERGY)
    assert [one["id"] for one in held(against, "AllergyIntolerance")] != []
    assert len(section(against, "Allergies and intolerances")["entry"]) == 1
    assert "716186003" not in json.dumps(against)
    assert "Sources disagree" in section(against, "Allergies and intolerances")["text"]["div"]


def test_what_is_not_to_be_given_is_carried_as_such():
    order = about("MedicationRequest", id="n", status="active", intent="order", doNotPerform=True)
    order["medicationCodeableConcept"] = concept("Ibuprofen 400mg tablets", "329652003")
    bundle = summary(order, {**order, "id": "old", "status": "stopped"})

    (made,) = held(bundle, "MedicationRequest")
    assert made["doNotPerform"] is True
    said = section(bundle, "Medication summary")
    assert len(said["entry"]) == 1
    assert "DO NOT GIVE: Ibuprofen 400mg tablets" in said["text"]["div"]
    assert "1 past (Medicines)" in said["text"]["div"]


def test_medicines_that_stand_only_in_a_letter_are_said_to():
    letter = about("DocumentReference", id="l", status="current", date="2026-11-06T10:00:00Z")
    letter["type"] = {"text": "Discharge summary"}

    said = section(summary(letter), "Medication summary")["text"]["div"]
    assert "GP practice: medicines only in a letter (Discharge summary, 06-Nov-2026)." in said
    assert "only in a letter" not in section(summary(MEDICINE, letter), "Medication summary")["text"]["div"]


def test_digits_stay_as_they_were_sent():
    record, copies = loaded(POTASSIUM)

    assert '"value":0.010' in json_text(as_ips(record, copies, LONDON, NOW))


def test_every_run_gives_the_same_text():
    texts = [json_text(as_ips(*loaded(ALLERGY, POTASSIUM, MEDICINE), LONDON, NOW)) for _ in range(2)]

    assert texts[0] == texts[1]


def test_two_sources_of_equal_ids_stay_two_resources_each_with_its_source():
    bundle = summary(ALLERGY, others=[("trust", "4.0.1", [PATIENT, {**ALLERGY, "criticality": "high"}])])

    ids = [one["id"] for one in held(bundle, "AllergyIntolerance")]
    assert len(set(ids)) == 2
    told = {
        one["target"][0]["reference"]: one["agent"][0]["who"]["display"] for one in held(bundle, "Provenance")
    }
    assert {told[f"urn:uuid:{one}"] for one in ids} == {"GP practice", "Acute trust"}
    assert {one["recorded"] for one in held(bundle, "Provenance")} == {"2026-11-22T03:02:00+00:00"}


def test_all_are_about_the_one_patient_whatever_their_source_calls_them():
    bundle = summary(ALLERGY, MEDICINE, others=[("trust", "4.0.1", [PATIENT, {**MEDICINE, "id": "x"}])])

    patients = {one["subject"]["reference"] for one in held(bundle, "MedicationStatement")}
    assert patients == {f"urn:uuid:{held(bundle, 'Patient')[0]['id']}"}


def test_what_a_source_did_not_give_is_named_with_the_reason():
    bundle = summary(ending=ended(Outcome.FAILED))

    assert "GP practice" in section(bundle, "Problems")["text"]["div"]
    assert "failed" in section(bundle, "Medication summary")["text"]["div"]


def test_what_was_withdrawn_stands_there_neither_as_a_resource_nor_in_words_but_is_counted():
    wrong = {**ALLERGY, "verificationStatus": {"coding": [{"code": "entered-in-error"}]}}
    wrong.pop("clinicalStatus")
    bundle = summary(wrong)

    assert held(bundle, "AllergyIntolerance") == []
    assert "1 entered in error" in section(bundle, "Allergies and intolerances")["text"]["div"]


def test_an_stu3_copy_is_mapped_where_nothing_is_lost_and_else_said_in_words():
    plain = about(
        "Condition", id="1", clinicalStatus="active", verificationStatus="confirmed", code=concept()
    )
    lossy = {**plain, "id": "2", "code": concept("Gout", "90560007"), "verificationStatus": "unknown"}
    bundle = summary(plain, lossy, version="3.0.2")

    conditions = held(bundle, "Condition")
    assert [one["code"]["text"] for one in conditions] == ["Asthma"]
    assert conditions[0]["clinicalStatus"]["coding"][0]["code"] == "active"
    words = section(bundle, "Problems")["text"]["div"]
    assert "mapped from STU3 without loss" in words
    assert "Gout" in words
    assert "in words only: STU3:" in words


def test_a_resource_of_no_place_in_its_section_stands_in_words():
    usage = about("DeviceUsage", status="active", device={"concept": concept("Pacemaker")})
    usage["patient"] = usage.pop("subject")
    made = section(summary(usage, version="5.0.0"), "Medical devices")

    assert "Pacemaker" in made["text"]["div"]
    assert "in words only: a DeviceUsage" in made["text"]["div"]
    assert made["emptyReason"]["text"].startswith("In words only")


def test_who_did_it_comes_along_and_what_does_not_is_said_in_the_reference():
    doctor = {"resourceType": "Practitioner", "id": "d", "name": [{"text": "Dr A"}]}
    statement = {
        **MEDICINE,
        "informationSource": {"reference": "Practitioner/d"},
        "context": {"reference": "Encounter/9", "display": "Ward round"},
    }
    bundle = summary(doctor, statement)

    made = held(bundle, "MedicationStatement")[0]
    assert made["informationSource"]["reference"] == f"urn:uuid:{held(bundle, 'Practitioner')[0]['id']}"
    assert made["context"] == {
        "identifier": {"value": "Encounter/9"},
        "display": "Ward round (Encounter/9 at GP practice, not in this summary)",
    }


def test_of_a_restricted_person_nothing_says_where_they_are():
    home = {**PATIENT, "address": [{"city": "Leeds"}], "generalPractitioner": [{"display": "Leeds Surgery"}]}
    home["meta"] = {"security": [{"code": "R"}]}
    surgery = {
        "resourceType": "Organization",
        "id": "o",
        "name": "Leeds Surgery",
        "address": [{"city": "Leeds"}],
    }
    source = {**MEDICINE, "informationSource": {"reference": "Organization/o"}}
    record, copies = loaded(source, surgery, patient_given=home, meta=home["meta"])

    text = json_text(as_ips(record, copies, LONDON, NOW))
    assert "Leeds" not in text
    assert "withheld here" in text


def test_nobodys_record_is_refused_in_words():
    record, copies = loaded()

    with pytest.raises(ViewerError, match="no source says whose record this is"):
        as_ips(replace(record, person=None), copies, LONDON, NOW)


def test_sections_with_nothing_in_them_are_not_there_and_others_stand_once():
    flag = about("Flag", id="f", status="active", code=concept("Falls"))
    vital = {
        **json.loads(POTASSIUM),
        "id": "v",
        "category": [{"coding": [{"code": "vital-signs"}]}],
        "code": concept("Pulse", "364075005"),
    }
    bundle = summary(flag, vital, POTASSIUM)

    assert section(bundle, "Immunisations") is None
    assert len(section(bundle, "Alerts")["entry"]) == 1
    assert len(section(bundle, "Vital signs")["entry"]) == 1
    assert len(section(bundle, "Results")["entry"]) == 1


def test_another_patients_resource_is_counted_and_not_carried():
    bundle = summary({**ALLERGY, "patient": {"reference": "Patient/99"}})

    assert held(bundle, "AllergyIntolerance") == []
    assert (
        "1 received about another patient"
        in section(bundle, "What this summary does not hold, and why")["text"]["div"]
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.sampled_from(
            [ALLERGY, NONE, POTASSIUM, MEDICINE, about("Procedure", status="completed", code=concept())]
        ),
        unique_by=str,
    ),
    st.sampled_from(["4.0.1", "3.0.2", "5.0.0", ""]),
    st.sampled_from([Outcome.COMPLETE, Outcome.FAILED, Outcome.DENIED]),
)
def test_whatever_came_the_summary_keeps_its_rules_and_no_entry_is_lost(resources, version, outcome):
    record, copies = loaded(*resources, version=version, ending=ended(outcome))

    bundle = json.loads(json_text(as_ips(record, copies, LONDON, NOW)))

    assert faults(bundle) == []
    words = " ".join(one["text"]["div"] for one in bundle["entry"][0]["resource"]["section"])
    assert all(entry.title in words for entry in record.entries)


FOLDERS = ("ukcore-r4", "us-core-r4", "gpconnect-stu3-small", "hl7-examples-stu3", "hl7-examples-r5")


@pytest.mark.parametrize("folder", [name for name in FOLDERS if (DATA / name).is_dir()] or ["none"])
def test_real_records_of_every_version_keep_the_rules(folder):
    if folder == "none":
        pytest.skip("the real records are not here")
    made = 0
    for record, load in each_loaded(gathered(f"{DATA / folder}/"), LONDON):
        if record.person is not None:
            bundle = json.loads(json_text(as_ips(record, LoadCopies(load), LONDON, NOW)))
            assert faults(bundle) == []
            made += 1
    assert made
