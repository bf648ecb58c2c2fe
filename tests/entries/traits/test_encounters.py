from tests.entries.builders import coded
from viewer.entries.traits.encounters import encounter_traits


def test_kind_end_provider_and_place():
    content = {
        "class": coded("IMP")["coding"][0],
        "period": {"start": "2026-01-01", "end": "2026-01-02"},
        "serviceProvider": {"display": "Trust"},
        "location": [{"location": {"display": "Ward 4"}}, {"location": {"reference": "Location/1"}}],
        "serviceType": coded("1"),
    }
    traits = dict(encounter_traits(content))
    assert (traits["ends"], traits["provider"], traits["place"]) == ("2026-01-02", "trust", "ward 4")
    assert traits["class"] == "http://snomed.info/sct|IMP"
    r5 = encounter_traits({"class": [coded("IMP")], "actualPeriod": {"end": "2026-01-02"}})
    assert dict(r5) == {"class": "http://snomed.info/sct|IMP", "ends": "2026-01-02"}
    assert encounter_traits({}) == ()


def test_that_a_type_was_given_is_known_in_words_or_code():
    assert dict(encounter_traits({"type": [{"text": "Home visit"}]})) == {"typed": "yes"}
    assert dict(encounter_traits({"type": coded("1")}))["typed"] == "yes"
    assert encounter_traits({"type": []}) == ()
