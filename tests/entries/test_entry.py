from dataclasses import replace

from tests.entries.builders import read
from viewer.entries.entry import SUSPENDED, Flag


def test_every_flag_has_words_of_its_own():
    words = [flag.words for flag in Flag]

    assert all(words)
    assert len(set(words)) == len(words)
    assert Flag.DEGRADED.words == "Degraded: check source"


def test_every_flag_stands_before_the_title_or_beside_the_status_and_none_in_both():
    entry = replace(read("Condition"), flags=frozenset(Flag))

    assert {*entry.marks, *entry.quiet_marks} == {flag.words for flag in Flag}
    assert not set(entry.marks) & set(entry.quiet_marks)
    assert Flag.REFUTED.words in entry.marks


def test_a_suspended_medicine_says_so_before_its_name_and_nothing_else_does():
    held = read("MedicationRequest", status="on-hold", intent="order")
    taken = read("MedicationRequest", status="active", intent="order")

    assert held.marks[-1] == SUSPENDED
    assert SUSPENDED not in taken.marks
    assert SUSPENDED not in read("CareTeam", status="suspended").marks
