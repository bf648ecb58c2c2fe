"""Files of ours are read whole or refused; what is no file is never waited for."""

import os

import pytest

from viewer.store.plain_file import opened_plain, read_at_most, read_whole


def test_a_file_is_read_whole_or_not_at_all(tmp_path):
    assert read_at_most(tmp_path / "none", 10) is None
    (tmp_path / "file").write_bytes(b"0123456789")
    assert read_at_most(tmp_path / "file", 10) == b"0123456789"
    with pytest.raises(OSError, match="larger"):
        read_at_most(tmp_path / "file", 9)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders here")
def test_a_pipe_in_the_place_of_a_file_hangs_nobody(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="plain file"):
        read_at_most(tmp_path / "pipe", 10)
    with pytest.raises(OSError, match="plain file"), opened_plain(tmp_path / "pipe"):
        pytest.fail("a pipe was opened")


def test_a_file_that_has_to_be_there_is_missed(tmp_path):
    with pytest.raises(FileNotFoundError):
        read_whole(tmp_path / "none", 10)
