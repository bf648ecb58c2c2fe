import pytest

from tests.entries.builders import LONDON
from tests.record.pages.medicines.samples import read
from viewer.record.pages.medicines.letters import is_discharge_letter, letters


def document(source="trust", id="1", **content):
    kind = {"coding": [{"system": "http://snomed.info/sct", "code": "373942005"}], "text": "Letter"}
    given = {"status": "current", "type": kind, "date": "2026-07-24T16:40:00+01:00"} | content
    return read(source, "DocumentReference", id, **given)


@pytest.mark.parametrize(
    ("kind", "is_one"),
    [
        ({"coding": [{"code": "824331000000106"}]}, True),
        ({"coding": [{"code": "18842-5", "system": "http://loinc.org"}]}, True),
        ({"coding": [{"code": "x", "display": "Hospital discharge note"}]}, True),
        ({"text": "Discharge summary, cardiology"}, True),
        ({"coding": [{"code": "823681000000100", "display": "Outpatient letter"}]}, False),
        ({"text": "Clinic letter"}, False),
    ],
)
def test_a_discharge_letter_is_known_by_its_code_or_its_word(kind, is_one):
    assert is_discharge_letter(document(type=kind)) is is_one


def test_a_composition_is_one_and_what_was_withdrawn_or_is_no_document_is_none():
    composition = read(
        "trust", "Composition", "1", status="final", title="Discharge", type={"text": "Letter"}
    )

    assert is_discharge_letter(composition)
    assert not is_discharge_letter(document(status="entered-in-error"))
    assert not is_discharge_letter(read("trust", "Encounter", "1", type=[{"text": "Discharge"}]))


def test_letters_stand_by_source_newest_first_with_their_day():
    found = letters(
        [document(id="1", date="2020-01-01"), document(id="2"), document(id="3", date=None), document("mh")],
        LONDON,
    )

    assert [letter.words for letter in found["trust"]] == [
        "Letter, 24-Jul-2026",
        "Letter, 01-Jan-2020",
        "Letter, date not recorded",
    ]
    assert found["mh"][0].entry == document("mh").id
