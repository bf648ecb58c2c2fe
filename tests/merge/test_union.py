from tests.merge.builders import NAMES, entry
from viewer.entries.entry import Flag
from viewer.merge.sameness import BY_CONTENT, BY_IDENTIFIER, keys_of
from viewer.merge.union import Known, name_of, shown_lines, united

ID = (("s", "1"),)


def test_every_flag_code_and_identifier_of_every_copy_is_kept():
    ours = entry("gp", identifiers=ID, flags=[Flag.RESTRICTED], waiting_for=("Practitioner/1",))
    theirs = entry("trust", identifiers=(*ID, ("s", "2")), flags=[Flag.OTHER_OFFSET])

    one = united([theirs, ours], NAMES)

    assert one.flags == {Flag.RESTRICTED, Flag.OTHER_OFFSET}
    assert set(one.identifiers) == {("s", "1"), ("s", "2")}
    assert one.waiting_for == ("Practitioner/1",)
    assert [member.key.source for member in one.members] == ["gp", "trust"]
    assert united([ours, theirs], NAMES) == one


def test_the_rule_is_the_one_that_all_copies_share():
    assert united([entry("gp", identifiers=ID), entry("trust", identifiers=ID)], NAMES).rule == BY_IDENTIFIER
    whole = {"content": "c", "recorder": "Dr A"}
    assert united([entry("gp", **whole), entry("trust", **whole)], NAMES).rule == BY_CONTENT


def test_what_is_shown_differently_is_said_with_both_wordings():
    ours = entry("gp", identifiers=ID, title="Systolic BP", when="2024-07-01T01:10:00Z", recorder="Dr A")
    theirs = entry("trust", identifiers=ID, title="Systolic", when="2024-07-01T02:10:00+01:00")

    assert united([ours, theirs], NAMES).notes == (
        "Title differs. Acute trust: Systolic; GP practice: Systolic BP",
        "Date as sent differs. Acute trust: 2024-07-01T02:10:00+01:00; GP practice: 2024-07-01T01:10:00Z",
        "Recorded by differs. Acute trust: not stated; GP practice: Dr A",
    )


def test_a_source_without_a_name_is_named_by_its_id():
    assert name_of(entry("gp"), {}) == "gp"


def test_what_is_known_of_the_copies_changes_nothing():
    copies = entry("gp", identifiers=ID), entry("trust", identifiers=ID, title="Another")
    made = united(copies, NAMES)

    assert united(copies, NAMES, Known(made.id, [keys_of(one) for one in copies])) == made


def test_what_is_shown_of_a_copy_stands_under_the_labels_of_the_notes():
    assert dict(shown_lines(entry("gp", title="Pulse", status="final")))["Status"] == "final"
