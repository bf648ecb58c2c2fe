"""The same bytes under one identity are a repeat, other bytes are kept, names by bytes never collide."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from viewer.fhir.resource import ResourceKey
from viewer.load.identity import ByBytes, Identities, Sameness


def key(id="7"):
    return ResourceKey(source="gp", type="Observation", id=id, version="")


def test_new_then_repeat_then_reused():
    seen = Identities()

    verdicts = [seen.check(key(), raw).sameness for raw in (b"a", b"a", b"b", b"b", b"a")]

    assert verdicts == [
        Sameness.NEW,
        Sameness.REPEAT,
        Sameness.REUSED,
        Sameness.REPEAT,
        Sameness.REPEAT,
    ]


def test_a_reused_identity_names_the_first_entry():
    seen = Identities()
    seen.check(key(), b"a")
    seen.note(key(), "first")
    seen.note(key(), "second")

    assert seen.check(key(), b"b").first == "first"


def test_without_an_id_nothing_is_the_same():
    seen = Identities()

    assert {seen.check(key(""), b"a").sameness for _ in range(3)} == {Sameness.NEW}


@given(st.lists(st.binary(max_size=3)))
def test_names_by_bytes_never_collide_and_are_the_same_in_every_run(bodies):
    names, again = ByBytes(), ByBytes()

    first = [names.name(key(""), body) for body in bodies]

    assert len(set(first)) == len(first)
    assert first == [again.name(key(""), body) for body in bodies]


def test_what_was_seen_is_told_by_reference_whatever_its_version():
    seen = Identities()
    seen.check(replace(key("7"), version="1"), b"a")
    seen.check(replace(key("7"), version="2"), b"b")
    seen.check(key(""), b"c")

    assert seen.references() == {key("7").reference}
