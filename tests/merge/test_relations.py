from tests.merge.builders import NAMES, allergy, entry
from viewer.entries.entry import Flag
from viewer.merge.conflicts_retraction import retraction_conflicts
from viewer.merge.facts import merge_entries
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


def test_a_retraction_of_another_drug_under_a_broad_code_is_never_said_of_this_one():
    live = allergy("gp", code="416098002", title="Allergy to penicillin")
    gone = allergy("trust", code="416098002", title="Allergy to codeine", flags=[Flag.IN_ERROR])
    near = ("substance", "AllergyIntolerance", "s", "416098002")

    said = relation(Pair(live, gone, near), NAMES)
    assert said.note == (
        "Another record of this code was entered in error at Acute trust: Allergy to codeine. "
        "It may be something else"
    )
    assert not said.may_be_same
    assert relation(Pair(gone, live, near), NAMES) is None
    assert list(retraction_conflicts(merge_entries([live, gone], NAMES))) == []


def test_a_retraction_under_the_same_number_is_of_this_one_whatever_its_words():
    gone = entry("trust", title="Entered by mistake", flags=[Flag.IN_ERROR])

    assert relation(Pair(entry("gp"), gone, KEY), NAMES).note.startswith("Entered in error at Acute trust")
