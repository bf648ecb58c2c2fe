import pytest

from viewer.merge.demographics import birth_sex_of, is_restricted, links_of, practice_of, superseded_by

UKCORE = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-BirthSex"


def test_the_practice_is_named_by_display_else_contained_else_code():
    contained = [
        {"resourceType": "Organization", "id": "o", "name": "Inside", "identifier": [{"value": "B1"}]}
    ]

    assert practice_of({"generalPractitioner": [{"display": "Named"}]}) == ("Named", "")
    assert practice_of({"generalPractitioner": [{"reference": "#o"}], "contained": contained}) == (
        "Inside",
        "B1",
    )
    assert practice_of({"careProvider": {"identifier": {"value": "A81001"}}}) == ("A81001", "A81001")
    assert practice_of({"generalPractitioner": [{"reference": "Organization/1"}]}) == ("", "")


@pytest.mark.parametrize("code", ["R", "V"])
def test_a_security_label_makes_a_record_restricted(code):
    assert is_restricted({"meta": {"security": [{"code": "U"}, {"code": code}]}})
    assert not is_restricted({"meta": {"security": [{"code": "U"}]}})


def test_links_are_told_and_a_replaced_patient_names_its_successor():
    content = {
        "link": [
            {"type": "seealso", "other": {"reference": "Patient/8"}},
            {"type": "replaced-by", "other": {"reference": "Patient/9"}},
            {"type": "refer", "other": {"identifier": {"value": "X1"}}},
            {"other": {"display": "Someone"}},
            {},
        ]
    }

    assert superseded_by(content) == "Patient/9"
    assert superseded_by({"link": [{"type": "replace", "other": {"reference": "Patient/2"}}]}) == "Patient/2"
    assert superseded_by({}) == ""
    assert links_of(content) == ("seealso: Patient/8", "refer: X1", "link: Someone", "link: not stated")


def test_birth_sex_is_read_in_its_own_words():
    concept = {"coding": [{"code": "F", "display": "Female"}]}

    assert (
        birth_sex_of({"extension": [{"url": "x"}, {"url": UKCORE, "valueCodeableConcept": concept}]})
        == "Female"
    )
    assert birth_sex_of({}) == ""
