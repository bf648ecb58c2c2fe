from tests.merge.builders import entry
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


def test_a_number_that_stops_being_shared_by_many_identifies_again():
    facts = Facts()
    crowd = [entry("gp", f"Observation/{n}", identifiers=(("s", "1"),), value=str(n)) for n in range(WIDE)]
    for one in [*crowd, entry("trust", "Observation/0", identifiers=(("s", "1"),), value="x")]:
        facts.upsert(one)
    assert all(not one.may_be_same for one in facts.entries())

    for one in crowd[1:]:
        facts.remove(one.id)

    assert all(len(one.may_be_same) == 1 for one in facts.entries())
