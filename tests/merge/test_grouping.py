from tests.merge.builders import entry
from viewer.merge.by_hand import ByHand
from viewer.merge.facts import merge_entries
from viewer.merge.given import Given
from viewer.merge.grouping import Grouping
from viewer.merge.sameness import keys_of

ID = (("s", "1"),)


def grouping(*entries, by_hand=None) -> tuple[Grouping, list[Given]]:
    given = {one.id: Given(one, keys_of(one)) for one in entries}
    made = Grouping(given, by_hand or ByHand())
    for one in given.values():
        made.tight.add(one, one.keys.tight)
    return made, list(given.values())


def test_copies_of_several_sources_are_one_group_whoever_is_asked():
    made, given = grouping(*(entry(source, identifiers=ID) for source in ("gp", "trust", "mh")))

    assert {made.group_of(one) for one in given} == {tuple(sorted(given, key=lambda one: one.entry.id))}


def test_what_contradicts_or_is_of_one_source_or_shares_nothing_stands_alone():
    apart = (entry("gp", identifiers=ID), entry("trust", identifiers=ID, value="6"))
    own = (entry("gp", identifiers=ID), entry("gp", "Observation/2", identifiers=ID))
    strangers = (entry("gp", identifiers=ID), entry("trust", identifiers=(("s", "2"),), code="1"))
    for entries in (apart, own, strangers):
        made, given = grouping(*entries)
        assert [made.group_of(one) for one in given] == [(one,) for one in given]


def test_what_the_clinician_chose_goes_before_every_rule():
    same = entry("gp", identifiers=ID), entry("trust", identifiers=ID)
    by_hand = ByHand()
    by_hand.take_apart(one.id for one in same)
    made, given = grouping(*same, by_hand=by_hand)
    assert made.group_of(given[0]) == (given[0],)

    strangers = entry("gp"), entry("trust", code="1", value="6")
    by_hand = ByHand()
    by_hand.put_together(one.id for one in strangers)
    made, given = grouping(*strangers, by_hand=by_hand)
    assert set(made.group_of(given[0])) == set(given)


def test_what_is_of_several_sources_already_is_never_grouped_again():
    (whole,) = merge_entries([entry("gp", identifiers=ID), entry("trust", identifiers=ID)])
    made, given = grouping(whole, entry("mh", identifiers=ID))

    assert [made.group_of(one) for one in given] == [(one,) for one in given]
