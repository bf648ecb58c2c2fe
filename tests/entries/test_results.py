import pytest

from tests.entries.builders import LOINC, amount, coded, read, worded
from viewer.entries.entry import Flag, Standing
from viewer.entries.results import graded_as
from viewer.source.domain import Domain

SODIUM = {"code": coded("2951-2", "Sodium", LOINC), "status": "final"}


def result(**content):
    return read("Observation", **(SODIUM | content))


def test_value_unit_and_comparator_are_one_value():
    entry = result(
        valueQuantity={"comparator": "<"} | amount("0.010", "mmol/L", "mmol/L"),
        effectiveDateTime="2019-03-04",
    )

    assert (entry.value, entry.detail) == ("<0.010 mmol/L", "<0.010 mmol/L")
    assert (entry.status, entry.when.kind) == ("final", "effective")
    assert entry.series == f"{LOINC}|2951-2|mmol/L"


def test_a_blood_pressure_is_one_item_with_one_series():
    entry = result(
        code=coded("85354-9", "Blood pressure", LOINC),
        component=[
            {"code": coded("8480-6", "Systolic", LOINC), "valueQuantity": amount("120", "mmHg", "mm[Hg]")},
            {"code": coded("8462-4", "Diastolic", LOINC), "valueQuantity": amount("80", "mmHg", "mm[Hg]")},
        ],
    )

    assert entry.value == "120/80 mmHg"
    assert entry.series == f"{LOINC}|85354-9|mm[Hg]"


@pytest.mark.parametrize(
    ("content", "unit"),
    [
        ({"valueQuantity": amount("1")}, "no unit"),
        ({"valueQuantity": amount("1", "mmol/L")}, "mmol/L"),
        ({"valueCodeableConcept": worded("A+")}, ""),
        (
            {"component": [{"valueQuantity": amount("1", "x")}, {"valueQuantity": amount("1", "y")}]},
            "several units",
        ),
    ],
)
def test_only_one_code_and_one_unit_make_a_series(content, unit):
    assert result(**content).series == f"{LOINC}|2951-2|{unit}"


def test_what_cannot_be_compared_joins_no_series():
    assert result().series == ""
    assert result(valueString="x", code=worded("Sodium")).series == ""
    assert result(valueString="x", focus=[{"display": "Twin"}]).series == ""


def test_a_result_in_words_stays_words():
    assert result(valueString=">1000").value == ">1000"


def test_why_there_is_no_value_is_said():
    assert "not performed" in result(dataAbsentReason=coded("not-performed")).value


def test_whom_else_it_is_about_is_said_and_marked():
    entry = result(focus=[{"display": "Fetus"}], valueInteger=120)

    assert Flag.ABOUT_OTHER in entry.flags
    assert "About: Fetus" in entry.detail


def test_everything_that_qualifies_a_value_is_said_as_sent():
    entry = result(
        valueQuantity=amount("5", "g/L"),
        interpretation=[worded("High")],
        referenceRange=[{"text": "3-4"}],
        method=worded("photometry"),
        bodySite=worded("arm"),
        specimen={"display": "Serum"},
        device={"display": "Analyser"},
        hasMember=[{"display": "A"}, {"display": "B"}],
        note=[{"text": "haemolysed"}],
        issued="2019-03-05T00:00:00Z",
        effectivePeriod={"start": "2019"},
        performer=[{"display": "Lab"}],
    )

    assert entry.detail == (
        "5 g/L · interpretation sent: High · range sent: 3-4 · method photometry · at arm · specimen Serum"
        " · device Analyser · group of 2 results: A, B · issued 05-Mar-2019 00:00 · Note: haemolysed"
    )
    assert entry.recorder == "Lab"


def test_stu3_groups_are_counted_too():
    related = [{"type": "has-member", "target": {"reference": "Observation/2"}}, {"type": "derived-from"}]

    assert result(related=related).detail == "group of 1 result"


def test_a_specimen_that_is_not_here_is_waited_for_and_left_to_the_detail():
    entry = result(specimen={"reference": "Specimen/1"})

    assert entry.detail == ""
    assert entry.waiting_for == ("Specimen/1",)


@pytest.mark.parametrize(
    ("category", "heading"),
    [
        ("laboratory", "Investigation results"),
        ("vital-signs", "Examination findings"),
        ("social-history", "Social context"),
        ("odd", "Observations"),
    ],
)
def test_the_category_gives_the_heading(category, heading):
    assert result(category=[coded(category)]).category == heading


def test_the_issued_date_stands_in_and_says_so():
    assert result(issued="2019-03-05T00:00:00Z").when.kind == "issued"


def test_a_plan_filed_as_an_observation_is_among_the_plans_and_nobody_says_it_still_holds():
    entry = result(code=coded("1", "Resuscitation status"), valueString="Not for CPR")

    assert (entry.domain, entry.category, entry.standing) == (
        Domain.PLANS,
        "End of life care",
        Standing.UNKNOWN,
    )
    assert entry.value == "Not for CPR"
    assert result().standing is Standing.NONE


def test_an_allergy_filed_as_an_observation_is_among_the_allergies_unless_it_has_a_value():
    code = coded("91936005", "Penicillin allergy")

    assert result(code=code).domain is Domain.ALLERGIES
    assert result(code=code).standing is Standing.UNKNOWN
    assert result(code=coded("716186003")).standing is Standing.NONE
    assert result(code=code, valueString="negative").domain is Domain.RESULTS


def test_a_value_of_a_kind_that_nobody_knows_stands_in_the_row():
    entry = result(valueHologram={"depth": "7"})

    assert entry.value.startswith("depth: 7 (sent as Hologram")
    assert entry.series == ""


def test_a_group_keeps_the_references_to_its_members_in_every_version():
    four = read("Observation", hasMember=[{"reference": "Observation/a"}, {"display": "Sodium"}])
    three = read(
        "Observation",
        related=[
            {"type": "has-member", "target": {"reference": "Observation/b"}},
            {"type": "derived-from", "target": {"reference": "Observation/c"}},
        ],
    )

    assert four.parts == ("Observation/a",)
    assert three.parts == ("Observation/b",)
    assert read("Observation", valueString="clear").parts == ()


def test_what_the_source_calls_a_result_is_read_back_from_the_brief_words():
    high = read("Observation", valueQuantity=amount("6.1", "mmol/L"), interpretation=[coded("H", "High")])

    assert graded_as(high.brief) == "High"
    assert graded_as(read("Observation", valueString="clear").brief) == ""
