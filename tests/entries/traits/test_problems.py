from tests.entries.builders import amount, coded
from viewer.entries.traits.problems import allergy_traits, problem_traits, procedure_traits


def test_site_severity_stage_and_end_of_a_problem():
    content = {
        "bodySite": [coded("1")],
        "severity": coded("2"),
        "stage": [{"summary": coded("3")}],
        "onsetAge": amount("50", "years"),
        "onsetString": "In the SPRING",
        "abatementDateTime": "2020",
    }
    traits = dict(problem_traits(content))
    assert traits["onset age"] == "50 years"
    assert traits["onset in words"] == "in the spring"
    assert {"site", "severity", "stage", "ended"} <= traits.keys()
    assert problem_traits({}) == ()


def test_reactions_of_an_allergy():
    reaction = {
        "manifestation": [coded("1")],
        "substance": coded("2"),
        "exposureRoute": coded("3"),
        "severity": "mild",
    }
    traits = dict(allergy_traits({"reaction": [reaction], "criticality": "low", "type": "allergy"}))
    assert traits.keys() == {"reactions", "substance", "route", "severity", "criticality", "type"}
    assert dict(allergy_traits({"type": coded("allergy")}))["type"]  # R5
    assert allergy_traits({}) == ()


def test_site_and_outcome_of_a_procedure():
    content = {
        "bodySite": [coded("1")],
        "outcome": coded("2"),
        "usedCode": [coded("3")],
        "complication": [coded("4")],
    }
    assert dict(procedure_traits(content)).keys() == {"site", "outcome", "used", "complication"}
    assert procedure_traits({}) == ()
