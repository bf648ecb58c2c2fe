"""A file is written whole or not at all."""

import os
import stat
from pathlib import Path

import pytest

from viewer.errors import StoreError
from viewer.store.atomic import write_whole


def test_a_file_is_replaced_and_nothing_is_left_beside_it(tmp_path):
    file = tmp_path / "deep" / "x.json"
    write_whole(file, b"one")
    write_whole(file, b"two")

    assert file.read_bytes() == b"two"
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_only_the_owner_may_read_it(tmp_path):
    write_whole(tmp_path / "x.json", b"one")

    assert stat.S_IMODE((tmp_path / "x.json").stat().st_mode) == 0o600


def test_a_failure_leaves_the_old_file(tmp_path, monkeypatch):
    file = tmp_path / "x.json"
    write_whole(file, b"old")

    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreError, match="No space left"):
        write_whole(file, b"new")

    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_folder_that_cannot_be_made_is_said_without_its_name(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(StoreError) as caught:
        write_whole(Path(tmp_path / "file" / "x.json"), b"x")

    assert str(tmp_path) not in str(caught.value)
