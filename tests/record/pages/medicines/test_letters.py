from tests.entries.builders import LONDON
from tests.record.pages.medicines.samples import read
from viewer.record.pages.medicines.letters import letters


def document(source="trust", id="1", **content):
    kind = {"coding": [{"system": "http://snomed.info/sct", "code": "373942005"}], "text": "Letter"}
    given = {"status": "current", "type": kind, "date": "2026-07-24T16:40:00+01:00"} | content
    return read(source, "DocumentReference", id, **given)


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
