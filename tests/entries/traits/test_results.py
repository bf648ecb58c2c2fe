from tests.entries.builders import amount, coded, worded
from viewer.entries.traits.results import named_target, report_traits, result_traits


def test_where_and_how_a_result_was_measured_is_part_of_it():
    content = {
        "valueQuantity": amount("5", "mg"),
        "bodySite": coded("1"),
        "method": worded("By hand"),
        "specimen": {"display": "Venous  Blood"},
        "device": {"identifier": {"system": "s", "value": "v"}},
        "focus": [{"reference": "Patient/2"}],
        "hasMember": [{"reference": "Observation/1"}],
        "related": [{"type": "has-member", "target": {"reference": "Observation/2"}}],
        "dataAbsentReason": coded("error"),
    }
    traits = dict(result_traits(content))
    assert traits["specimen"] == "venous blood"
    assert traits["device"] == "s|v"
    assert traits["group of"] == "2"
    assert {"site", "method", "about", "no value because", "number", "unit"} <= traits.keys()
    assert result_traits({}) == ()


def test_components_are_a_set_with_their_values_and_reasons():
    one = {"code": coded("1"), "valueQuantity": amount("5")}
    other = {"code": coded("2"), "dataAbsentReason": coded("error")}
    assert result_traits({"component": [one, other]}) == result_traits({"component": [other, one]})
    assert result_traits({"component": [one]}) != result_traits({"component": [one, other]})


def test_a_reference_is_known_by_its_words_or_business_identifier_never_by_its_id():
    assert named_target({"reference": "Specimen/1"}) == ""
    assert named_target({"reference": {"display": "Scales"}}) == "scales"  # a CodeableReference


def test_a_report_is_told_apart_by_what_it_concludes_and_holds():
    content = {"conclusion": "Normal", "result": [{}, {}], "specimen": [{"display": "Blood"}]}
    content["conclusionCode"] = [coded("1")]
    traits = dict(report_traits(content))
    assert (traits["conclusion"], traits["results"], traits["specimen"]) == ("normal", "2", "blood")
    assert report_traits({}) == ()
