"""Any element reads on one line: datatypes in their words, groups by their labels, nothing that is told dropped."""

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.fhir.resource import Number
from viewer.present.concepts import reference_words
from viewer.present.fact_words import fact_words, one_extension_words, told_words

LONDON = ZoneInfo("Europe/London")
_AMOUNT = {"value": Number("5.40"), "unit": "mmol/L"}
_TABLE = [
    ("Observation.valueQuantity", _AMOUNT, "5.40 mmol/L"),
    ("Observation.valueQuantity", {**_AMOUNT, "comparator": "<"}, "<5.40 mmol/L"),
    ("Flag.status", "entered-in-error", "entered in error"),
    ("Flag.status", "on", "unrecognised code 'on'"),
    ("Immunization.lotNumber", "2019-03", "2019-03"),
    ("Immunization.expirationDate", "2019-03", "Mar-2019"),
    ("MedicationRequest.authoredOn", "2024-07-01T10:00:00Z", "01-Jul-2024 11:00"),
    ("Immunization.primarySource", False, "No"),
    ("MedicationRequest.doNotPerform", True, "Yes"),
    ("Appointment.priority", Number("5"), "5"),
    ("Condition.code", {"coding": [{"display": "Asthma", "code": "1", "system": "x"}]}, "Asthma"),
    ("Condition.code", {"text": "Wheeze", "coding": [{"display": "Asthma"}]}, "Wheeze (coded as: Asthma)"),
    ("X.category", [{"text": "a"}, {"text": "b"}, {"text": "a"}], "a; b"),
    ("X.requester", {"display": "Dr Test"}, "Dr Test"),
    ("X.reason", {"concept": {"text": "Pain"}, "reference": {"display": "Fall"}}, "Pain, Fall"),
    ("X.period", {"start": "2019", "end": "2020"}, "2019 to 2020"),
    (
        "X.doseRange",
        {"low": {"value": Number("1"), "unit": "mg"}, "high": {"value": Number("2")}},
        "1 mg to 2",
    ),
    ("X.strength", {"numerator": {"value": Number("1"), "unit": "mg"}, "denominator": _AMOUNT}, "1 mg"),
    ("X.name", [{"family": "Smith", "given": ["Ann"], "use": "old"}], "SMITH, Ann (no longer in use)"),
    (
        "X.telecom",
        {"system": "phone", "value": "01632 960001", "use": "temp"},
        "01632 960001 (phone, temporary)",
    ),
    ("X.address", {"line": ["1 High St"], "city": "Leeds", "type": "both"}, "1 High St, Leeds (both)"),
    ("X.address", {"city": "Leeds", "period": {"end": "2019"}}, "Leeds (until 2019, start not recorded)"),
    ("X.identifier", {"system": "urn:x", "value": "7", "type": {"text": "Ward number"}}, "7 (ward number)"),
    ("X.identifier", {"value": "7", "use": "official"}, "7"),
    ("X.note", [{"text": "Take care", "authorString": "Dr Test"}], "Take care (Dr Test)"),
    ("X.dosage", [{"text": "ONE daily"}], "ONE daily"),
    ("X.timing", {"repeat": {"frequency": 1, "period": 1, "periodUnit": "d"}}, "every day"),
    ("X.valueAttachment", {"contentType": "text/plain", "creation": "2019-03"}, "created Mar-2019"),
    (
        "Encounter.location",
        [{"location": {"display": "Ward 3"}, "status": "active"}],
        "Ward 3, status active",
    ),
    ("X.empty", {}, ""),
    ("X.empty", None, ""),
    ("X.empty", "", ""),
]


@pytest.mark.parametrize(("element", "value", "said"), _TABLE)
def test_every_datatype_has_its_words(element, value, said):
    words = fact_words(element, value, reference_words, LONDON)

    assert words == said if not said or said[-1] == ")" or element == "X.address" else said in words


def test_extensions_stand_beside_their_element_by_name():
    method = {
        "url": "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-AdmissionMethod",
        "valueCodeableConcept": {"text": "Elective"},
    }
    nested = {"url": "x/outer", "extension": [{"url": "inner", "valueString": "told"}, {"url": "silent"}]}

    words = fact_words(
        "Encounter.hospitalization", {"id": "h", "extension": [method, nested]}, reference_words
    )

    assert words == "Admission method Elective, Outer Inner told"


_NAMES = st.sampled_from(
    ["code", "text", "value", "unit", "note", "extension", "period", "reference", "repeat"]
)
_VALUES = st.recursive(
    st.none() | st.booleans() | st.text(max_size=5) | st.integers().map(str).map(Number),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_NAMES, inner, max_size=4),
    max_leaves=12,
)


@given(_NAMES, _VALUES)
def test_no_content_makes_it_raise(name, value):
    assert isinstance(fact_words(f"Observation.{name}", value, reference_words, LONDON), str)


def test_a_code_that_only_spells_its_words_is_left_to_the_elements_and_any_other_stands():
    status = "http://terminology.hl7.org/CodeSystem/allergyintolerance-verification"
    act = "http://terminology.hl7.org/CodeSystem/v3-ActCode"

    def said(system, code):
        return fact_words("X.code", {"coding": [{"system": system, "code": code}]}, reference_words)

    assert said(status, "confirmed") == "confirmed"
    assert said(act, "AMB").startswith("outpatient contact: AMB")


def test_what_is_told_can_be_compared_part_by_part_without_its_labels():
    sent = [
        {
            "role": {"text": "Surgeon"},
            "id": "p",
            "actor": {"display": "Dr Able"},
            "extension": [{"url": "x/note", "valueString": "late"}],
        }
    ]

    assert told_words("X.performer", sent, reference_words) == ("Surgeon", "Dr Able", "Note late")
    assert told_words("X.category", [{"text": "a"}, {}], reference_words) == ("a",)


def test_a_long_text_without_a_space_is_counted_and_left_to_the_elements():
    words = fact_words("Device.udiCarrier", [{"carrierAIDC": "iVBOR" * 60}], reference_words)

    assert words == "carrier aidc 300 characters: see every element"


def test_an_absent_part_says_why_in_its_place():
    absent = {
        "extension": [
            {"url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason", "valueCode": "masked"}
        ]
    }

    assert (
        fact_words("X.reaction", {"manifestation": [absent]}, reference_words)
        == "manifestation no value: withheld by source"
    )


def test_whether_a_devices_name_is_the_one_to_show_is_no_name():
    assert (
        fact_words("Device.name", [{"value": "Pump", "display": True}], reference_words)
        == "value Pump, display Yes"
    )


def nested(levels, holder):
    value = "x"
    for _ in range(levels):
        value = holder(value)
    return value


@pytest.mark.parametrize(
    "holder",
    [
        lambda value: {"a": value},
        lambda value: {"extension": [{"url": "http://a", "valueString": value}]},
        lambda value: {"a": {"extension": [{"url": "http://a", "valueX": value}]}},
    ],
)
def test_what_nests_without_measure_is_said_to_be_deep(holder):
    for element, value in (("List.status", nested(95, holder)), ("List.status", [nested(95, holder)])):
        assert "see every element" in fact_words(element, value, reference_words)
        assert told_words(element, value, reference_words)
    extension = {"url": "http://b", "valueY": nested(95, holder)}
    assert "see every element" in one_extension_words(extension, reference_words)
