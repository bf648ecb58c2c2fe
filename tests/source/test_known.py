"""Numbers by which sources know the Patients they gave."""

from viewer.source import known
from viewer.source.known import Known


def test_a_patient_of_one_source_is_not_that_of_another():
    found = Known()
    found.note("gp", "Patient/1", "9990018421")

    assert found.number("gp", "Patient/1") == "9990018421"
    assert found.number("acute", "Patient/1") == ""
    assert found.number("gp", "Patient/2") == ""


def test_the_oldest_are_forgotten_first(monkeypatch):
    monkeypatch.setattr(known, "_MOST", 2)
    found = Known()
    for number in ("1", "2", "3"):
        found.note("gp", f"Patient/{number}", number)

    assert [found.number("gp", f"Patient/{number}") for number in "123"] == ["", "2", "3"]
