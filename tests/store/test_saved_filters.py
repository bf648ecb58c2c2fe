"""Saved filters: strict to read, whole or not at all to write, a damaged file is said and kept."""

import pytest

from viewer.errors import SettingsError, StoreError
from viewer.store.saved_filters import LONGEST_NAME, MOST, SavedFilter, delete, keep, load, rename

ONE = SavedFilter(name="Letters of the year", words="letter", categories=("Letters",), span="12m")


@pytest.fixture
def file(tmp_path):
    return tmp_path / "settings" / "filters.json"


def test_what_is_kept_is_read_again_in_the_order_of_names(file):
    assert load(file) == ()
    keep(file, ONE)
    kept = keep(file, SavedFilter(name="asthma", words="asthma", since="2026-01-01"))

    assert kept == load(file)
    assert [one.name for one in kept] == ["asthma", "Letters of the year"]
    assert kept[1] == ONE


def test_one_of_the_same_name_is_replaced_whatever_its_case(file):
    keep(file, ONE)
    kept = keep(file, SavedFilter(name=" letters OF the year ", words="new"))

    assert [(one.name, one.words) for one in kept] == [("letters OF the year", "new")]


def test_renaming_keeps_what_it_asks_and_never_takes_anothers_name(file):
    keep(file, ONE)
    keep(file, SavedFilter(name="Other"))
    renamed = rename(file, "letters of the year", "Post")
    assert [(one.name, one.words) for one in renamed] == [("Other", ""), ("Post", "letter")]
    with pytest.raises(SettingsError, match="Another filter"):
        rename(file, "Post", "OTHER")
    with pytest.raises(SettingsError, match="not there any more"):
        rename(file, "gone", "New")
    assert [one.name for one in rename(file, "Post", "POST")] == ["Other", "POST"]


def test_deleting_leaves_the_others(file):
    keep(file, ONE)
    keep(file, SavedFilter(name="Other"))
    assert [one.name for one in delete(file, "OTHER")] == ["Letters of the year"]


@pytest.mark.parametrize("name", ["", "  ", "x" * (LONGEST_NAME + 1)])
def test_a_filter_has_a_name_of_some_letters(file, name):
    with pytest.raises(SettingsError, match="needs a name"):
        keep(file, SavedFilter(name=name))
    assert not file.exists()


def test_there_are_not_too_many(file):
    for number in range(MOST):
        keep(file, SavedFilter(name=f"Filter {number}"))
    with pytest.raises(SettingsError, match="No more than"):
        keep(file, SavedFilter(name="One more"))
    assert len(load(file)) == MOST
    keep(file, SavedFilter(name="filter 7", words="changed"))


@pytest.mark.parametrize("body", [
    "{", '{"filters": [{"name": "a", "encounter": "e1"}]}', '{"filters": [{"name": "a", "authors": ["Dr X"]}]}',
    '{"filters": [{"words": "a"}]}', '{"filters": [{"name": "a"}, {"name": "A"}]}', '{"others": []}',
])  # fmt: skip
def test_a_file_that_is_not_ours_is_said_and_never_written_over(file, body):
    file.parent.mkdir()
    file.write_text(body)
    with pytest.raises(SettingsError):
        load(file)
    with pytest.raises(SettingsError):
        keep(file, ONE)
    assert file.read_text() == body


def test_a_folder_that_cannot_be_written_is_said(file):
    file.parent.write_text("a file in the folder's place")
    with pytest.raises(StoreError, match="not saved"):
        keep(file, ONE)


def test_nothing_that_names_an_entry_or_a_person_can_be_kept():
    assert not {"authors", "encounter", "problem", "near", "series", "known_by"} & set(
        SavedFilter.__dataclass_fields__
    )
