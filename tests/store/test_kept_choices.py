"""Choices that last: found again by the same clinician about the same things alone; nothing else is on the disk."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.store.test_vault import UNLOCKED, real, with_secret_service
from viewer.errors import StoreError, VaultError
from viewer.store import kept_choices as module
from viewer.store.kept_choices import (
    DAMAGED,
    KEY_NAME,
    Choice,
    KeptChoices,
    Kind,
    choices_key,
    kept_choices_file,
)
from viewer.store.vault import MemoryVault

ROOT = Path(__file__).parents[2]
KEY = bytes(range(32))
NOW = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)
ANNA, BEN = ("anna",), ("ben",)
WARD = ("ward", "person-1")
GP, TRUST = ("gp", "Patient/1", "9990000018", "BRACEWELL"), ("trust", "Patient/7", "9990000018", "Bracewell")
LINK = Choice(Kind.LINK, ANNA, (GP, TRUST))


@pytest.fixture
def file(tmp_path):
    return tmp_path / "state" / "kept-choices"


def opened(file, key=KEY):
    return KeptChoices(file, key)


def test_a_choice_is_found_again_whichever_of_the_two_is_named_first(file):
    opened(file).keep([LINK], NOW)
    later = opened(file)

    assert later.when(LINK) == later.when(Choice(Kind.LINK, ANNA, (TRUST, GP))) == NOW
    assert later.has(Kind.LINK)
    assert not later.has(Kind.APART)
    assert later.problem == ""


@pytest.mark.parametrize(
    "other",
    [
        Choice(Kind.LINK, BEN, (GP, TRUST)),
        Choice(Kind.LINK, WARD, (GP, TRUST)),
        Choice(Kind.LINK, (*ANNA, "person-1"), (GP, TRUST)),
        Choice(Kind.APART, ANNA, (GP, TRUST)),
        Choice(Kind.LINK, ANNA, (GP, (*TRUST[:3], "Bracewel"))),
        Choice(Kind.LINK, ANNA, (GP, TRUST[:3])),
        Choice(Kind.LINK, ANNA, (GP, GP)),
        Choice(Kind.LINK, ("an", "na"), (GP, TRUST)),
    ],
)
def test_it_is_found_for_nobody_else_and_about_nothing_else(file, other):
    opened(file).keep([LINK], NOW)

    assert opened(file).when(other) is None


def test_one_that_is_kept_keeps_its_moment_and_one_that_is_undone_is_gone(file):
    kept = opened(file)
    kept.keep([LINK], NOW)
    kept.keep([LINK, Choice(Kind.TOGETHER, ANNA, (GP, TRUST))], NOW + timedelta(days=1))
    assert kept.when(LINK) == NOW

    kept.forget([LINK])
    assert kept.when(LINK) is None
    assert opened(file).when(LINK) is None
    assert opened(file).has(Kind.TOGETHER)
    before = file.read_bytes()
    kept.forget([LINK])
    assert file.read_bytes() == before


def test_neither_words_nor_numbers_nor_who_nor_when_stand_on_the_disk(file):
    opened(file).keep([LINK], NOW)
    body = file.read_bytes()

    for word in (b"9990000018", b"racewel", b"Patient", b"anna", b"gp", b"2026", b"link"):
        assert word not in body
    assert len(body) < 300
    if os.name != "nt":
        assert file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("spoil", ["bit", "cut", "head", "empty", "json"])
def test_a_file_that_was_changed_is_words_and_starts_empty(file, spoil):
    opened(file).keep([LINK], NOW)
    body = file.read_bytes()
    changed = {
        "bit": body[:-1] + bytes([body[-1] ^ 1]),
        "cut": body[:-20],
        "head": b"tributary-kept-choices/2" + body[24:],
        "empty": b"",
        "json": b"{}",
    }[spoil]
    file.write_bytes(changed)
    later = opened(file)

    assert later.problem == DAMAGED
    assert later.when(LINK) is None
    assert file.read_bytes() == changed  # what cannot be opened is left until something is kept anew


def test_after_a_file_that_was_changed_what_is_kept_anew_is_found(file):
    file.parent.mkdir()
    file.write_bytes(b"spoilt")
    opened(file).keep([LINK], NOW)

    assert (opened(file).when(LINK), opened(file).problem) == (NOW, "")


def test_a_file_of_another_computer_or_under_another_key_does_not_open(file, tmp_path):
    opened(file).keep([LINK], NOW)
    moved = tmp_path / "moved"
    moved.write_bytes(file.read_bytes())

    assert opened(moved, bytes(32)).problem == DAMAGED
    assert opened(moved, bytes(32)).when(LINK) is None
    assert opened(moved).when(Choice(Kind.LINK, BEN, (GP, TRUST))) is None


def test_two_windows_of_one_account_lose_nothing_of_one_another(file):
    first, second = opened(file), opened(file)
    theirs = Choice(Kind.APART, ANNA, (GP, TRUST))
    first.keep([LINK], NOW)
    second.keep([theirs], NOW)
    first.forget([LINK])

    assert opened(file).when(theirs) == NOW
    assert opened(file).when(LINK) is None


def test_a_file_that_cannot_be_read_is_words_and_is_not_written_over(file):
    file.mkdir(parents=True)

    with pytest.raises(StoreError, match="cannot be read"):
        opened(file)


def test_a_file_larger_than_we_write_or_a_pipe_in_its_place_is_words_and_hangs_nobody(file, monkeypatch):
    opened(file).keep([LINK], NOW)
    monkeypatch.setattr(module, "_LARGEST", 10)
    with pytest.raises(StoreError, match="larger than"):
        opened(file)
    if hasattr(os, "mkfifo"):
        file.unlink()
        os.mkfifo(file)
        with pytest.raises(StoreError, match="not a plain file"):
            opened(file)


MANY = """
import sys
from datetime import datetime, UTC
from pathlib import Path
from viewer.store.kept_choices import Choice, KeptChoices, Kind
for number in range(20):
    one = Choice(Kind.LINK, (sys.argv[2],), (("gp", str(number)),))
    KeptChoices(Path(sys.argv[1]), bytes(range(32))).keep([one], datetime(2026, 3, 3, tzinfo=UTC))
"""


def test_of_two_programs_that_keep_at_the_same_time_neither_loses_a_choice(file):
    names = ("anna", "ben", "cleo")
    running = [subprocess.Popen([sys.executable, "-c", MANY, str(file), one], cwd=ROOT) for one in names]
    assert [one.wait(60) for one in running] == [0, 0, 0]

    kept = opened(file)
    for who in names:
        assert all(kept.when(Choice(Kind.LINK, (who,), (("gp", str(number)),))) for number in range(20))


def test_where_it_cannot_be_written_nothing_is_said_to_be_kept(file):
    kept = opened(file)
    file.parent.write_bytes(b"a file where the folder would be")
    with pytest.raises(StoreError):
        kept.keep([LINK], NOW)

    assert kept.when(LINK) is None


def test_more_than_the_most_are_not_kept(file, monkeypatch):
    monkeypatch.setattr(module, "MOST", 1)
    kept = opened(file)
    kept.keep([LINK], NOW)
    with pytest.raises(StoreError, match="No more than 1"):
        kept.keep([Choice(Kind.APART, ANNA, (GP, TRUST))], NOW)

    assert opened(file).when(LINK) == NOW


def test_the_key_is_random_is_made_once_and_anew_where_it_is_none():
    vault = MemoryVault()
    key = choices_key(vault)
    assert len(key) == 32
    assert choices_key(vault) == key != choices_key(MemoryVault())
    for odd in ("", "zz" * 32, "00" * 31):
        vault.store(KEY_NAME, odd)
        assert choices_key(vault) not in (key, b"")


def test_it_stands_beside_the_audit_trail_of_this_account(tmp_path, monkeypatch):
    if sys.platform != "linux":
        pytest.skip("other systems have places of their own")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))

    assert kept_choices_file() == tmp_path / "tributary" / "kept-choices"


SCRIPT = """
from datetime import datetime, UTC
from pathlib import Path
from viewer.errors import VaultError
from viewer.store.kept_choices import *
from viewer.store.kept_choices import Kind
from viewer.store.vault import vault
link = Choice(Kind.LINK, ("anna",), (("gp", "Patient/1"), ("trust", "Patient/2")))
file = Path.home() / "kept"
try:
    KeptChoices(file, choices_key(vault(20))).keep([link], datetime(2026, 3, 3, tzinfo=UTC))
    again = vault(20)
    print("found", KeptChoices(file, choices_key(again)).when(link).date())
    again.forget(KEY_NAME)
    print("lost", bool(KeptChoices(file, choices_key(again)).problem))
except VaultError as error:
    print("words", error)
"""


@real
def test_with_a_real_keyring_it_is_found_again_and_under_another_key_it_is_not(tmp_path):
    assert with_secret_service(tmp_path, UNLOCKED, script=SCRIPT) == ["found 2026-03-03", "lost True"]


@real
def test_a_real_keyring_that_was_never_set_up_keeps_nothing_and_says_so(tmp_path):
    said = with_secret_service(tmp_path, "true", script=SCRIPT)

    assert said[0].startswith(f"words {VaultError('The keyring cannot be opened').what}")
    assert not (tmp_path / "HOME" / "kept").exists()
