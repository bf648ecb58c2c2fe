"""Messages about pages cross the pipe whole."""

from viewer.engine.frames import from_engine, from_window, pack
from viewer.engine.messages import AskPage, PageGiven
from viewer.record.pages.patient import PatientField, PatientPage


def test_a_page_arrives_as_it_was_said():
    body = PatientPage(sources=("GP",), fields=(PatientField(label="Name", texts=("SMITH, Ann",)),))
    said = PageGiven(page="patient", body=body, settled=True, generation=3)
    asked = AskPage(page="patient", options={"past": "yes"}, generation=3)

    assert from_engine(pack(said)[4:]) == said
    assert from_window(pack(asked)[4:]) == asked
