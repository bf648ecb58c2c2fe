from hypothesis import given
from hypothesis import strategies as st

from viewer.entries.entry import Member
from viewer.entries.identity import entry_id
from viewer.fhir.resource import Place, ResourceKey


def member(id="7", source="gp", start=0, version=""):
    key = ResourceKey(source=source, type="Condition", id=id, version=version)
    return Member(key=key, place=Place(page=0, start=start, end=start + 1, slot=""))


def test_the_id_of_known_members_is_the_same_in_every_run():
    assert entry_id([member()]) == entry_id([member(start=99)])
    assert entry_id([member("1"), member("2")]) == entry_id([member("2"), member("1")])


def test_other_members_have_other_ids():
    ids = {entry_id([m]) for m in (member(), member("8"), member(source="trust"), member(version="2"))}

    assert len(ids) == 4


def test_records_without_an_id_are_told_apart_by_their_place():
    assert entry_id([member("")]) != entry_id([member("", start=5)])
    assert entry_id([member()], by_place=True) != entry_id([member(start=5)], by_place=True)


@given(st.text(), st.text())
def test_any_text_may_stand_in_an_id(first, second):
    assert len(entry_id([member(first), member(second), member("\ud800")])) == 16
