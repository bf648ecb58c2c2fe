"""The words of a line hold every value in it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.fhir.tokens import leaves
from viewer.present.group_words import group_words
from viewer.present.groups import grouped

UCUM = "http://unitsofmeasure.org"
SNOMED = "http://snomed.info/sct"


def said(text):
    return [group_words(group) for group in grouped(leaves(text.encode())) if group.kind]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"valueQuantity": {"value": 0.010, "unit": "mmol/L"}}', "0.010 mmol/L"),
        ('{"valueQuantity": {"value": 2.00}}', "2.00 no unit given"),
        ('{"q": {"comparator": "<", "value": 0.50, "unit": "g"}}', "<0.50 g"),
        (f'{{"q": {{"value": 5, "unit": "mg", "system": "{UCUM}", "code": "mg"}}}}', f"5 mg (UCUM, {UCUM})"),
        (
            f'{{"q": {{"value": 5, "unit": "milligram", "system": "{UCUM}", "code": "mg"}}}}',
            f"5 milligram (unit code mg, UCUM, {UCUM})",
        ),
        ('{"q": {"value": 5, "code": "mg"}}', "5 mg"),
        ('{"q": {"comparator": ">", "unit": "mg"}}', "no number given >mg"),
        ('{"q": {"value": null, "unit": "mg"}}', "no number given mg; value: null: no value sent"),
        ('{"q": {"value": 5, "unit": ""}}', "5 no unit given; unit: empty text"),
        ('{"amount": {"value": 12.50, "currency": "GBP"}}', "12.50 GBP"),
        ('{"r": {"low": {"value": 1.0, "unit": "g"}, "high": {"value": 2, "unit": "g"}}}', "1.0 g to 2 g"),
        ('{"r": {"low": {"value": 1, "unit": "g"}}}', "1 g or more, no upper limit given"),
        ('{"r": {"high": {"value": 1, "unit": "g"}}}', "1 g or less, no lower limit given"),
        ('{"r": {"high": {"value": null}}}', "high value: null: no value sent"),
        ('{"r": {"numerator": {"value": 1, "unit": "g"}}}', "1 g : denominator not given"),
        ('{"r": {"denominator": {"value": 1, "unit": "g"}}}', "numerator not given : 1 g"),
        ('{"r": {"denominator": {"value": null, "unit": null}}}', "denominator value: null: no value sent; denominator unit: null: no value sent"),
        (
            '{"r": {"lowNumerator": {"value": 1, "unit": "g"}, "highNumerator": {"value": 2, "unit": "g"}, "denominator": {"value": 3, "unit": "L"}}}',
            "1 g to 2 g : 3 L",
        ),
        (
            f'{{"coding": [{{"system": "{SNOMED}", "code": "195967001", "display": "Asthma"}}]}}',
            f"Asthma (SNOMED CT 195967001, {SNOMED})",
        ),
        (f'{{"coding": [{{"system": "{SNOMED}", "code": "1"}}]}}', f"SNOMED CT 1 ({SNOMED})"),
        (
            '{"coding": [{"code": "H43..", "display": "Rhinitis", "version": "2", "userSelected": true}]}',
            "Rhinitis (H43.., version 2, chosen by the user)",
        ),
        ('{"coding": [{"display": "x", "userSelected": false}]}', "x (not chosen by the user)"),
        ('{"coding": [{"display": "x", "userSelected": "odd"}]}', "x (user selected: odd)"),
        (f'{{"coding": [{{"system": "{SNOMED}"}}]}}', f"SNOMED CT ({SNOMED})"),
        (
            '{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/data-absent-reason", "code": "masked"}]}',
            "withheld by source: FHIR data absent reason masked (http://terminology.hl7.org/CodeSystem/data-absent-reason)",
        ),
        (
            '{"identifier": [{"use": "official", "system": "https://fhir.nhs.uk/Id/nhs-number", "value": "9990000018"}]}',
            "999 000 0018 (NHS number, https://fhir.nhs.uk/Id/nhs-number, official)",
        ),
        ('{"identifier": [{"value": "7"}]}', "7"),
        ('{"telecom": [{"system": "phone", "value": "0113", "use": "home", "rank": 1}]}', "phone 0113 (home, rank 1)"),
        ('{"period": {"start": "2019-03-04", "end": "2019-03-07"}}', "04-Mar-2019 to 07-Mar-2019"),
        ('{"period": {"start": "2019-03-04"}}', "from 04-Mar-2019"),
        ('{"period": {"end": 2019}}', "until 2019, start not recorded"),
        ('{"period": {"start": ""}}', "start: empty text"),
        (
            '{"name": [{"use": "official", "prefix": ["Mrs"], "given": ["Jane", "Ann"], "family": "Smith", "text": "Jane S"}]}',
            "Mrs Jane Ann Smith (official, written as: Jane S)",
        ),
        ('{"name": [{"given": ["Jane", null], "family": "Smith", "text": "Jane Smith"}]}', "Jane Smith; given name: null: no value sent"),
        ('{"name": [{"given": [""], "text": "J"}]}', "J; given name: empty text"),
        (
            '{"address": [{"use": "home", "type": "both", "line": ["1 Rd", "X"], "postalCode": "ls14ap", "text": "t"}]}',
            "1 Rd, X, ls14ap (home, both, written as: t)",
        ),
        ('{"address": [{"city": null, "text": "t"}]}', "t; city: null: no value sent"),
        ('{"subject": {"reference": "Patient/1", "type": "Patient", "display": "Jane"}}', "Jane (Patient/1, type Patient)"),
        ('{"subject": {"reference": "Patient/1"}}', "Patient/1"),
        (
            '{"a": {"contentType": "application/pdf", "language": "en", "url": "u", "size": 5, "hash": "QQ==", "title": "Letter", "creation": "2019-03-04"}}',
            "Letter (application/pdf, size 5 bytes, at u, SHA-1 in base64 QQ==, created 04-Mar-2019, language en)",
        ),
        ('{"a": {"contentType": null, "url": "u"}}', "file (at u); content type: null: no value sent"),
        ('{"extension": [{"url": "http://x/Y", "valueDateTime": "2019-03"}]}', "Mar-2019 (extension http://x/Y)"),
        ('{"extension": [{"url": "u", "valueCode": "a", "valueString": "b"}]}', "a and also b (extension u)"),
        ('{"extension": [{"valueBoolean": true}]}', "Yes"),
        (
            '{"extension": [{"url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason", "valueCode": "masked"}]}',
            "no value: withheld by source (masked) (extension http://hl7.org/fhir/StructureDefinition/data-absent-reason)",
        ),
    ],
)  # fmt: skip
def test_a_line_reads(text, words):
    assert said(text) == [words]


TEXTS = """system version code display use text family city postalCode reference type unit title contentType
hash url valueCode valueString country"""
plain = st.text(alphabet="abcdefgh", min_size=3, max_size=8)
fields = st.fixed_dictionaries(
    {},
    optional=dict.fromkeys(TEXTS.split(), plain)
    | {"given": st.lists(plain, min_size=1, max_size=2), "line": st.lists(plain, min_size=1, max_size=2), "value": plain, "rank": st.integers(10, 99)},
)  # fmt: skip
holder = st.sampled_from(
    [
        "coding",
        "identifier",
        "telecom",
        "name",
        "address",
        "subject",
        "extension",
        "low",
        "valueQuantity",
        "photo",
    ]
)


@given(holder, fields)
def test_no_value_of_a_line_is_ever_missing_from_its_words(name, sent):
    text = json.dumps({name: sent})

    for group in grouped(leaves(text.encode())):
        words = group_words(group) if group.kind else ""
        values = [json.loads(leaf.raw) for leaf in group.leaves if group.kind]
        assert all(str(value) in words for value in values)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            '{"telecom": [{"system": "sms", "value": "1", "use": "old"}]}',
            "text message (sms) 1 (old, no longer in use)",
        ),
        (
            '{"telecom": [{"system": "phone", "value": "1", "use": "car"}]}',
            "phone 1 (unrecognised code 'car')",
        ),
        ('{"name": [{"family": "Able", "use": "temp"}]}', "Able (temporary)"),
        (
            '{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/condition-ver-status", "code": "refuted"}]}',
            "Refuted (FHIR condition verification status refuted, http://terminology.hl7.org/CodeSystem/condition-ver-status)",
        ),
    ],
)
def test_a_code_in_a_line_is_in_words(text, words):
    assert said(text) == [words]
