"""What belongs to an encounter or to a problem, by the references of the record."""

from tests.engine.seeking import opened, seek
from tests.load.answers import observation, patient

ABOUT = {"subject": {"reference": "Patient/1"}}


def ref(text):
    return {"reference": text}


VISIT = {
    "resourceType": "Encounter", "id": "e", "status": "finished", **ABOUT,
    "diagnosis": [{"condition": ref("Condition/d")}], "partOf": ref("Encounter/above"),
    "serviceProvider": ref("Organization/o"),
}  # fmt: skip
ABOVE = {"resourceType": "Encounter", "id": "above", "status": "finished", **ABOUT}
PROBLEM = {
    "resourceType": "Condition", "id": "d", "code": {"text": "Asthma"}, "encounter": ref("Encounter/above"), **ABOUT,
}  # fmt: skip


def listed(key, *items, **more):
    entries = [{"item": ref(item)} for item in items]
    return {"resourceType": "List", "id": key, "status": "current", "mode": "snapshot", "title": key,
            "entry": entries, **ABOUT, **more}  # fmt: skip


def related(talk, record, kind, key):
    entry = next(one for one in record.entries.values() if one.members[0].key.reference == key)
    sought = seek(talk, **{kind: entry.id})
    from tests.engine.seeking import ids

    return {record.entries[one].members[0].key.reference for one in ids(talk, sought)}


def test_an_encounter_has_what_names_it_its_diagnoses_and_what_its_lists_hold(talk, tmp_path):
    record = opened(
        talk, tmp_path, patient(), {"resourceType": "Organization", "id": "o"}, VISIT, ABOVE, PROBLEM,
        observation("direct", encounter=ref("Encounter/e")), observation("held"), observation("other"),
        listed("consultation", "List/topic", encounter=ref("Encounter/e")),
        listed("topic", "Observation/held", "List/consultation"),
        listed("all visits", "Encounter/e", "Observation/other"),
    )  # fmt: skip

    assert related(talk, record, "encounter", "Encounter/e") == {
        "Encounter/e", "Condition/d", "Observation/direct", "Observation/held", "List/consultation", "List/topic",
    }  # fmt: skip


def test_a_problem_has_what_is_for_it_and_no_list_that_names_it_among_others(talk, tmp_path):
    plan = {
        "resourceType": "CarePlan",
        "id": "p",
        "status": "active",
        "addresses": [ref("Condition/d")],
        **ABOUT,
    }
    record = opened(
        talk, tmp_path, patient(), VISIT, ABOVE, PROBLEM, plan, observation("other"),
        listed("problems", "Condition/d", "Observation/other"),
    )  # fmt: skip

    assert related(talk, record, "problem", "Condition/d") == {"Condition/d", "CarePlan/p", "Encounter/e"}


def test_of_a_source_that_has_left_nothing_belongs_to_anything(talk, tmp_path):
    from viewer.engine.seek_related import Related

    record = opened(talk, tmp_path, patient(), VISIT, PROBLEM)
    entry = next(one for one in record.entries.values() if one.members[0].key.reference == "Encounter/e")
    record.load.remove(record.origins[0].id)
    found = Related(record.load, record.cross, record.entries)

    assert found.of_encounter(entry) == set()
    assert found.is_whole(entry)
