"""Who is meant: linked by IDM-02, by hand, or nobody until a human has decided."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from tests.merge.builders import patient
from viewer.engine.persons import Wish, each_person, linked_by_hand, linked_by_rule, settle
from viewer.merge.persons import BY_HAND, BY_RULE, CHOSEN, links
from viewer.source.trace import Trace, TraceStatus

NAMES = [None, [{"family": "Smith", "given": ["Jane"]}], [{"family": "Smith", "given": ["Joan"]}]]
people = st.lists(
    st.tuples(
        st.sampled_from(["9990000018", "9990000026", ""]),
        st.sampled_from(["01", "02"]),
        st.sampled_from(["1950-01-30", "1951-02-01", "1950"]),
        st.sampled_from(NAMES),
    ),
    min_size=1,
    max_size=6,
)


def made(told):
    return [
        patient(f"s{n}", number=number, verified=verified, birthDate=born, **({"name": name} if name else {}))
        for n, (number, verified, born, name) in enumerate(told)
    ]


@given(people)
def test_nobody_is_put_together_whom_idm_02_does_not_link(told):
    everyone = made(told)
    settled = settle(everyone, Wish())
    persons = [*each_person(everyone), *([settled.links] if settled else [])]

    for person in persons:
        assert all(links(one.patient, two.patient) for one in person for two in person if one is not two)
    assert sum(len(person) for person in each_person(everyone)) == len(everyone)


@given(people, st.sets(st.integers(0, 5)))
def test_no_rule_links_whom_the_clinician_has_undone_and_nothing_else_changes(told, undone):
    everyone = made(told)
    sources = tuple(f"s{n}" for n in undone)
    before, after = settle(everyone, Wish()), settle(everyone, Wish(undone=sources))

    assert (before is None) is (after is None)
    if before and after:
        stands = [one for one in before.links if one.linked_by == CHOSEN or one.patient.at[0] not in sources]
        assert list(after.links) == stands
        assert len(after.links) + len(after.unlinked) == len(everyone)


@given(people, st.data())
def test_a_hand_links_whom_it_names_and_nobody_else(told, data):
    everyone = made(told)
    named = data.draw(st.lists(st.sampled_from(everyone), min_size=1, unique_by=id))
    wish = Wish(links=tuple((one.key.source, one.key.reference) for one in named))

    settled = settle(everyone, wish)

    assert settled.links[0].patient is named[0]
    assert settled.links[0].linked_by == CHOSEN
    for link in settled.links[1:]:
        by_hand = any(link.patient is one for one in named)
        assert link.linked_by == (BY_HAND if by_hand else BY_RULE)
        assert by_hand or links(named[0], link.patient)
    assert len(settled.links) + len(settled.unlinked) == len(everyone)


def test_an_nhs_number_or_a_reference_says_whom():
    one, other = patient("gp"), patient("trust", number="9990000026")
    wishes = Wish(nhs_number="9990000026"), Wish(reference=one.key.reference)

    assert settle([one, other], wishes[0]).links[0].patient is other
    assert settle([one, other], Wish()) is None
    assert settle([one, other], Wish(nhs_number="9990000034")) is None
    assert settle([one], wishes[1]).links[0].patient is one
    assert all(wish.says_whom for wish in wishes)
    assert not Wish().says_whom


def test_a_wish_means_a_subject_that_no_patient_explains():
    assert Wish(reference="Patient/9").means("gp", "Patient/9")
    assert Wish(nhs_number="9990000018").means("gp", "nhs:9990000018")
    assert Wish(links=(("gp", "Patient/9"),)).means("gp", "Patient/9")
    assert not Wish(links=(("gp", "Patient/9"),)).means("trust", "Patient/9")
    assert not Wish().means("gp", "")


def test_who_is_found_later_is_linked_by_the_rule_unless_that_conflicts_with_who_stands():
    lead, nameless = patient("gp", name=None), patient("ooh")
    joan = patient("trust", name=NAMES[2])
    stands = settle([lead], Wish()).links

    assert [link.linked_by for link in linked_by_rule(stands, [nameless])] == [BY_RULE]
    assert linked_by_rule(stands, [nameless, joan]) == ()
    assert linked_by_rule(settle([lead, nameless], Wish()).links, [joan]) == ()


def test_a_hand_made_link_says_what_differs():
    link = linked_by_hand(patient("gp"), patient("trust", birthDate="1951-02-01"))

    assert link.linked_by == BY_HAND
    assert any("birth" in words.lower() for words in link.differences)


def pds(**more):
    plain = {"status": TraceStatus.VALID, "born": "1950-01-31", "family": "Smith", "given": "Jane"}
    number = "9990000018"
    return {number: Trace(nhs_number=number, when=datetime(2026, 11, 22, tzinfo=UTC), **{**plain, **more})}


def test_who_was_traced_on_pds_in_this_session_is_linked_and_who_was_replaced_is_not():
    one, other = patient("gp"), patient("trust", verified="")

    assert settle([one, other], Wish(nhs_number="9990000018")) is None
    assert len(settle([one, other], Wish(nhs_number="9990000018"), pds()).links) == 2
    assert len(each_person([one, other], pds())) == 1
    assert [link.patient for link in linked_by_rule(settle([one], Wish()).links, [other], pds())] == [other]
    assert len(each_person([one, other], pds(status=TraceStatus.INVALID))) == 2
