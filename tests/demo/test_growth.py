import json
from datetime import datetime

import pytest

from viewer.demo.folder import GROWS, shelves


def everything(grown):
    return [
        stored
        for key, patient in GROWS.items()
        for stored in grown[key].everything_of(patient)
        if stored.patient
    ]


def test_she_grows_to_exactly_the_number_asked():
    assert len(everything(shelves(5000, 1))) == 5000


@pytest.mark.parametrize("total", [0, 1])
def test_nothing_is_taken_away(files, total):
    assert len(everything(shelves(total, 1))) == len(everything(files))


def test_one_more_is_one_more(files):
    there = len(everything(files))

    assert len(everything(shelves(there + 1, 1))) == there + 1


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others():
    first, again, other = (everything(shelves(2000, seed)) for seed in (3, 3, 4))

    assert first == again
    assert first != other


def test_what_is_grown_is_json_within_fifteen_years_and_refers_to_what_is_there():
    grown = shelves(4000, 1)
    for key, patient in GROWS.items():
        for stored in grown[key].everything_of(patient):
            if "-grown-" not in stored.id:
                continue
            content = json.loads(stored.body)
            period = content.get("period") or content.get("actualPeriod") or {}
            when = period.get("start") or content.get("effectiveDateTime") or content["authoredOn"]
            encounter = content.get("context") or content.get("encounter")
            drug = content.get("medicationReference")

            assert 2011 <= datetime.fromisoformat(when).year <= 2026
            for reference in filter(None, (encounter, drug, content["subject"])):
                assert grown[key].one(*reference["reference"].split("/"))


def test_the_other_patients_stay_as_they_are(files):
    grown = shelves(3000, 1)
    key = next(iter(GROWS))

    assert grown[key].of_patient("Condition", "RS2210") == files[key].of_patient("Condition", "RS2210")
