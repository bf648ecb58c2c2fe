"""A type without a reader of its own still says in its row what changes its meaning."""

from tests.entries.builders import coded, read
from viewer.entries.modifying import modifying_words


def test_a_code_or_a_concept_that_modifies_is_said_with_its_label():
    report = {"resourceType": "MeasureReport", "dataUpdateType": "incremental"}

    assert modifying_words(report) == "data update type incremental"
    assert "scoring Ratio" in modifying_words(report | {"scoring": coded("ratio", "Ratio")})


def test_a_negation_in_a_part_is_said_and_its_absence_is_not():
    def contract(**action):
        return read("Contract", term=[{"action": [{"type": {"text": "Travel"}, **action}]}])

    assert "a part of it says DO NOT PERFORM" in contract(doNotPerform=True).detail
    assert "DO NOT" not in contract(doNotPerform=False).detail
    assert "DO NOT" not in contract().detail


def test_a_type_of_no_table_says_nothing():
    assert modifying_words({"resourceType": "Nonsense", "mode": "x"}) == ""
