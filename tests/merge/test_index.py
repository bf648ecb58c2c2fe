from dataclasses import replace

from tests.merge.builders import SNOMED, entry
from viewer.fhir.concept import Coding
from viewer.merge.facts import Facts
from viewer.merge.index import WIDE, Index

KEY = ("identifier", "Observation", "sys", "1")


def test_entries_that_share_a_key_are_found_until_it_is_wide_and_again_when_it_is_not():
    index = Index()
    ids = [str(number) for number in range(WIDE + 1)]
    for one in ids[:-1]:
        index.add(one, [KEY])
    assert index.all_sharing([KEY]) == set(ids[:-1])
    assert set(index.take_touched()) == set(ids[:-1])

    index.add(ids[-1], [KEY])
    assert index.all_sharing([KEY]) == set()
    assert set(index.take_touched()) == set(ids)  # it has become wide: all of them have lost their neighbours

    index.add("more", [KEY])
    assert set(index.take_touched()) == set()  # wide before and after: nobody's neighbours have changed

    index.remove("more", [KEY])
    index.remove(ids[-1], [KEY])
    assert set(index.take_touched()) == set(ids[:-1])
    assert index.all_sharing([KEY]) == set(ids[:-1])


def test_a_key_that_nobody_has_any_more_is_forgotten():
    index = Index()
    index.add("1", [KEY])
    index.remove("1", [KEY])

    assert list(index.take_touched()) == []
    assert index.all_sharing([KEY]) == set()


def test_an_entry_that_names_a_key_twice_stands_there_once_and_leaves_at_once():
    index = Index()
    index.add("1", [KEY, KEY])
    assert index.is_alone("1")
    assert index.all_sharing([KEY]) == {"1"}

    index.add("2", [KEY, KEY])
    assert not index.is_alone("1")
    assert not index.is_alone("2")
    index.remove("2", [KEY, KEY])

    assert set(index.take_touched()) == {"1"}
    assert index.all_sharing([KEY]) == {"1"}


def test_a_key_of_one_entry_changes_nobodys_neighbours():
    index = Index()
    index.add("1", [KEY])
    assert list(index.take_touched()) == []


def test_what_is_alone_again_under_a_key_is_told_once_more_that_it_lost_its_neighbour():
    index = Index()
    index.add("1", [KEY])
    index.add("2", [KEY])
    index.remove("1", [KEY])
    index.remove("2", [KEY])
    index.add("3", [KEY])

    assert set(index.take_touched()) == {"3"}
    assert index.is_alone("3")


def test_who_comes_to_stand_beside_another_is_told_once_and_again_after_leaving():
    index = Index()
    index.add("1", [KEY])
    assert index.take_met() == []
    index.add("2", [KEY])
    assert sorted(index.take_met()) == ["1", "2"]
    index.add("3", [KEY])
    assert index.take_met() == ["3"]

    index.remove("3", [KEY])
    index.add("3", [KEY])

    assert index.take_met() == ["3"]


def test_a_code_sent_twice_is_one_key_when_the_entry_changes_or_goes():
    twice = (Coding(system=SNOMED, code="1", display="a"), Coding(system=SNOMED, code="1", display="b"))
    one = entry("gp", codings=twice, traits=(("number", "5"),))
    facts = Facts()
    facts.upsert(one)
    facts.upsert(replace(one, title="Another"))
    assert [found.title for found in facts.entries()] == ["Another"]

    facts.remove(one.id)

    assert facts.entries() == ()


def test_a_number_that_stops_being_shared_by_many_identifies_again():
    facts = Facts()
    crowd = [entry("gp", f"Observation/{n}", identifiers=(("s", "1"),), value=str(n)) for n in range(WIDE)]
    for one in [*crowd, entry("trust", "Observation/0", identifiers=(("s", "1"),), value="x")]:
        facts.upsert(one)
    assert all(not one.may_be_same for one in facts.entries())

    for one in crowd[1:]:
        facts.remove(one.id)

    assert all(len(one.may_be_same) == 1 for one in facts.entries())
