import pytest

from tests.merge.builders import entry, medicine
from tests.record.builders import LONDON, record, source_row
from tests.record.pages.medicines.samples import read
from tests.record.pages.medicines.test_letters import document
from viewer.record.discharge_letters import is_discharge_letter, letters_of, letters_sentence, only_in_letters
from viewer.source.state import SourceState

LETTER = {"title": "Discharge summary", "when": "2026-11-06"}


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


def test_letters_stand_by_source_newest_first():
    old, new, bare = (document(id=str(n), date=date) for n, date in enumerate(("2020", "2026", None)))

    assert letters_of([bare, old, new]) == {"trust": (new, old, bare)}


def test_a_source_that_gave_a_letter_and_no_medicine_is_named_with_its_newest_letter():
    letters = [
        entry("trust", "DocumentReference/1", **LETTER),
        entry("trust", "DocumentReference/2", **{**LETTER, "when": None}),
    ]

    said = "Acute trust: medicines only in a letter (Discharge summary, 06-Nov-2026)."
    assert letters_sentence(record(medicine("gp"), *letters), LONDON) == said
    undated = record(letters[1])
    assert only_in_letters(undated, LONDON) == {"trust": "Discharge summary, date not recorded"}


def test_one_that_gave_a_medicine_or_is_not_linked_is_not():
    letter = entry("trust", "DocumentReference/1", **LETTER)
    aside = source_row("trust", state=SourceState.NOT_LINKED)

    assert letters_sentence(record(medicine("trust"), letter), LONDON) == ""
    assert letters_sentence(record(letter, sources=("gp", aside)), LONDON) == ""
