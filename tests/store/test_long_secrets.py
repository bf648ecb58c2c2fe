"""Long secrets: without the keyring's key the file is noise, and it opens for one endpoint only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.errors import VaultError
from viewer.store.long_secrets import LongSecrets, secrets_folder

ID, OTHER = "a" * 32, "b" * 32
LONG = "canary-s3cret" * 200


@given(secret=st.text(st.characters(), max_size=60), longest=st.integers(1, 40))
def test_whatever_the_secret_it_comes_back(tmp_path_factory, secret, longest):
    long = LongSecrets(longest, tmp_path_factory.mktemp("secrets"))
    kept = long.to_keep(ID, secret)

    assert long.opened(ID, kept) == secret
    assert kept == secret or len(kept) == len(long.to_keep(OTHER, LONG))


def test_what_looks_like_our_own_mark_is_sealed_too_and_comes_back(tmp_path):
    long = LongSecrets(None, tmp_path)
    mark = long.to_keep(ID, "tributary-sealed/1:" + "00" * 32)

    assert long.opened(ID, mark) == "tributary-sealed/1:" + "00" * 32
    assert len(list(tmp_path.iterdir())) == 1


def test_it_opens_for_one_endpoint_only_and_not_when_it_was_changed(tmp_path):
    long = LongSecrets(100, tmp_path)
    kept, other = long.to_keep(ID, LONG), long.to_keep(OTHER, LONG + "!")
    mine, theirs = (next(tmp_path.glob(f"{long._file(one, b'').name[:32]}-*")) for one in (ID, OTHER))
    assert LONG.encode() not in mine.read_bytes()

    before = mine.read_bytes()
    for wrong in (theirs.read_bytes(), before[:-1], b"", before[:20] + b"!" + before[21:]):
        mine.write_bytes(wrong)
        with pytest.raises(VaultError, match="missing or was changed"):
            long.opened(ID, kept)
    mine.unlink()
    with pytest.raises(VaultError, match="missing or was changed"):
        long.opened(ID, kept)
    with pytest.raises(VaultError, match="missing or was changed"):
        long.opened(ID, "tributary-sealed/1:not hex")
    assert long.opened(OTHER, other) == LONG + "!"


def test_all_files_of_an_endpoint_go_and_those_of_others_stay(tmp_path):
    long = LongSecrets(100, tmp_path)
    first, second, other = long.to_keep(ID, LONG), long.to_keep(ID, LONG), long.to_keep(OTHER, LONG)
    long.drop(ID, first)
    long.drop(ID, None)
    assert long.opened(ID, second) == LONG

    long.drop_all(ID)
    assert len(list(tmp_path.iterdir())) == 1
    assert long.opened(OTHER, other) == LONG


def test_what_cannot_be_written_or_deleted_is_words(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    with pytest.raises(VaultError, match="could not be written"):
        LongSecrets(1, blocked).to_keep(ID, LONG)
    with pytest.raises(VaultError, match="longer than a secret"):
        LongSecrets(1, tmp_path).to_keep(ID, "x" * 1024 * 1024)

    long = LongSecrets(1, tmp_path)
    name = long._file(ID, b"key").name
    (tmp_path / name).mkdir()  # somebody put a folder there
    with pytest.raises(VaultError, match="could not be deleted"):
        long.drop_all(ID)


def test_the_folder_is_that_of_the_account_and_none_is_made_before_it_is_needed():
    assert secrets_folder().name == "secrets"
    assert LongSecrets(None).opened(ID, None) is None
