import json
from dataclasses import replace

from tests.record.pages.medicines.samples import asked, read
from viewer.errors import ResourceError
from viewer.fhir.resource import Place
from viewer.record.pages.medicines.own_lists import item_of, own_lists

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
    return own_lists(asked(*entries, merged=False, raw=sent(items)))


def sent(items):
    return lambda _place: json.dumps({"entry": items}).encode()


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
    assert own_lists(asked(listed(), raw=fails))["trust"].marks == {}


def order(id, start):
    """An order at a place of its own."""
    made = read("trust", "MedicationRequest", id, status="active", medicationCodeableConcept={"text": "X"})
    (member,) = made.members
    return replace(made, members=(replace(member, place=replace(member.place, start=start)),))


def test_an_item_is_the_medicine_at_the_place_that_its_reference_means():
    places = {"urn:uuid:a": 20, "MedicationRequest/1/_history/1": 10}
    orders = [order("1", 10), order("2", 20)]
    items = [{"item": {"reference": one}, "flag": {"text": one[:3]}} for one in places]

    def found(_source, reference):
        return Place(page=0, start=places[reference], end=30)

    made = own_lists(asked(*orders, listed(), merged=False, raw=sent(items), found=found))

    assert made["trust"].marks == {"MedicationRequest/2": ("urn",), "MedicationRequest/1": ("Med",)}
    assert made["trust"].changes == frozenset(made["trust"].marks)


def test_without_a_place_a_version_is_no_part_of_the_name():
    found = lists(listed(), items=[{"item": {"reference": "MedicationRequest/1/_history/4"}}])

    assert found["trust"].changes == {"MedicationRequest/1"}


def test_medicines_without_an_id_are_not_marked_for_each_other():
    one, other = (order("", start).members[0] for start in (10, 20))

    assert item_of(one) != item_of(other)
