"""Every value[x] has words."""

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.fhir.resource import Number
from viewer.fhir.typed import CHOICE_TYPES
from viewer.present.concepts import ABSENT_URL
from viewer.present.values import as_sent, components_words, kind_words, value_words

LONDON = ZoneInfo("Europe/London")
QUANTITY = {"value": Number("0.010"), "unit": "mmol/L"}


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("valueQuantity", QUANTITY, "0.010 mmol/L"),
        ("valueCodeableConcept", {"text": "Positive"}, "Positive"),
        ("valueCoding", {"code": "A", "display": "Group A"}, "Group A"),
        ("valueString", ">1000", ">1000"),
        ("valueBoolean", True, "Yes"),
        ("valueBoolean", False, "No"),
        ("valueInteger", 0, "0"),
        ("valueDecimal", Number("1.50"), "1.50"),
        ("valueInteger64", "9007199254740993", "9007199254740993"),
        ("valueRange", {"low": QUANTITY}, "0.010 mmol/L or more (no upper limit given)"),
        ("valueRatio", {"numerator": {"value": 1}, "denominator": {"value": 8}}, "1 : 8"),
        ("valueSampledData", {"data": "1 E"}, "2 sampled points, 1 not measurable (E)"),
        ("valueTime", "08:30:00", "08:30:00"),
        ("valueDateTime", "2019-07-04T01:10:00Z", "04-Jul-2019 02:10"),
        ("valueDate", "2019", "2019"),
        ("valueInstant", "2019-07-04T01:10:05Z", "04-Jul-2019 02:10:05"),
        ("valueDateTime", "yesterday", "yesterday"),
        ("valuePeriod", {"start": "2019"}, "from 2019"),
        (
            "valueAttachment",
            {"title": "ECG", "contentType": "application/pdf", "size": 5, "data": "QQ=="},
            "Attachment: ECG, PDF, size in bytes 5, content included",
        ),
        ("valueAttachment", {"x": 1}, "x: 1"),
        ("valueReference", {"reference": "Media/1"}, "Media/1"),
        (
            "valueCodeableReference",
            {"concept": {"text": "Cat"}, "reference": {"reference": "Substance/1"}},
            "Cat, Substance/1",
        ),
        ("valueIdentifier", {"system": "urn:x", "value": "7"}, "urn:x 7"),
        (
            "valueAnnotation",
            {"text": "Fine", "authorString": "Dr A", "time": "2019"},
            "Fine (Dr A, 2019)",
        ),
        ("valueAnnotation", {"text": "Fine"}, "Fine"),
        ("valueMoney", {"value": Number("12.5"), "currency": "GBP"}, "12.5 GBP"),
        ("valueQuantity", [1, {"a": None}], "1, a: "),
        ("valueAddress", {"line": ["1 High St"], "city": "Leeds"}, "1 High St, Leeds"),
        ("valuePeriod", {}, ""),
    ],
)
def test_every_kind_of_value_reads(key, value, words):
    assert value_words({key: value}, "value", LONDON) == words


def test_without_a_zone_a_time_stays_as_sent():
    assert value_words({"valueDateTime": "2019-07-04T01:10:00+02:00"}) == "04-Jul-2019 01:10 +02:00"


def test_two_values_against_the_rules_are_both_shown():
    assert value_words({"valueString": "a", "valueInteger": 1}) == "a and also 1"


def test_a_missing_value_says_why():
    masked = {"extension": [{"url": ABSENT_URL, "valueCode": "masked"}]}
    reason = {"coding": [{"code": "not-asked"}]}

    assert value_words({"dataAbsentReason": reason}) == "No value: not asked"
    assert value_words({"_valueQuantity": masked}) == "No value: withheld by source"
    assert value_words({"_onsetDateTime": masked}, "onset") == "No value: withheld by source"
    assert value_words({"dataAbsentReason": reason}, "onset") == ""
    assert (
        value_words({"valueInteger": 3, "dataAbsentReason": reason})
        == "3 (source also says no value: not asked)"
    )
    assert value_words({}) == ""


def test_components_read_in_one_line_with_names_values_and_reasons():
    sent = {
        "component": [
            {
                "code": {"coding": [{"system": "http://loinc.org", "code": "8480-6"}]},
                "valueQuantity": {"value": 120, "unit": "mmHg"},
            },
            {
                "code": {"coding": [{"system": "http://loinc.org", "code": "8462-4"}]},
                "valueQuantity": {"value": 80, "unit": "mmHg"},
            },
            {"code": {"text": "Cuff"}, "valueString": "large", "interpretation": [{"text": "Normal"}]},
            {"valueInteger": 2},
            {"code": {"text": "Pulse"}},
        ]
    }

    assert components_words(sent) == (
        "120/80 mmHg; Cuff large (Normal); Component without a name 2; Pulse no value sent"
    )
    assert components_words({}) == ""


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.decimals(allow_nan=False).map(str).map(Number),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(
        ["value", "unit", "code", "coding", "text", "low", "high", "start", "end", "data", "reference", "display",
         "extension", "url", "identifier", "concept", "component", "numerator", "time", "dataAbsentReason"]
    ), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@given(st.sampled_from(sorted(CHOICE_TYPES)), json_values)
def test_no_value_of_any_kind_and_shape_breaks(kind, value):
    content = {f"value{kind}": value, "component": value, "dataAbsentReason": value}

    assert isinstance(value_words(content, "value", LONDON), str)
    assert isinstance(components_words(content, LONDON), str)
    assert isinstance(kind_words(kind, value), str)


@given(st.text(min_size=1))
def test_a_string_result_is_never_changed(text):
    assert value_words({"valueString": text}) == text
    assert as_sent(text) == text


def test_a_value_of_a_kind_that_nobody_knows_is_shown_as_sent():
    sent = {"valueHologram": {"depth": Number("0.70"), "shape": "cube"}, "status": "final"}

    assert value_words(sent) == (
        "depth: 0.70, shape: cube (sent as Hologram, a kind that this viewer does not know)"
    )
    assert value_words(sent | {"valueString": "x"}) == "x"
    assert value_words({"valueSet": "http://x", "valueset": "y", "valueHologram": None}) == ""
    assert value_words({"onsetHologram": "x"}, "onset") == ""


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"valueTiming": {"repeat": {"frequency": 2, "period": 1, "periodUnit": "d"}}}, "2 times every day"),
        ({"valueDosage": {"text": "Take ONE daily"}}, "Take ONE daily"),
        ({"valueHumanName": {"family": "Able", "given": ["Ann"], "prefix": ["Dr"]}}, "Dr Ann Able"),
        (
            {"valueAddress": {"use": "old", "line": ["1 High St"], "city": "Leeds"}},
            "1 High St, Leeds (old address, no longer in use)",
        ),
        ({"valueAddress": {"use": "home"}}, "use: home"),
        ({"valueContactPoint": {"system": "phone", "use": "mobile", "value": "1"}}, "Mobile 1"),
        ({"valueContactPoint": {"system": "phone"}}, "system: phone"),
        ({"valueDosage": {}}, ""),
    ],
)
def test_every_datatype_has_a_formatter_and_what_it_cannot_word_stands_as_sent(content, words):
    assert value_words(content) == words
