from tests.merge.builders import NAMES, entry
from viewer.entries.entry import Flag
from viewer.merge.relations import Pair, relation

KEY = ("identifier", "Observation", "s", "1")


def test_the_note_names_the_other_source_and_what_differs():
    said = relation(Pair(entry("gp", value="5"), entry("trust", value="6"), KEY), NAMES)

    assert said.note == "May be the same as a record of Acute trust: same identifier, but value differs"
    assert said.may_be_same


def test_within_one_source_only_what_says_the_same_may_be_the_same():
    assert relation(Pair(entry("gp"), entry("gp", "Observation/2", value="6"), KEY), NAMES) is None
    assert relation(Pair(entry("gp"), entry("gp", "Observation/2"), KEY), NAMES).may_be_same


def test_a_retraction_elsewhere_is_told_by_both_and_named_as_the_same_by_none():
    live, gone = entry("gp"), entry("trust", flags=[Flag.IN_ERROR])

    for pair in (Pair(live, gone, KEY), Pair(gone, live, KEY)):
        said = relation(pair, NAMES)
        assert said.note == "Entered in error at Acute trust, still recorded at GP practice"
        assert not said.may_be_same
