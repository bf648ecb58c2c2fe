"""What one source withdrew and another still states is told on top, whoever withdraws it and whatever it is."""

from dataclasses import replace

import pytest

from tests.merge.builders import NAMES, allergy, entry, medicine, plan, problem
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
    (found,) = retraction_conflicts(merged)
    error, still = (("GP practice", "Acute trust"), ("Acute trust", "GP practice"))[retracting]
    assert found.tier == 1
    assert found.what.startswith(f"{kept.title}: Entered in error at {error}, still ")
    assert found.what.endswith(f"at {still}")
    assert set(found.entries) == {one.id for one in copies}
    assert found in conflicts(merged, None, NAMES)


def test_what_nobody_withdrew_and_what_everybody_withdrew_is_no_conflict():
    assert list(retraction_conflicts(merge_entries(both(problem), NAMES))) == []
    gone = [replace(one, flags=frozenset({Flag.IN_ERROR})) for one in both(problem)]
    assert list(retraction_conflicts(merge_entries(gone, NAMES))) == []


def test_another_thing_withdrawn_with_the_same_words_is_not_named():
    withdrawn, stated = both(problem)
    note = "Entered in error at GP practice, still current at Acute trust"
    withdrawn = replace(withdrawn, flags=frozenset({Flag.IN_ERROR}), notes=(note,))
    other = replace(problem("gp", "9", title="Gout", code="9"), flags=withdrawn.flags, notes=(note,))
    (found,) = retraction_conflicts([withdrawn, replace(stated, notes=(note,)), other])

    assert set(found.entries) == {withdrawn.id, stated.id}
