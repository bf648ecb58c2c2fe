"""What is printed is what is saved, and no file is written over."""

import io
import zipfile

import pytest

from viewer.cli import main
from viewer.cli.streams import Streams


@pytest.fixture
def streams():
    return Streams(io.StringIO(), io.StringIO(), io.StringIO())


def test_it_is_printed_and_saved_where_a_file_is_named(tmp_path, streams):
    assert main(["support", str(tmp_path / "b.zip")], streams) == 0

    with zipfile.ZipFile(tmp_path / "b.zip") as bundle:
        assert streams.results.getvalue() == bundle.read("support.txt").decode() + "\n"
    assert "saved" in streams.progress.getvalue()


def test_without_a_file_it_is_printed_alone(streams):
    assert main(["support"], streams) == 0
    assert streams.results.getvalue().startswith("Tributary: support bundle.")
    assert streams.progress.getvalue() == ""


def test_a_file_that_is_there_stays(tmp_path, streams):
    (tmp_path / "b.zip").write_text("mine")

    assert main(["support", str(tmp_path / "b.zip")], streams) == 2
    assert (tmp_path / "b.zip").read_text() == "mine"
