"""What one source withdrew and another still states is told on top, whoever withdraws it and whatever it is."""

from dataclasses import replace

import pytest

from tests.merge.builders import NAMES, allergy, day, entry, medicine, plan, problem
from viewer.entries.entry import Flag
from viewer.merge.conflicts import conflicts
from viewer.merge.conflicts_retraction import retraction_conflicts
from viewer.merge.facts import merge_entries

MAKERS = [allergy, medicine, problem, plan, entry]
ID = (("urn:order", "7"),)


def both(make, **given):
    return [replace(make(source, **given), identifiers=ID) for source in ("gp", "trust")]


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize("retracting", [0, 1])
def test_each_fact_retracted_in_each_source_in_turn_stays_current_at_the_other_and_is_told(make, retracting):
    copies = both(make)
    copies[retracting] = replace(copies[retracting], flags=copies[retracting].flags | {Flag.IN_ERROR})
    merged = merge_entries(copies, NAMES)
    kept = copies[1 - retracting]

    assert len(merged) == 2
    assert next(one for one in merged if one.id == kept.id).flags == kept.flags
    (found,) = retraction_conflicts(merged, NAMES)
    error, still = (("GP practice", "Acute trust"), ("Acute trust", "GP practice"))[retracting]
    assert found.tier == 1
    assert found.what.startswith(f"{kept.title}: Entered in error at {error}, still ")
    assert found.what.endswith(f"at {still}")
    assert set(found.entries) == {one.id for one in copies}
    assert found in conflicts(merged, None, NAMES)


STRIPPED = {
    "date": {"when": None},
    "value": {"value": ""},
    "date and value": {"when": None, "value": ""},
    "part of the date": {"when": day("2019")},
    "kind of date": {"when": day("2019-05-01", "recorded")},
}


@pytest.mark.parametrize("lost", STRIPPED)
@pytest.mark.parametrize("retracting", [0, 1])
@pytest.mark.parametrize("make", MAKERS)
def test_a_retracted_copy_that_lost_its_date_or_value_is_told_beside_the_live_one(make, retracting, lost):
    value = "12 ng/L" if make is entry else ""
    copies = [make(source, value=value) for source in ("gp", "trust")]
    gone = replace(copies[retracting], flags=frozenset({Flag.IN_ERROR}), **STRIPPED[lost])
    live = copies[1 - retracting]

    merged = merge_entries([gone, live], NAMES)

    (found,) = retraction_conflicts(merged, NAMES)
    error, still = (("GP practice", "Acute trust"), ("Acute trust", "GP practice"))[retracting]
    assert (found.tier, found.domain, set(found.entries)) == (1, live.domain, {gone.id, live.id})
    assert found.what.startswith(f"{live.title}: ")
    assert f"entered in error at {error}, still " in found.what.replace("Entered", "entered")
    assert found.what.endswith(f"at {still}")
    assert found in conflicts(merged, None, NAMES)


def withdrawn(make, source="trust", **given):
    return make(source, flags=[Flag.IN_ERROR], **{"when": None, **given})


def test_what_a_stripped_retraction_may_have_been_is_told_in_one_line_however_many_there_are():
    lives = [entry("gp", f"Observation/{year}", when=f"{year}-01-01") for year in (2019, 2020)]
    gone = [withdrawn(entry), withdrawn(entry, reference="Observation/2")]

    (found,) = retraction_conflicts([*lives, *gone], NAMES)

    assert found.what == (
        "Systolic blood pressure: an undated record of this was entered in error at Acute trust, "
        "still recorded at GP practice; which of the 2 there it was is not known"
    )
    assert set(found.entries) == {one.id for one in (*lives, *gone)}


def test_names_of_one_code_are_called_as_the_retraction_has_it():
    lives = [problem("gp"), problem("gp", "2", title="Asthma, mild")]

    (found,) = retraction_conflicts([*lives, withdrawn(problem)], NAMES)

    assert found.what.startswith("Asthma: an undated record of this was entered in error at Acute trust")


@pytest.mark.parametrize(
    "gone",
    [
        withdrawn(problem, "gp"),
        withdrawn(problem, title="Gout"),
        withdrawn(problem, code="9"),
        withdrawn(problem, when=day("2001-01-01")),
        withdrawn(problem, value="mild"),
        withdrawn(problem, identifiers=(("urn:order", "8"),)),
        withdrawn(problem, traits=(("site", "right"),)),
        replace(withdrawn(problem), flags=frozenset({Flag.IN_ERROR, Flag.ABOUT_OTHER})),
        replace(withdrawn(problem), members=withdrawn(entry).members),
    ],
)
def test_a_retraction_that_states_another_thing_is_told_of_nothing(gone):
    live = problem("gp", identifiers=ID, traits=(("site", "left"),), value="severe")
    assert list(retraction_conflicts([gone, live], NAMES)) == []


def test_where_a_code_was_lost_a_stripped_retraction_goes_by_its_words():
    lost = {"code": "196421000000109", "flags": [Flag.DEGRADED]}
    gone = medicine("trust", **{**lost, "when": None, "flags": [Flag.DEGRADED, Flag.IN_ERROR]})

    assert len(list(retraction_conflicts([gone, medicine("gp", **lost)], NAMES))) == 1
    other = medicine("gp", title="Metformin 500mg tablets", **lost)
    assert list(retraction_conflicts([gone, other], NAMES)) == []


def test_what_nobody_withdrew_and_what_everybody_withdrew_is_no_conflict():
    assert list(retraction_conflicts(merge_entries(both(problem), NAMES))) == []
    gone = [replace(one, flags=frozenset({Flag.IN_ERROR})) for one in both(problem)]
    assert list(retraction_conflicts(merge_entries(gone, NAMES))) == []


def test_another_thing_withdrawn_with_the_same_words_is_not_named():
    withdrawn, stated = both(problem)
    note = "Entered in error at GP practice, still current at Acute trust"
    withdrawn = replace(withdrawn, flags=frozenset({Flag.IN_ERROR}), notes=(note,))
    other = replace(problem("gp", "9", title="Gout", code="9"), flags=withdrawn.flags, notes=(note,))
    (found,) = retraction_conflicts([withdrawn, replace(stated, notes=(note,)), other], NAMES)

    assert set(found.entries) == {withdrawn.id, stated.id}
