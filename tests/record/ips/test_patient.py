"""The one Patient of a summary."""

from dataclasses import replace

from tests.merge.builders import patient, patient_content
from tests.record.loaded import Odd, damaged, loaded
from viewer.fhir.resource import Place
from viewer.record.ips.patient import patient_of, place_of_patient

HERE = Place(page=1, start=0, end=1)


def made(content, lead=None, version="4.0.1"):
    record, copies = loaded(patient_given=content)
    lead = lead or patient()
    return patient_of(lead, place_of_patient(lead.key, record, copies), copies, version)


def test_it_stays_as_it_was_sent_but_for_its_narrative_and_its_links():
    content, words = made(patient_content(text={"status": "generated"}, link=[{"type": "refer"}]))

    assert content == patient_content()
    assert words == ["Of the Patient is left out: text, link"]


def test_a_name_or_date_of_birth_that_is_not_there_is_said_to_be_unknown():
    content, _ = made(patient_content(name=None, birthDate=None))

    assert content["name"][0]["extension"][0]["valueCode"] == "unknown"
    assert content["_birthDate"]["extension"][0]["valueCode"] == "unknown"


def test_what_is_not_r4_is_left_out_by_name():
    content, words = made(patient_content(animal={"species": {"text": "cat"}}), version="3.0.2")

    assert "animal" not in content
    assert content["name"]
    assert "animal" in words[0]


def test_a_restricted_persons_whereabouts_stay_behind():
    content, words = made(patient_content(telecom=[{"value": "1"}]), lead=replace(patient(), restricted=True))

    assert "telecom" not in content
    assert words == ["Of the Patient is left out: telecom"]


def test_a_patient_that_is_not_there_or_cannot_be_read_is_said():
    _, copies = loaded()

    assert "not sent again" in patient_of(patient(), None, copies, "4.0.1")[1][0]
    copies = Odd(copies, raw=damaged)
    assert patient_of(patient(), HERE, copies, "4.0.1")[1] == ["The Patient cannot be read: it was damaged"]


def test_a_patient_without_an_id_is_found_by_its_type():
    record, copies = loaded()
    item = replace(record.supporting[0], reference="Patient")
    record = replace(record, supporting=(item,))
    key = replace(patient().key, id="")

    assert place_of_patient(key, record, copies) is not None
    assert place_of_patient(replace(key, source="mh"), record, copies) is None
