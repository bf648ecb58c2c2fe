"""An entry belongs to what it names, and to what names it; a list that was made during a visit counts too."""

import pytest

from tests.engine.files import written
from tests.engine.test_around import ASTHMA, SUBJECT, VISIT, result
from tests.engine.window import settled
from tests.load.answers import patient
from viewer.engine.belonging import ENCOUNTER, PROBLEM, Belonging
from viewer.engine.messages import OpenFiles
from viewer.engine.seek_related import Related


@pytest.fixture
def belonging(talk, tmp_path):
    def opened(*resources):
        talk.send(OpenFiles(generation=1, paths=(written(tmp_path, "a.json", patient(), *resources),)))
        talk.until(settled)
        talk.tell()
        record = talk.conversation.record
        while record.cross.read_some():
            pass
        return Belonging(record.load, record.cross, record.entries), {
            one.members[0].key.reference: one for one in record.entries.values()
        }

    return opened


def names(found, by):
    references = {one.id: reference for reference, one in by.items()}
    return sorted(references[key] for key in found.to)


def test_a_diagnosis_belongs_to_the_visit_that_names_it(belonging):
    visit = {**VISIT, "diagnosis": [{"condition": {"reference": "Condition/c"}}]}
    own = {key: value for key, value in ASTHMA.items() if key != "encounter"}
    found, by = belonging(visit, own)
    assert names(found.of(by["Condition/c"], ENCOUNTER), by) == ["Encounter/e"]
    assert names(found.of(by["Encounter/e"], PROBLEM), by) == ["Condition/c"]


def test_what_a_list_of_a_visit_holds_belongs_to_the_visit_also_through_a_list_in_it(belonging):
    inner = listed("inner", "Observation/o", "List/outer")
    outer = {**listed("outer", "List/inner"), "encounter": {"reference": "Encounter/e"}}
    found, by = belonging(VISIT, inner, outer, result("o", "2024-03-01"))
    assert names(found.of(by["Observation/o"], ENCOUNTER), by) == ["Encounter/e"]
    assert names(found.of(by["Observation/o"], PROBLEM), by) == []


def test_what_a_problem_names_belongs_to_it(belonging):
    found, by = belonging(
        {**ASTHMA, "evidence": [{"detail": [{"reference": "Observation/o"}]}]}, result("o", "2024")
    )
    assert names(found.of(by["Observation/o"], PROBLEM), by) == ["Condition/c"]
    lacking = found.of(by["Condition/c"], ENCOUNTER)
    assert (lacking.to, lacking.lacking) == ((), ("Encounter/e",))


def test_both_ends_agree(belonging):
    found, by = belonging(VISIT, ASTHMA, result("o", "2024", encounter={"reference": "Encounter/e"}))
    related = Related(found.load, found.cross, found.entries)
    down = {entry.id for entry in by.values() if by["Encounter/e"].id in found.of(entry, ENCOUNTER).to}
    assert down == {by["Encounter/e"].id, *related.of_encounter(by["Encounter/e"])}


def test_of_a_source_that_has_left_nothing_is_told(belonging):
    found, by = belonging(VISIT, result("o", "2024", encounter={"reference": "Encounter/e"}))
    entry = by["Observation/o"]
    found.load.remove(entry.members[0].key.source)
    told = found.of(entry, ENCOUNTER)
    assert (told.to, told.lacking) == ((), ())


def listed(id, *references):
    return {
        "resourceType": "List", "id": id, "status": "current", "mode": "snapshot", "subject": SUBJECT,
        "entry": [{"item": {"reference": one}} for one in references],
    }  # fmt: skip
