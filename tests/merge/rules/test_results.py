"""One result or two: the same test, time, value and performer; a day alone is never put to a time."""

import pytest

from tests.entries.builders import LOINC, amount, coded, worded
from tests.merge.rules.pairs import is_one, merged, recorded, two_in_one_source, without
from viewer.merge.rules.results import REPORT as REPORT_RULE
from viewer.merge.rules.results import RESULT

TROPONIN = {
    "resourceType": "Observation",
    "status": "final",
    "code": coded("89579-7", "Troponin I", LOINC),
    "effectiveDateTime": "2026-11-21T22:10:00Z",
    "valueQuantity": amount("14", "ng/L", "ng/L"),
    "performer": [{"display": "Northmoor laboratory"}],
}
NAMED_SO = "test, time and value are the same"


def test_the_same_result_from_two_sources_is_one_and_says_why():
    (one,) = merged(
        TROPONIN, TROPONIN | {"note": [{"text": "haemolysed"}], "code": coded("89579-7", "TROPONIN I", LOINC)}
    )
    assert NAMED_SO in one.rule
    assert len(one.members) == 2
    assert any("Detail differs" in note for note in one.notes)


@pytest.mark.parametrize(
    "other",
    [
        {"effectiveDateTime": "2026-11-21T22:10:00+00:00"},
        {"effectiveDateTime": "2026-11-21T23:10:00+01:00"},
        {"valueQuantity": amount("14.0", "ng/L", "ng/L")},
        {"valueQuantity": amount("14", "ng/L")},
        {"valueQuantity": amount("14", "nanogram per litre", "ng/L")},
        {"performer": [{"display": "NORTHMOOR  LABORATORY"}]},
        {"performer": []},
        {"code": {"coding": [*coded("89579-7", "", LOINC)["coding"], *coded("105000003")["coding"]]}},
        {"code": worded("Troponin I, recorded") | coded("89579-7", "", LOINC)},
        {"code": coded("89579-7", "", LOINC)},
        {"interpretation": [coded("H")]},
    ],
)
def test_what_says_the_same_in_other_words_is_one(other):
    assert is_one(TROPONIN, TROPONIN | other)


@pytest.mark.parametrize(
    "other",
    [
        {"effectiveDateTime": "2026-11-21T22:11:00Z"},
        {"effectiveDateTime": "2026-11-21"},
        {"effectiveDateTime": "2026-11"},
        {"valueQuantity": amount("15", "ng/L", "ng/L")},
        {"valueQuantity": amount("14", "ug/L", "ug/L")},
        {"valueQuantity": amount("14")},
        {"valueQuantity": amount("14", "ng/L", "ng/L") | {"comparator": "<"}},
        {"valueQuantity": amount("0", "ng/L", "ng/L")},
        {"performer": [{"display": "Ward 4 meter"}]},
        {"code": coded("89579-8", "", LOINC)},
        {"code": coded("105000003", "Troponin I")},
        {"code": worded("Troponin I")},
        {"code": worded("Myoglobin") | coded("89579-7", "", LOINC)},
        {"code": coded("89579-7", "Troponin I, second sample", LOINC)},
        {"specimen": {"display": "Arterial blood"}},
        {"bodySite": coded("1")},
        {"status": "amended"},
        {"status": "entered-in-error"},
        {"component": [{"code": coded("1"), "valueQuantity": amount("1")}]},
        {"focus": [{"reference": "Patient/baby"}]},
    ],
)
def test_what_differs_in_anything_that_matters_is_two(other):
    ours = TROPONIN | {"specimen": {"display": "Venous blood"}, "bodySite": coded("2")}
    assert not is_one(ours, TROPONIN | other)


def test_a_result_of_one_limb_and_two_sides_is_two():
    arm, left, right = (coded(code)["coding"][0] for code in ("40983000", "7771000", "24028007"))
    ours, theirs = ({"bodySite": {"coding": [arm, side]}} for side in (left, right))
    assert not is_one(TROPONIN | ours, TROPONIN | theirs)
    assert is_one(TROPONIN | ours, TROPONIN | ours | {"note": [{"text": "x"}]})


def test_two_results_of_one_source_stay_two():
    assert two_in_one_source(TROPONIN)


def test_a_day_alone_needs_the_same_performer():
    day = TROPONIN | {"effectiveDateTime": "2026-11-21"}
    assert is_one(day, day | {"note": [{"text": "x"}]})
    assert not is_one(day, without(day, "performer") | {"note": [{"text": "x"}]})


def test_two_of_a_day_that_say_the_same_are_two_without_whoever_measured():
    day = TROPONIN | {"effectiveDateTime": "2026-11-21"}
    assert is_one(day, day)
    nobody = without(day, "performer")
    one, other = merged(nobody, nobody)
    assert one.may_be_same == (other.id,)
    timed = without(TROPONIN, "performer")
    assert is_one(timed, timed)
    numbered = nobody | {"identifier": [{"system": "https://lab", "value": "7"}]}
    assert is_one(numbered, numbered)


def test_a_result_without_a_date_or_a_value_is_not_grouped_by_this_rule():
    undated = without(TROPONIN, "effectiveDateTime")
    assert not is_one(undated, undated | {"note": [{"text": "x"}]})
    empty = without(TROPONIN, "valueQuantity")
    assert not is_one(empty, empty | {"note": [{"text": "x"}]})


def test_values_that_a_careless_merge_loses_are_told_apart():
    false = without(TROPONIN, "valueQuantity") | {"valueBoolean": False}
    assert is_one(false, false | {"note": [{"text": "x"}]})
    assert not is_one(false, false | {"valueBoolean": True})
    said = without(TROPONIN, "valueQuantity") | {"valueString": "Not seen"}
    assert is_one(said, said | {"valueString": "not  seen"})
    assert not is_one(said, said | {"valueString": "Not seen."})
    absent = without(TROPONIN, "valueQuantity") | {"dataAbsentReason": coded("error")}
    assert not is_one(absent, TROPONIN)


def test_a_pressure_is_one_only_with_every_component_the_same():
    def pressure(systolic, *more):
        parts = [("8480-6", systolic), ("8462-4", "80"), *more]
        held = [
            {"code": coded(code, "", LOINC), "valueQuantity": amount(value, "mmHg")} for code, value in parts
        ]
        return without(TROPONIN, "valueQuantity") | {"code": coded("85354-9", "", LOINC), "component": held}

    assert is_one(pressure("120"), pressure("120") | {"note": [{"text": "x"}]})
    assert not is_one(pressure("120"), pressure("121"))
    assert not is_one(pressure("120"), pressure("120", ("8867-4", "70")))


REPORT = {
    "resourceType": "DiagnosticReport",
    "status": "final",
    "code": coded("4241000179101", "Laboratory report"),
    "effectiveDateTime": "2026-11-21T22:10:00Z",
    "conclusion": "Raised troponin",
}


def test_a_report_is_one_by_kind_time_and_conclusion():
    assert is_one(REPORT, REPORT | {"issued": "2026-11-21T23:00:00Z"})
    for other in ({"conclusion": "Normal"}, {"effectiveDateTime": "2026-11-21"}, {"code": coded("2")}):
        assert not is_one(REPORT, REPORT | other)
    bare = without(REPORT, "conclusion")
    assert not is_one(bare, bare | {"issued": "2026-11-21T23:00:00Z"})
    assert not is_one(REPORT | {"performer": [{"display": "A"}]}, REPORT | {"performer": [{"display": "B"}]})


def test_a_number_of_results_makes_no_two_reports_one():
    held = without(REPORT, "conclusion") | {"result": [{"reference": f"Observation/{n}"} for n in "123"]}
    assert not is_one(held, held | {"issued": "2026-11-21T23:00:00Z"})
    coded_so = held | {"conclusionCode": [coded("394846000", "Raised")]}
    (one,) = merged(coded_so, coded_so | {"issued": "2026-11-21T23:00:00Z"})
    assert "results" not in one.rule
    assert not is_one(coded_so, coded_so | {"result": held["result"][:2]})


def test_two_reports_of_one_broad_code_and_conclusion_are_two():
    blood, salts = ("Full blood count", "Urea and electrolytes")
    named = [
        REPORT | {"code": REPORT["code"] | {"text": text}, "conclusion": "Normal"} for text in (blood, salts)
    ]
    assert not is_one(*named)


def test_one_identifier_does_not_make_two_results_one():
    named = TROPONIN | {"identifier": [{"system": "https://lab", "value": "7"}]}
    assert "same identifier" in merged(named, named | {"note": [{"text": "x"}]})[0].rule
    for other in ({"code": coded("1")}, {"effectiveDateTime": "2026-11-22"}):
        one, two = merged(named, named | other)
        assert one.may_be_same == (two.id,)
    assert [*RESULT.apart(recorded("gp", TROPONIN), recorded("trust", TROPONIN | {"code": coded("1")}))] == [
        "code"
    ]
    assert not RESULT.enough(
        *(recorded(source, without(TROPONIN, "effectiveDateTime")) for source in ("gp", "trust"))
    )
    reports = (
        recorded("gp", REPORT),
        recorded("trust", REPORT | {"code": coded("1"), "effectiveDateTime": "2026"}),
    )
    assert [*REPORT_RULE.apart(*reports)] == ["code", "date"]
