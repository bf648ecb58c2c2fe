"""Every line stands under one encounter or problem, or under words that say why under none."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.engine.files import written
from tests.engine.grouping import also, counted, grouped, stands
from tests.engine.seeking import opened, rest
from tests.engine.test_around import ASTHMA, VISIT, result
from tests.engine.window import settled
from tests.load.answers import patient
from viewer.engine.belonging import Belonging
from viewer.engine.group_sorting import GroupSorting
from viewer.engine.messages import OpenFiles

SECOND = {**VISIT, "id": "f", "period": {"start": "2025-01-01", "end": "2025-01-03"}}
OTHER = {**ASTHMA, "id": "d", "code": {"text": "Eczema"}}
del OTHER["encounter"]


def key_of(talk, reference):
    entries = talk.conversation.record.entries.values()
    return next(one.id for one in entries if one.members[0].key.reference == reference)


def test_a_line_stands_under_its_visit_newest_first_and_the_rest_says_why(talk, tmp_path):
    at = [result("a", "2024-03-02", encounter={"reference": "Encounter/e"}), result("b", "2024-03-04")]
    lost = result("c", "2024-05-01", encounter={"reference": "Encounter/gone"})
    opened(talk, tmp_path, patient(), VISIT, SECOND, *at, lost)
    said = grouped(talk, "encounter")
    under = stands(talk, said)
    visit = under[key_of(talk, "Encounter/e")]

    assert said.settled
    assert under[key_of(talk, "Observation/a")] == visit
    assert said.titles[0] == under[key_of(talk, "Encounter/f")]
    assert said.titles[1] == visit
    assert visit.endswith("2024")
    assert under[key_of(talk, "Observation/b")] == "No encounter stated"
    assert under[key_of(talk, "Observation/c")] == "Names an encounter that was not retrieved"
    assert said.titles[2:4] == ("Names an encounter that was not retrieved", "No encounter stated")
    assert set(said.titles[4:]) <= {"Other records"}


def test_a_line_of_two_problems_stands_once_and_says_under_which_it_would_stand_too(talk, tmp_path):
    both = [{"reference": "Condition/c"}, {"reference": "Condition/d"}, {"reference": "Condition/lost"}]
    plan = {
        "resourceType": "CarePlan", "id": "p", "status": "active", "intent": "plan", "title": "Plan",
        "subject": {"reference": "Patient/1"}, "addresses": both, "period": {"start": "2024-04-01"},
    }  # fmt: skip
    opened(talk, tmp_path, patient(), ASTHMA, OTHER, plan)
    said = grouped(talk, "problem")
    key = key_of(talk, "CarePlan/p")
    asthma = stands(talk, said)[key_of(talk, "Condition/c")]

    assert asthma.startswith("Problem: Asthma")
    assert stands(talk, said)[key] == asthma
    eczema = stands(talk, said)[key_of(talk, "Condition/d")]
    assert also(talk, said, key) == f"also under {eczema}; a problem that was not retrieved"
    assert also(talk, said, key_of(talk, "Condition/c")) == ""
    assert counted(talk, said)[asthma] == 2


def test_a_fault_of_ours_in_one_line_is_that_lines_alone(talk, tmp_path, monkeypatch, capfd):
    opened(talk, tmp_path, patient(), VISIT, result("a", "2024-03-02"))
    whole, broken = Belonging.of, key_of(talk, "Observation/a")

    def breaks(self, entry, kind):
        if entry.id == broken:
            raise RuntimeError
        return whole(self, entry, kind)

    monkeypatch.setattr(Belonging, "of", breaks)
    said = grouped(talk, "encounter")

    assert stands(talk, said)[broken] == "Could not be looked up, a fault in this program"
    assert counted(talk, said).total() == len(talk.conversation.record.told.rows)
    assert "RuntimeError" in capfd.readouterr().err


def test_a_visit_that_leaves_while_its_lines_are_looked_at_keeps_its_words(talk, tmp_path):
    record = opened(
        talk, tmp_path, patient(), VISIT, result("a", "2024", encounter={"reference": "Encounter/e"})
    )
    sorting = GroupSorting(record.told, Belonging(record.load, record.cross, record.entries), "encounter")
    work, gone = sorting.work(), key_of(talk, "Encounter/e")
    first, *others = list(record.told.rows)
    next(work)
    for key in others:
        record.told.rows.pop(key)
    assert list(work) == []
    record.told.rows.pop(first)
    titles, _ = sorting.packed()
    assert len(titles) == 1
    assert gone not in titles


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["e", "f", "lost", ""]), min_size=1, max_size=8), st.booleans())
def test_the_counts_of_all_groups_are_the_lines_of_the_record(talk, tmp_path, visits, both):
    results = [
        result(
            f"r{at}",
            f"2024-03-0{at + 1}",
            **({"encounter": {"reference": f"Encounter/{one}"}} if one else {}),
        )
        for at, one in enumerate(visits)
    ]
    path = written(tmp_path, "a.json", patient(), VISIT, *([SECOND] if both else []), *results)
    talk.send(OpenFiles(generation=1, paths=(path,)))
    talk.until(settled)
    talk.tell()
    rest(talk)
    for by in ("encounter", "problem"):
        said = grouped(talk, by)
        assert counted(talk, said).total() == len(talk.conversation.record.told.rows)
        assert len(set(said.titles)) == len(said.titles)
    lost = visits.count("lost") + (0 if both else visits.count("f"))
    assert counted(talk, grouped(talk, "encounter"))["Names an encounter that was not retrieved"] == lost
