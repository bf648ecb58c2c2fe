"""A later version of a record replaces the earlier one, whichever comes first; what is not known is not said."""

import pytest

from tests.load.answers import LONDON, observation, whole
from viewer.entries.entry import Flag
from viewer.record.allergies import allergy_label_of
from viewer.record.glance import glance


def potassium(value, version, status="final", updated=""):
    code = {"coding": [{"system": "http://loinc.org", "code": "2823-3", "display": "Potassium"}]}
    meta = {"versionId": version} | ({"lastUpdated": updated} if updated else {})
    told = {"code": code, "status": status, "meta": meta, "effectiveDateTime": "2020-01-01T10:00:00Z"}
    return observation("k") | told | {"valueQuantity": {"value": value, "unit": "mmol/L"}}


def replaced(*resources):
    entries = whole(*resources).record().entries
    return {entry.value for entry in entries if Flag.SUPERSEDED in entry.flags}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (("1", ""), ("2", "")),
        (("9", ""), ("10", "")),
        (("x", "2020-01-01T10:00:00Z"), ("a", "2020-01-01T10:00:01Z")),
    ],
)
def test_the_later_version_replaces_the_earlier_in_any_order(old, new):
    first = potassium("7.9", old[0], updated=old[1])
    second = potassium("4.1", new[0], "corrected", updated=new[1])

    for order in ((first, second), (second, first)):
        record = whole(*order).record()
        latest = next(one for one in glance(record, LONDON) if one.key == "results")
        assert replaced(*order) == {"7.9 mmol/L"}
        assert [row.entry.value for row in latest.rows] == ["4.1 mmol/L"]
        assert "1 replaced" in latest.completeness


def test_a_version_in_error_takes_the_earlier_one_with_it():
    record = whole(potassium("7.9", "1"), potassium("7.9", "2", "entered-in-error")).record()

    latest = next(one for one in glance(record, LONDON) if one.key == "results")
    assert latest.rows == ()
    assert len(record.entries) == 2


def test_where_it_cannot_be_told_which_is_later_both_stand():
    assert replaced(potassium("7.9", "x"), potassium("4.1", "y")) == set()
    assert replaced(potassium("7.9", "x"), potassium("4.1", "y", updated="2020-01-01T10:00:00Z")) == set()
    assert replaced(potassium("7.9", "1"), potassium("4.1", "1")) == set()
    assert replaced(potassium("7.9", "1" * 40), potassium("4.1", "2" * 40)) == set()


def test_an_allergy_that_was_later_refuted_is_active_no_more():
    coding = {"coding": [{"system": "http://snomed.info/sct", "code": "91936005", "display": "Penicillin"}]}
    sent = {
        "resourceType": "AllergyIntolerance",
        "id": "a",
        "patient": {"reference": "Patient/1"},
        "code": coding,
    }
    active = sent | {"meta": {"versionId": "1"}, "clinicalStatus": {"coding": [{"code": "active"}]}}
    refuted = sent | {"meta": {"versionId": "2"}, "verificationStatus": {"coding": [{"code": "refuted"}]}}

    assert allergy_label_of(whole(active).record())[0] == "Known allergies"
    assert allergy_label_of(whole(active, refuted).record())[0] != "Known allergies"
