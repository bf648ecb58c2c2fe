"""Dosages: the sent text first, the structure beside it and marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.fhir.resource import Number
from viewer.present.doses import GENERATED, NOT_UNDERSTOOD, brief_dosage_words, dosage_words, structure_words

FULL = {
    "method": {"text": "Swallow"},
    "doseAndRate": [
        {
            "doseQuantity": {"value": Number("0.50"), "unit": "mg"},
            "rateQuantity": {"value": 2, "unit": "mL/h"},
        }
    ],
    "timing": {"repeat": {"frequency": 2, "period": 1, "periodUnit": "d", "when": ["PC"]}},
    "route": {"text": "Oral"},
    "site": {"text": "left arm"},
    "asNeededCodeableConcept": {"text": "pain"},
    "maxDosePerPeriod": {"numerator": {"value": 2, "unit": "mg"}, "denominator": {"value": 1, "unit": "d"}},
    "additionalInstruction": [{"text": "With food"}],
}


def test_a_structure_reads_in_the_order_of_the_medicines_guide_and_is_marked():
    assert dosage_words(FULL) == (
        "Swallow, 0.5 milligram, at a rate of 2 millilitre/hour, 2 times every day, after meals, Oral, at left arm, "
        "as required for pain, maximum 2 milligram per 1 day, With food (generated)"
    )


def test_the_sent_text_stands_first_and_unchanged_with_the_structure_beside_it():
    sent = {
        "text": "Take  TWO\ntwice daily",
        "patientInstruction": "Not at night",
        "doseQuantity": {"value": 1, "unit": "tablet"},
    }

    assert dosage_words(sent) == "Take  TWO\ntwice daily — Not at night — 1 tablet (generated)"


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"asNeededBoolean": True}, "as required"),
        ({"asNeeded": True}, "as required"),
        ({"asNeededFor": [{"text": "pain"}, {"text": "fever"}]}, "as required for pain; fever"),
        ({"asNeededBoolean": False}, ""),
        ({"asNeededBoolean": "true"}, ""),
    ],
)
def test_as_required_is_always_visible(sent, words):
    assert structure_words(sent) == words
    assert words in dosage_words({"text": "One daily", **sent})


def test_several_dosages_stand_in_their_sequence_with_then_and_and():
    sent = [
        {"sequence": 2, "text": "C"},
        {"sequence": 1, "text": "A"},
        {"sequence": 1, "text": "B"},
        {"sequence": 10, "text": "D"},
    ]

    assert dosage_words(sent) == "A; and B; then C; then D"
    assert dosage_words([{"text": "A"}, {"text": "B"}]) == "A; and B"


def test_two_doses_of_one_dosage_are_both_told():
    two = {
        "doseAndRate": [
            {"doseQuantity": {"value": 1, "unit": "g"}},
            {"doseQuantity": {"value": 2, "unit": "g"}},
        ]
    }

    assert dosage_words(two) == "1 gram or 2 gram (generated)"


def test_a_dose_range_without_upper_limit_warns():
    words = dosage_words({"doseRange": {"low": {"value": 1, "unit": "g"}}})

    assert "WARNING: no upper dose limit" in words


def test_what_is_not_understood_says_so_and_nothing_is_nothing():
    assert dosage_words({"dose_text": "x"}) == NOT_UNDERSTOOD
    assert dosage_words([{}]) == NOT_UNDERSTOOD
    assert dosage_words("one daily") == "one daily"
    assert dosage_words(None) == dosage_words([None]) == ""


@given(st.text(min_size=1).filter(str.strip), st.booleans())
def test_a_sent_text_is_always_there_verbatim(text, needed):
    words = dosage_words({"text": text, "asNeededBoolean": needed})

    assert words.startswith(text)
    assert words.endswith(GENERATED) == needed or text.endswith(GENERATED)


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*FULL, "sequence", "text", "repeat",
    "value", "unit", "numerator", "low", "when", "event", "frequency", "period", "boundsPeriod", "start"]), inner, max_size=4),
    max_leaves=10,
)  # fmt: skip


@given(junk)
def test_no_shape_of_dosage_breaks(sent):
    assert isinstance(dosage_words(sent), str)


def test_at_a_glance_the_text_stands_as_sent_and_what_it_may_leave_out_beside_it():
    dosage = {
        "text": "5 ml when needed",
        "asNeededBoolean": True,
        "maxDosePerPeriod": {
            "numerator": {"value": 20, "unit": "ml"},
            "denominator": {"value": 1, "unit": "day"},
        },
        "doseAndRate": [{"doseQuantity": {"value": 5, "unit": "ml"}}],
    }

    said = brief_dosage_words([dosage])

    assert said.startswith("5 ml when needed — as required — ")
    assert "20" in said
    assert "generated" not in said


def test_at_a_glance_several_stand_in_their_sequence_and_one_without_text_stands_whole():
    second, first = {"sequence": 2, "text": "then 1 daily"}, {"sequence": 1, "text": "2 daily"}
    structured = {"doseAndRate": [{"doseQuantity": {"value": 5, "unit": "ml"}}]}

    assert brief_dosage_words([second, first]) == "2 daily; then then 1 daily"
    assert brief_dosage_words([first, structured]) == dosage_words([first, structured])
    assert brief_dosage_words(None) == ""
