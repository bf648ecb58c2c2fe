from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from tests.merge.builders import NAMES, allergy, medicine, nka, patient, plan, problem
from viewer.entries.entry import Flag, Standing
from viewer.merge.conflicts import conflicts
from viewer.merge.persons import BY_HAND, person_of

LONDON = ZoneInfo("Europe/London")


def told(*entries, person=None):
    return [(one.tier, one.what) for one in conflicts(entries, person, NAMES, LONDON)]


def test_nothing_disagrees_with_itself():
    assert told(allergy(), medicine(), problem(), plan()) == []
    assert conflicts([], None) == ()


def test_identity_comes_before_medicines_and_every_conflict_is_told_once():
    person = person_of(patient("gp"), [(patient("trust", gender="male"), BY_HAND)])
    entries = [medicine("gp"), medicine("trust", standing=Standing.PAST)]

    found = told(*entries, person=person)

    assert [tier for tier, _ in found] == [1, 2]
    assert len(set(found)) == 2


def test_what_is_in_error_unreadable_or_about_another_takes_no_part():
    for flag in (Flag.IN_ERROR, Flag.UNREADABLE, Flag.ABOUT_OTHER):
        assert told(allergy("gp"), nka("trust", flags=[flag])) == []


statements = st.lists(
    st.builds(
        lambda make, source, number, standing, flag: make(source, number, standing=standing, **flag),
        make=st.sampled_from([allergy, medicine, problem, plan]),
        source=st.sampled_from(["gp", "trust"]),
        number=st.sampled_from(["1", "2"]),
        standing=st.sampled_from(Standing),
        flag=st.sampled_from([{}, {"flags": [Flag.REFUTED]}, {"flags": [Flag.NO_KNOWN_ALLERGY]}]),
    ),
    max_size=6,
    unique_by=lambda one: one.id,
)


@given(statements, st.randoms(use_true_random=False))
def test_conflicts_do_not_depend_on_the_order_and_name_entries_that_are_there(entries, random):
    shuffled = list(entries)
    random.shuffle(shuffled)

    found = conflicts(entries, None, NAMES)

    assert conflicts(shuffled, None, NAMES) == found
    ids = {one.id for one in entries}
    assert all(conflict.entries and set(conflict.entries) <= ids for conflict in found)
    assert all(any(name in conflict.what for name in NAMES.values()) for conflict in found)


@given(statements)
def test_an_active_allergy_beside_none_known_is_never_passed_over(entries):
    from viewer.merge.conflicts_allergy import is_active_allergy

    own = [one for one in entries if one.category.startswith("Allergies")]
    active = any(is_active_allergy(one) for one in own)
    none = any(Flag.NO_KNOWN_ALLERGY in one.flags and one.standing is not Standing.PAST for one in own)

    if active and none:
        assert any("no known allergies" in what and tier == 1 for tier, what in told(*entries))
