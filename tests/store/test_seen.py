"""What was seen is found again by the same clinician about the same patient alone; no word of it is on the disk."""

import os
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.errors import StoreError, VaultError
from viewer.store import seen as module
from viewer.store.seen import (
    DAMAGED,
    KEY_NAME,
    Hashes,
    Looked,
    SeenFile,
    _looked,
    _stored,
    seen_file,
    seen_key,
    wipe_seen,
)
from viewer.store.vault import MemoryVault

KEY = bytes(range(32))
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
LASTS = timedelta(days=90)
ANNA, BEN = ("anna", "https://id.example#77"), ("ben",)
HOLROYD, OTHER = ("nhs", "9990018421"), ("nhs", "9990000018")
GP, TRUST = ("gp", "https://gp.example/fhir"), ("trust", "https://trust.example/fhir")
WORDS = ("Observation/7", "Potassium 6.9 mmol/L HOLROYD Margaret 9990018421")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "state" / "seen"


def opened(path, key=KEY, lasts=LASTS):
    return SeenFile(path, key, lasts)


def forms(*said, hashes=None):
    hashes = hashes or Hashes(KEY)
    found = {}
    for key, content in said or (WORDS,):
        name, held = hashes.of_form(key, content)
        found[name] = (key.partition("/")[0], held)
    return found


def keep(path, *said, who=ANNA, patient=HOLROYD, source=GP, at=NOW):
    file = opened(path)
    of_whom = file.hashes.of_patient(who, patient)
    file.keep(of_whom, {file.hashes.of_source(source): Looked(at, forms(*said))}, at)


def looked(path, who=ANNA, patient=HOLROYD, at=NOW, **given):
    file = opened(path, **given)
    return file.looked(file.hashes.of_patient(who, patient), at)


def test_what_was_seen_is_found_again_with_its_moment_and_kind(path):
    keep(path)

    (source,) = looked(path).values()

    assert source.at == NOW
    assert source.forms == forms()
    assert [kind for kind, _ in source.forms.values()] == ["Observation"]
    assert opened(path).problem == ""


@pytest.mark.parametrize(
    ("who", "patient"),
    [(BEN, HOLROYD), (ANNA, OTHER), (ANNA[:1], HOLROYD), (("anna", *ANNA[1:], "x"), HOLROYD)],
)
def test_another_clinician_or_patient_finds_nothing(path, who, patient):
    keep(path)

    assert looked(path, who=who, patient=patient) == {}


def test_no_word_number_or_name_stands_in_the_file_nor_inside_its_seal(path):
    keep(path, WORDS, ("Condition/HOLROYD-1", "x"), source=("gp", "https://gp.example/9990018421"))
    sealed = path.read_bytes()
    inside = Hashes(KEY).seal.open(sealed.removeprefix(module._HEAD), module._HEAD)

    for word in (
        b"9990018421",
        b"HOLROYD",
        b"Holroyd",
        b"Potassium",
        b"anna",
        b"gp.example",
        b"Observation/7",
    ):
        assert word not in sealed
        assert word not in inside
    assert b"Observation" in inside
    assert b"Observation" not in sealed


def test_a_source_that_is_not_named_now_keeps_what_was_seen_of_it(path):
    keep(path, WORDS)
    keep(path, ("Observation/8", "y"), source=TRUST, at=NOW + timedelta(hours=1))
    keep(path, ("Observation/9", "z"), at=NOW + timedelta(hours=2))

    found = looked(path)
    hashes = Hashes(KEY)

    assert found[hashes.of_source(TRUST)].at == NOW + timedelta(hours=1)
    assert found[hashes.of_source(GP)].forms == forms(("Observation/9", "z"))


def test_what_is_past_its_time_is_forgotten_by_reading_by_writing_and_by_the_sweep(path):
    keep(path)
    late = NOW + LASTS + timedelta(seconds=1)

    assert looked(path, at=NOW + LASTS)
    assert looked(path, at=late) == {}
    before = path.stat().st_size
    opened(path).sweep(NOW + LASTS)
    assert path.stat().st_size == before
    opened(path).sweep(late)
    assert path.stat().st_size < before
    assert looked(path) == {}
    keep(path)
    keep(path, patient=OTHER, at=late)
    assert looked(path, at=late - timedelta(days=89)) == {}


def test_what_would_make_the_file_too_large_drops_the_record_that_was_looked_at_longest_ago(
    path, monkeypatch
):
    monkeypatch.setattr(module, "LARGEST", 1024 + 420)
    several = [(f"Observation/{number}", "x") for number in range(9)]
    for hour, patient in enumerate((HOLROYD, OTHER, ("nhs", "9990062781"))):
        keep(path, *several, patient=patient, at=NOW + timedelta(hours=hour))

    assert looked(path) == {}
    assert not looked(path, patient=OTHER)
    assert looked(path, patient=("nhs", "9990062781"))
    many = [(f"Observation/{number}", "x") for number in range(60)]
    with pytest.raises(StoreError, match="too long to remember"):
        keep(path, *many, patient=OTHER, at=NOW - timedelta(days=1))
    assert looked(path, patient=("nhs", "9990062781"))


def test_a_file_of_another_key_or_that_somebody_changed_starts_empty_and_says_so(path):
    keep(path)
    other = opened(path, key=bytes(32))
    assert other.looked(b"", NOW) == {}
    assert other.problem == DAMAGED
    path.write_bytes(path.read_bytes()[:-1] + b"\0")
    file = opened(path)
    file.sweep(NOW)
    assert file.problem == DAMAGED
    assert looked(path) == {}


def test_what_is_no_message_of_ours_inside_the_seal_starts_empty_too(path):
    path.parent.mkdir()
    path.write_bytes(module._HEAD + Hashes(KEY).seal.close(b"\xc1", module._HEAD))
    file = opened(path)

    assert file.looked(b"", NOW) == {}
    assert file.problem == DAMAGED


def test_what_cannot_be_read_or_written_is_said_and_what_was_kept_stands(path):
    path.mkdir(parents=True)
    with pytest.raises(StoreError, match="cannot be read"):
        looked(path)
    path.rmdir()
    path.parent.rmdir()
    path.parent.write_text("a file where the folder should be")
    with pytest.raises(StoreError, match="cannot be written"):
        keep(path)


def test_only_its_owner_reads_it(path):
    keep(path)

    assert os.name == "nt" or not path.stat().st_mode & 0o077


def test_the_key_is_made_once_and_a_wipe_ends_it_with_the_file(path):
    vault = MemoryVault()
    key = seen_key(vault)
    assert seen_key(vault) == key
    SeenFile(path, key, LASTS).keep(b"p", {}, NOW)

    assert wipe_seen(vault, path)
    assert not path.exists()
    assert vault.secret(KEY_NAME) is None
    assert not wipe_seen(vault, path)


def test_a_wipe_deletes_the_file_even_where_the_keyring_refuses(path):
    class Refuses(MemoryVault):
        def forget(self, endpoint_id):
            raise VaultError("The keyring refused")

    vault = Refuses()
    SeenFile(path, seen_key(vault), LASTS).keep(b"p", {}, NOW)

    with pytest.raises(VaultError):
        wipe_seen(vault, path)
    assert not path.exists()
    path.mkdir()
    with pytest.raises(StoreError, match="cannot be deleted"):
        wipe_seen(MemoryVault(), path)


def test_it_stands_in_the_folder_of_the_user():
    assert seen_file().name == "seen"


@given(st.dictionaries(st.tuples(st.sampled_from(["Observation", "Condition"]), st.text()), st.text()))
def test_nothing_is_lost_between_what_was_seen_and_what_is_kept(said):
    found = forms(*((f"{kind}/{key}", content) for (kind, key), content in said.items()))

    assert _looked(_stored(Looked(NOW, found))).forms == found
