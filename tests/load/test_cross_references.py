"""What refers to what, in both directions."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.load.answers import BASE, LONDON, answer, asked, ended, origin, patient, source_ended
from viewer.load.cross_references import CrossReferences, _references
from viewer.load.flow import Load
from viewer.load.scope import Scope


def loaded(*pages):
    """One source that sent these pages, each a list of resources."""
    load = Load(LONDON)
    load.add(origin(), Scope(subjects=frozenset({"Patient/1"})))
    load.feed(asked())
    for page in pages:
        load.feed(answer(*page))
    load.feed(ended())
    load.feed(source_ended())
    return load.source("gp")


def read(source):
    """The references of a source, every page of it read."""
    made = CrossReferences(source)
    while made.read_some():
        pass
    return made


def at(source, reference):
    return source.library.place_of(reference)


def condition(id="c", **more):
    return {"resourceType": "Condition", "id": id, "subject": {"reference": "Patient/1"}, **more}


def encounter(id="e", **more):
    return {"resourceType": "Encounter", "id": id, "subject": {"reference": "Patient/1"}, **more}


def spots(places):
    return [(place.page, place.start) for place in places]


def test_both_ends_of_a_reference_find_each_other_over_pages_in_any_form():
    for sent in ("Encounter/e", f"{BASE}/Encounter/e", "Encounter/e/_history/1", "Encounter\\/e"):
        raw = condition(encounter={"reference": "SENT"})
        body = json.dumps({"resourceType": "Bundle", "entry": [{"resource": raw}]}).replace("SENT", sent)
        load = Load(LONDON)
        load.add(origin(), Scope(subjects=frozenset({"Patient/1"})))
        for event in (asked(), answer(raw=body.encode()), answer(encounter()), ended(), source_ended()):
            load.feed(event)
        source = load.source("gp")
        links = read(source)
        problem, visit = at(source, "Condition/c"), at(source, "Encounter/e")

        assert spots(links.to(visit)) == spots([problem])
        (found,) = [one for one in links.of(problem) if "Encounter" in one.reference]
        assert spots([found.place]) == spots([visit])


def test_what_has_not_come_is_named_and_what_is_inside_is_none():
    source = loaded(
        [
            condition(
                encounter={"reference": "Encounter/gone"},
                recorder={"reference": "#in"},
                contained=[{"resourceType": "Practitioner", "id": "in"}],
            )
        ]
    )
    links = read(source).of(at(source, "Condition/c"))

    assert [(one.reference, one.place) for one in links] == [("Encounter/gone", None)]


def test_a_page_that_comes_later_is_read_by_the_next_piece():
    load = Load(LONDON)
    load.add(origin(), Scope(subjects=frozenset({"Patient/1"})))
    load.feed(asked())
    load.feed(answer(encounter()))
    source = load.source("gp")
    links = read(source)
    assert links.is_whole
    assert links.to(at(source, "Encounter/e")) == ()
    load.feed(answer(condition(encounter={"reference": "Encounter/e"})))
    assert not links.is_whole
    assert not links.read_some()

    assert spots(links.to(at(source, "Encounter/e"))) == spots([at(source, "Condition/c")])


@pytest.mark.parametrize("sent", ["Patient/1", f"{BASE}/Patient/1", "Patient/1/_history/2"])
def test_the_person_is_referred_to_by_everything_and_that_is_no_news_in_either_direction(sent):
    source = loaded([patient(), condition(subject={"reference": sent}), encounter()])
    links = read(source)

    assert links.to(at(source, "Patient/1")) == ()
    assert links.of(at(source, "Condition/c")) == ()


def test_a_supporting_record_is_found_from_both_ends():
    doctor = {"resourceType": "Practitioner", "id": "d", "name": [{"family": "Rahman"}]}
    source = loaded([doctor, condition(recorder={"reference": "Practitioner/d"})])

    assert spots(read(source).to(at(source, "Practitioner/d"))) == spots([at(source, "Condition/c")])


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=12), st.integers(1, 4))
def test_the_two_directions_tell_the_same(pairs, size):
    wanted = {}
    for one, other in pairs:
        wanted.setdefault(one, set()).add(other)
    resources = [
        condition(
            f"c{one}",
            evidence=[{"detail": [{"reference": f"Condition/c{other}"}]} for other in sorted(others)],
        )
        for one, others in wanted.items()
    ]
    source = loaded(*(resources[start : start + size] for start in range(0, len(resources), size)))
    links = read(source)
    places = {f"Condition/c{one}": at(source, f"Condition/c{one}") for one in wanted}
    forth = {
        (name, one.reference)
        for name, place in places.items()
        for one in links.of(place)
        if one.place and one.reference != name
    }
    named = {(place.page, place.start): name for name, place in places.items()}
    back = {
        (named[place.page, place.start], name) for name, there in places.items() for place in links.to(there)
    }

    assert back == forth


def test_a_long_page_is_read_in_pieces_and_what_is_found_stands_once_all_are():
    evidence = [{"detail": [{"reference": f"Condition/{number}"}]} for number in range(9000)]
    source = loaded(
        [condition("a", evidence=[*evidence, {"detail": [{"reference": "Condition/b"}]}])], [condition("b")]
    )
    links, pieces = CrossReferences(source), 1
    while links.read_some():
        assert not links.is_whole
        pieces += 1

    assert pieces > 4
    assert links.is_whole
    assert not links.read_some()
    assert spots(links.to(at(source, "Condition/b"))) == spots([at(source, "Condition/a")])


def test_what_only_comes_later_is_found_by_what_referred_to_it_before():
    load = Load(LONDON)
    load.add(origin(), Scope(subjects=frozenset({"Patient/1"})))
    load.feed(asked())
    load.feed(answer(condition(encounter={"reference": "Encounter/e"})))
    source = load.source("gp")
    links = read(source)
    load.feed(answer(encounter()))
    links.read_some()

    assert spots(links.to(at(source, "Encounter/e"))) == spots([at(source, "Condition/c")])


def test_a_page_whose_bytes_have_gone_refers_to_nothing_and_ends_nothing():
    source = loaded([encounter()], [condition(encounter={"reference": "Encounter/e"})])
    problem, visit = at(source, "Condition/c"), at(source, "Encounter/e")
    source.pages.drop([problem.page])
    links = CrossReferences(source)
    while links.read_some():
        pass

    assert links.of(problem) == ()
    assert links.to(visit) == ()


def test_a_reference_that_is_no_text_is_passed_over():
    found = list(_references(rb'{"reference": "bad\q", "x": {"reference": "Encounter\/1"}}'))

    assert [text for text, _ in found] == ["Encounter/1"]
