import json

import pytest

from viewer.demo.measures import LABORATORY, VITAL_SIGNS
from viewer.demo.sites import SiteKey
from viewer.demo.writing import Drug, Writer

POTASSIUM, WEIGHT = LABORATORY[0], VITAL_SIGNS[4]
WHEN = "2026-07-01T09:00:00+01:00"


@pytest.mark.parametrize("key", SiteKey)
def test_a_value_is_sent_as_its_text(key):
    stored = Writer(key, "p").observation(7, WEIGHT, "71.40", WHEN, "e")

    assert b'"value":71.40,' in stored.body
    assert json.loads(stored.body)["effectiveDateTime"] == WHEN
    assert (stored.type, stored.id, stored.patient) == ("Observation", "p-grown-7", "p")


def test_stu3_and_later_name_the_encounter_differently():
    gp = json.loads(Writer(SiteKey.GP, "p").observation(1, POTASSIUM, "4.8", WHEN, "e").body)
    acute = json.loads(Writer(SiteKey.ACUTE, "p").observation(1, POTASSIUM, "4.8", WHEN, "e").body)

    assert gp["context"] == acute["encounter"] == {"reference": "Encounter/e"}
    assert gp["code"]["coding"][0]["system"] == "http://snomed.info/sct"
    assert acute["code"]["coding"][0]["system"] == "http://loinc.org"
    assert acute["referenceRange"][0]["high"]["value"] == 5.3


def test_an_encounter_has_the_period_of_its_version():
    written = {key: json.loads(Writer(key, "p").encounter(1, WHEN, WHEN).body) for key in SiteKey}

    assert "actualPeriod" in written[SiteKey.OOH]
    assert isinstance(written[SiteKey.OOH]["class"], list)
    assert isinstance(written[SiteKey.ACUTE]["class"], dict)
    assert all("period" in written[key] for key in set(SiteKey) - {SiteKey.OOH})


def test_a_medicine_is_named_as_its_version_does():
    drug = Drug("d", "325278007", "Metformin 500mg tablets")
    written = {key: json.loads(Writer(key, "p").issue(1, drug, WHEN).body) for key in SiteKey}

    assert written[SiteKey.GP]["medicationReference"] == {"reference": "Medication/d"}
    assert written[SiteKey.GP]["authoredOn"] == "2026-07-01"
    assert written[SiteKey.OOH]["medication"]["concept"]["coding"][0]["code"] == drug.code
    assert written[SiteKey.COMMUNITY]["medicationCodeableConcept"]["coding"][0]["display"] == drug.display
