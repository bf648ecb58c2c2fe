"""References find what came, contained ones only their own container, and waiting ones are told."""

from dataclasses import replace
from datetime import UTC, datetime

from tests.load.answers import BASE, answer
from viewer.fhir.body import split
from viewer.load.intake import occurrences
from viewer.load.library import Library
from viewer.load.pages import Pages


def shelved(*resources, raw=None):
    pages = Pages()
    page = answer(*resources, raw=raw)
    number = pages.keep(page)
    items = list(occurrences(page, split(page.body), number))
    library = Library(BASE, pages)
    for item in items:
        library.add(item)
    return library, items


MEDICATION = {"resourceType": "Medication", "id": "9", "code": {"text": "Apixaban"}}
DEVICE = {"resourceType": "Device", "id": "d", "status": "active"}


def test_small_things_and_others_are_found_by_reference():
    library, items = shelved(MEDICATION, DEVICE)
    resolve = library.resolver(items[0])

    assert resolve("Medication/9")["code"] == {"text": "Apixaban"}
    assert resolve(f"{BASE}/Device/d")["status"] == "active"
    assert resolve("Medication/10") is None


def test_a_contained_resource_is_found_in_its_container_only():
    inner = {"resourceType": "Medication", "id": "m", "code": {"text": "Aspirin"}}
    outer = {"resourceType": "MedicationRequest", "id": "r", "contained": [inner]}
    library, items = shelved(outer, MEDICATION)

    assert library.resolver(items[0])("#m")["code"] == {"text": "Aspirin"}
    assert library.resolver(items[1])("#m") is None


def test_who_waits_is_told_once():
    library, (request,) = shelved({"resourceType": "MedicationRequest", "id": "r"})
    library.wait(request, ("Medication/9/_history/2",))
    _, (medication,) = shelved(MEDICATION)

    assert library.add(medication) == (request,)
    assert library.add(medication) == ()


def test_who_waits_for_more_after_being_read_again_waits_on_and_for_what_it_waited_for_only_once():
    library, (request,) = shelved({"resourceType": "MedicationRequest", "id": "r"})
    library.wait(request, ("Medication/9/_history/2", "Device/d"))
    _, (medication, _) = shelved(MEDICATION, DEVICE)

    library.add(medication)
    library.wait(
        request, ("Medication/9/_history/2", "Device/d", "Flag/1"), ("Medication/9/_history/2", "Device/d")
    )

    assert library.add(medication) == (request,)
    assert library._waiting["Device/d"] == [request]
    assert library._waiting["Flag/1"] == [request]


def test_an_entry_is_found_by_what_refers_to_it_unless_two_bear_its_name():
    library, (letter, other) = shelved(
        {"resourceType": "DocumentReference", "id": "1", "description": "Old"},
        {"resourceType": "DocumentReference", "id": "2"},
    )
    fresh = Library(BASE, library._pages)
    fresh.wait(other, ("DocumentReference/1",))

    assert fresh.note(letter) == (other,)
    assert fresh.note(letter) == ()
    assert fresh.resolver(other)("DocumentReference/1")["description"] == "Old"
    assert fresh.resolver(other)(f"{BASE}/DocumentReference/1/_history/3")["description"] == "Old"
    assert fresh.resolver(other)("DocumentReference/3") is None

    fresh.note(replace(other, key=letter.key))
    assert fresh.resolver(other)("DocumentReference/1") is None


def test_a_kept_body_that_was_damaged_reads_as_not_retrieved():
    library, items = shelved(DEVICE)
    pages = library._pages
    kept = pages._kept[0]
    pages._kept[0] = type(kept)(
        source="gp", search="s", place="p", retrieved=datetime.now(UTC).isoformat(), page=_other(kept.page)
    )

    assert library.resolver(items[0])("Device/d") is None


def _other(page):
    return type(page)(blob=page.blob, sha256=bytes(32), size=page.size)
