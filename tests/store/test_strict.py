"""Our files read strictly: nothing guessed, nothing dropped, no word of the file's values in an error."""

import os

import pytest

from viewer.errors import SettingsError
from viewer.source.connection import Asking, OAuth, Use
from viewer.store.strict import (
    flag_in,
    number_in,
    only_known,
    read_table,
    table_in,
    table_of,
    tables_in,
    text_in,
    values_of,
)

WHAT = "The settings"


def test_no_file_is_none(tmp_path):
    assert read_table(tmp_path / "none.json", WHAT) is None


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "damaged"),
        (b'{\n"a": 1,\n', "line 3"),
        (b'{"a": 1, "a": 2}', "stands twice"),
        (b"[]", "one JSON object"),
        (b"\xff", "damaged"),
        (b"[" * 100_000, "damaged"),
    ],
)
def test_a_damaged_file_is_said_and_left_alone(tmp_path, body, words):
    file = tmp_path / "x.json"
    file.write_bytes(body)

    with pytest.raises(SettingsError, match=words):
        read_table(file, WHAT)

    assert file.read_bytes() == body


def test_a_file_far_too_large_is_refused(tmp_path):
    (tmp_path / "x.json").write_bytes(b" " * 1_100_000)

    with pytest.raises(SettingsError, match="too large"):
        read_table(tmp_path / "x.json", WHAT)


def test_a_folder_in_place_of_the_file_is_said(tmp_path):
    with pytest.raises(SettingsError, match="cannot be read"):
        read_table(tmp_path, WHAT)


def test_an_unknown_key_is_refused_with_the_nearest_known_one():
    with pytest.raises(SettingsError, match="did you mean 'time_zone'"):
        only_known({"timezone": 1}, {"time_zone"}, WHAT)
    with pytest.raises(SettingsError) as caught:
        only_known({"zzz": 1}, {"time_zone"}, WHAT)
    assert "did you mean" not in str(caught.value)


@pytest.mark.parametrize(
    ("read", "good", "bad"),
    [
        (text_in, "x", 1),
        (flag_in, True, "true"),
        (lambda table, key, what: number_in(table, key, what, 3), 7, True),
        (tables_in, [{}], [1]),
    ],
)
def test_a_value_of_another_type_is_refused(read, good, bad):
    assert read({"k": good}, "k", WHAT) == good
    assert not read({}, "k", WHAT) or read({}, "k", WHAT) == 3
    with pytest.raises(SettingsError, match="must be"):
        read({"k": bad}, "k", WHAT)


def test_a_table_is_read():
    assert table_of(b'{"a": {"b": 1}}', WHAT) == {"a": {"b": 1}}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders here")
def test_a_pipe_or_device_in_place_of_the_file_is_said_and_never_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "endless").symlink_to("/dev/zero")

    for name in ("pipe", "endless"):
        with pytest.raises(SettingsError, match=r"cannot be read \(it is not a plain file\)"):
            read_table(tmp_path / name, WHAT)


def test_a_dataclass_is_read_by_the_types_of_its_defaults():
    asking = values_of(
        Asking, {"page_size": 50, "post_search": "never", "link_aliases": ["https://a.org"]}, "x"
    )
    assert asking == Asking(page_size=50, post_search=Use.NEVER, link_aliases=("https://a.org",))
    assert values_of(OAuth, {"offline": True, "client_id": "c"}, "x") == OAuth(offline=True, client_id="c")


@pytest.mark.parametrize(
    "table",
    [
        {"page_size": "50"},
        {"page_size": True},
        {"post_search": "perhaps"},
        {"link_aliases": "https://a.org"},
        {"link_aliases": [1]},
        {"pagesize": 50},
    ],
)
def test_a_value_of_another_type_or_name_is_refused_in_words(table):
    with pytest.raises(SettingsError, match=r"^The list: "):
        values_of(Asking, table, "The list")


def test_a_table_in_a_table_is_an_object_or_absent():
    assert table_in({}, "oauth", "x") == {}
    with pytest.raises(SettingsError, match="must be an object"):
        table_in({"oauth": []}, "oauth", "x")
