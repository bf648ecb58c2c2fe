"""What a line says, of either version; damage is passed over, never guessed."""

import os

import pytest

from viewer.errors import StoreError
from viewer.source.audit_line import AuditLine, Clinician
from viewer.store.audit_lines import line_of, read_lines
from viewer.store.audit_verify import verify


def test_a_damaged_line_says_nothing():
    assert line_of(b"{cut", 7) == AuditLine(number=7, time="", action="")


def test_values_of_a_wrong_kind_are_left_out():
    line = line_of(b'{"action": 1, "sources": ["a", 2], "signed_in": ["Dr A"], "n": 3}')

    assert line.action == ""
    assert [one.id for one in line.sources] == ["a"]
    assert line.sources[0].clinician == Clinician()
    assert line_of(b'{"sources": "a"}').sources == ()


@pytest.mark.parametrize(
    ("words", "role", "user"),
    [("Dr A, Nurse", "Nurse", "Dr A"), ("Dr A", "", "Dr A"), ("Nurse", "Nurse", "")],
)
def test_a_name_and_a_role_are_told_apart(words, role, user):
    line = line_of(
        f'{{"sources": ["a"], "signed_in": {{"a": "{words}"}}, "roles": {{"a": "{role}"}}}}'.encode()
    )

    assert line.sources[0].clinician == Clinician(user=user, role=role)
    assert line.sources[0].clinician.words == words


def test_damage_between_acts_is_passed_over_and_counted(tmp_path):
    trail = tmp_path / "audit.jsonl"
    trail.write_bytes(b'{"action": "open"}\n{cut\n{"action": "lock"}\n')

    assert [(one.number, one.action) for one in read_lines(trail)] == [(1, "open"), (3, "lock")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders here")
@pytest.mark.parametrize(
    "make", [getattr(os, "mkfifo", os.mkdir), os.mkdir, lambda path: path.symlink_to("/dev/null")]
)
def test_what_is_no_file_in_the_place_of_one_is_said_and_hangs_nobody(tmp_path, make):
    trail = tmp_path / "audit.jsonl"
    trail.write_bytes(b'{"action": "open", "n": 1}\n')
    make(tmp_path / "audit-2.jsonl")

    with pytest.raises(StoreError, match="cannot be read"):
        list(read_lines(trail))
    with pytest.raises(StoreError, match="cannot be read"):
        verify(trail)
