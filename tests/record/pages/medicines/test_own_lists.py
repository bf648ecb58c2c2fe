import json

from tests.record.pages.medicines.samples import read
from viewer.errors import ResourceError
from viewer.record.pages.medicines.own_lists import own_lists

MEDICINES = {"coding": [{"system": "http://snomed.info/sct", "code": "933361000000108"}]}
ITEMS = [
    {"item": {"reference": "MedicationRequest/1"}, "flag": {"text": "Dose\nreduced"}},
    {
        "item": {"reference": "https://x.example/MedicationRequest/2"},
        "deleted": True,
        "flag": {"text": "Stopped"},
    },
    {"item": {"reference": "MedicationRequest/3"}},
    {"item": {"display": "Aspirin"}},
]


def listed(mode="changes", id="1", **content):
    given = {"status": "current", "mode": mode, "code": MEDICINES, "date": "2026-07-24"} | content
    return read("trust", "List", id, **given)


def lists(*entries, items=ITEMS):
    return own_lists(entries, lambda _place: json.dumps({"entry": items}).encode())


def test_a_list_marks_its_items_and_says_which_were_deleted():
    found = lists(listed())["trust"]

    assert found.marks == {
        "MedicationRequest/1": ("Dose reduced",),
        "MedicationRequest/2": ("Stopped, deleted from the list",),
        "MedicationRequest/3": (),
    }
    assert found.changes == frozenset(found.marks)
    assert found.date is None


def test_a_whole_list_has_a_date_and_no_changes():
    found = lists(
        listed("snapshot"), listed("working", "2", date="2026-08-01"), listed("snapshot", "3", date=None)
    )

    assert (found["trust"].date.text, found["trust"].changes) == ("2026-08-01", frozenset())


def test_a_list_of_anything_else_or_withdrawn_or_unreadable_marks_nothing():
    def fails(_place):
        raise ResourceError("damaged")

    assert lists(listed(code={"text": "Favourites"}), listed(status="entered-in-error")) == {}
    assert own_lists([listed()], fails)["trust"].marks == {}
