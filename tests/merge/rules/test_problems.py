"""One problem, allergy or procedure or two."""

import pytest

from tests.entries.builders import coded
from tests.merge.rules.pairs import is_one, merged, recorded, two_in_one_source, without
from viewer.merge.rules.problems import ALLERGY as ALLERGY_RULE
from viewer.merge.rules.problems import PROBLEM
from viewer.merge.rules.problems import PROCEDURE as PROCEDURE_RULE

FRACTURE = {
    "resourceType": "Condition",
    "clinicalStatus": coded("active", system="http://terminology.hl7.org/CodeSystem/condition-clinical"),
    "code": coded("263225007", "Fracture of proximal femur"),
    "bodySite": [coded("7771000", "Left")],
    "onsetDateTime": "2019-03-04",
}
RESOLVED = {
    "clinicalStatus": coded("resolved", system="http://terminology.hl7.org/CodeSystem/condition-clinical")
}


@pytest.mark.parametrize("onset", ["2019-03-04", "2019-03", "2019", "2019-03-04T10:00:00Z"])
def test_an_onset_may_be_known_less_precisely_elsewhere(onset):
    (one,) = merged(FRACTURE, FRACTURE | {"onsetDateTime": onset, "note": [{"text": "x"}]})
    assert "problem, site and onset" in one.rule


@pytest.mark.parametrize(
    "other",
    [
        {"onsetDateTime": "2019-03-05"},
        {"onsetDateTime": "2019-04"},
        {"onsetDateTime": "2020"},
        {"onsetDateTime": "2019-03-05T10:00:00Z"},
        {"onsetPeriod": {"start": "2019-03-04"}, "onsetDateTime": None},
        {"bodySite": [coded("24028007", "Right")]},
        {"bodySite": []},
        {"code": coded("263226008")},
        RESOLVED,
        {"verificationStatus": coded("refuted", system="x")},
        {"severity": coded("2")},
    ],
)
def test_what_differs_is_two(other):
    ours = FRACTURE | {"severity": coded("1")}
    assert not is_one(ours, ours | other)


FEMUR, LEFT, RIGHT = coded("71341001", "Femur"), coded("7771000", "Left"), coded("24028007", "Right")


def both(*concepts):
    return {"coding": [coding for concept in concepts for coding in concept["coding"]]}


@pytest.mark.parametrize("base", ["FRACTURE", "PROCEDURE"])
@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ([FEMUR, LEFT], [FEMUR, RIGHT]),
        ([both(FEMUR, LEFT)], [both(FEMUR, RIGHT)]),
        ([FEMUR], [FEMUR, LEFT]),
        ([LEFT, RIGHT], [LEFT]),
    ],
)
def test_one_bone_and_two_sides_are_two(base, ours, theirs):
    content = globals()[base]
    assert not is_one(content | {"bodySite": ours}, content | {"bodySite": theirs})
    assert is_one(content | {"bodySite": ours}, content | {"bodySite": ours[::-1], "note": [{"text": "x"}]})


def test_a_date_of_recording_has_to_be_the_same():
    ours = without(FRACTURE, "onsetDateTime") | {"recordedDate": "2019-03-04"}
    assert is_one(ours, ours | {"note": [{"text": "x"}]})
    assert not is_one(ours, ours | {"recordedDate": "2019-03"})
    assert not is_one(ours, FRACTURE)


def test_an_undated_problem_is_grouped_with_nothing():
    undated = without(FRACTURE, "onsetDateTime")
    assert not is_one(undated, undated | {"note": [{"text": "x"}]})
    assert not is_one(undated, FRACTURE)


def test_two_of_one_source_stay_two_and_a_third_source_does_not_join_them():
    assert two_in_one_source(FRACTURE)
    both = merged(FRACTURE, FRACTURE | {"onsetDateTime": "2019"}, FRACTURE | {"onsetDateTime": "2019-09-01"})
    assert len(both) == 3  # 2019 is either of the two: nothing is grouped that would decide which


ALLERGY = {
    "resourceType": "AllergyIntolerance",
    "clinicalStatus": coded(
        "active", system="http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical"
    ),
    "code": coded("91936005", "Allergy to penicillin"),
    "recordedDate": "2010-01-01",
    "reaction": [{"manifestation": [coded("247472004", "Hives")]}],
}


def test_an_allergy_is_one_by_substance_date_and_no_other_reaction():
    assert is_one(ALLERGY, without(ALLERGY, "reaction"))
    assert is_one(ALLERGY, ALLERGY | {"note": [{"text": "x"}]})
    for other in (
        {"recordedDate": "2010-01-02"},
        {"code": coded("294505008")},
        {"reaction": [{"manifestation": [coded("39579001", "Anaphylaxis")]}]},
        {"criticality": "high"},
    ):
        assert not is_one(ALLERGY | {"criticality": "low"}, ALLERGY | {"criticality": "low"} | other)


def test_an_undated_allergy_stands_beside_and_names_the_other():
    one, other = merged(ALLERGY, without(ALLERGY, "recordedDate"))
    assert one.may_be_same == (other.id,)
    assert "same substance" in one.notes[0]


PROCEDURE = {
    "resourceType": "Procedure",
    "status": "completed",
    "code": coded("80146002", "Appendicectomy"),
    "performedDateTime": "2001-05-06T10:00:00Z",
    "bodySite": [coded("66754008")],
}


def test_a_procedure_is_one_by_code_time_and_site():
    assert is_one(PROCEDURE, PROCEDURE | {"note": [{"text": "x"}]})
    for other in (
        {"performedDateTime": "2001-05-06T11:00:00Z"},
        {"performedDateTime": "2001-05-06"},
        {"bodySite": []},
        {"code": coded("1")},
        {"status": "not-done"},
        {"outcome": coded("9")},
    ):
        assert not is_one(PROCEDURE | {"outcome": coded("8")}, PROCEDURE | {"outcome": coded("8")} | other)


def test_a_procedure_of_a_day_needs_the_same_performer():
    day = PROCEDURE | {"performedDateTime": "2001-05-06"}
    by = {"performer": [{"actor": {"display": "Mr S Urgeon"}}]}
    assert not is_one(day, day | {"note": [{"text": "x"}]})
    assert is_one(day | by, day | by | {"note": [{"text": "x"}]})
    assert not is_one(PROCEDURE | by, PROCEDURE | {"performer": [{"actor": {"display": "Ms O Ther"}}]})
    undated = without(PROCEDURE, "performedDateTime") | by
    assert not is_one(undated, undated | {"note": [{"text": "x"}]})


@pytest.mark.parametrize(
    ("rule", "content", "words"),
    [
        (PROBLEM, FRACTURE | {"onsetDateTime": "2020", "code": coded("1")}, ["code", "date"]),
        (ALLERGY_RULE, ALLERGY | {"recordedDate": "2020", "code": coded("1")}, ["substance", "date"]),
        (PROCEDURE_RULE, PROCEDURE | {"performedDateTime": "2020", "code": coded("1")}, ["code", "date"]),
    ],
)
def test_whatever_brought_them_together_other_codes_and_dates_are_apart(rule, content, words):
    ours = {"Condition": FRACTURE, "AllergyIntolerance": ALLERGY, "Procedure": PROCEDURE}[
        content["resourceType"]
    ]
    assert [*rule.apart(recorded("gp", ours), recorded("trust", content))] == words
