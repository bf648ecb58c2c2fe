"""Who the person is, source beside source."""

from tests.merge.builders import patient
from tests.record.builders import LONDON, NOW, record
from viewer.merge.persons import person_of
from viewer.record.pages.asked import PageAsked
from viewer.record.pages.patient import NOT_STATED, WITHHELD, patient_page


def page(*patients):
    person = person_of(patients[0], [(other, "by hand") for other in patients[1:]]) if patients else None
    asked = PageAsked(
        record=record(person=person), zone=LONDON, now=NOW, copies=lambda one: (one,), raw=lambda _: b""
    )
    made = patient_page(asked)
    return made, {field.label: field for field in made.fields}


def test_what_each_source_says_stands_side_by_side_and_what_differs_is_marked():
    made, fields = page(patient(), patient("trust", gender="male"))

    assert len(made.sources) == 2
    assert fields["Gender"].texts == ("Female", "Male")
    assert fields["Gender"].differs
    assert not fields["Born"].differs


def test_what_a_source_does_not_say_is_said():
    _, fields = page(patient(birthDate=None, number=""))

    assert fields["Born"].texts == (NOT_STATED,)
    assert fields["NHS No."].texts == (NOT_STATED,)


def test_of_a_restricted_person_no_place_is_shown():
    home = {"address": [{"city": "Leeds"}]}
    _, fields = page(patient(**home), patient("trust", meta={"security": [{"code": "R"}]}, **home))

    assert fields["Address"].texts == (WITHHELD, WITHHELD)
    assert not fields["Address"].differs


def test_without_a_person_the_page_is_empty():
    made, fields = page()

    assert made.sources == ()
    assert all(field.texts == () for field in fields.values())
