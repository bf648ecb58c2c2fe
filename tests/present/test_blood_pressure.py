"""A blood pressure is one item only where that is certain."""

import pytest

from viewer.present.blood_pressure import pressure_words


def part(code, value, system="http://loinc.org", **more):
    return {
        "code": {"coding": [{"system": system, "code": code}]},
        "valueQuantity": {"value": value, "unit": "mmHg"},
        **more,
    }


SYSTOLIC, DIASTOLIC = part("8480-6", 120), part("8462-4", 80)


def test_systolic_and_diastolic_are_one_item_and_the_rest_is_left():
    other = part("8478-0", 93)

    assert pressure_words([DIASTOLIC, other, SYSTOLIC]) == ("120/80 mmHg", [other])


def test_snomed_codes_and_comparators_count_too():
    low = {
        **part("271650006", 0, "http://snomed.info/sct"),
        "valueQuantity": {"value": 40, "comparator": "<", "unit": "mmHg"},
    }

    assert pressure_words([part("271649006", 120, "http://snomed.info/sct"), low])[0] == "120/<40 mmHg"


@pytest.mark.parametrize(
    "components",
    [
        [],
        [SYSTOLIC],
        [SYSTOLIC, SYSTOLIC, DIASTOLIC],
        [SYSTOLIC, {**DIASTOLIC, "valueQuantity": {"value": 10, "unit": "kPa"}}],
        [SYSTOLIC, {"code": DIASTOLIC["code"], "dataAbsentReason": {"text": "x"}}],
        [SYSTOLIC, {**DIASTOLIC, "interpretation": [{"text": "low"}]}],
        [{**SYSTOLIC, "code": {"coding": [*SYSTOLIC["code"]["coding"], *DIASTOLIC["code"]["coding"]]}}],
        [{"code": None}, SYSTOLIC],
    ],
)
def test_anything_else_stays_apart(components):
    assert pressure_words(components) == ("", components)


def test_a_pressure_without_units_says_so():
    bare = [
        {**item, "valueQuantity": {"value": item["valueQuantity"]["value"]}} for item in (SYSTOLIC, DIASTOLIC)
    ]

    assert pressure_words(bare)[0] == "120/80 no unit given"
