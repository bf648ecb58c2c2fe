"""A folder is a source like a file: whatever lies in it is counted, and one bad file harms no other."""

import shutil

import pytest

from tests.real_input.command import each_patient, record, run
from tests.real_input.inputs import CORPUS, WAYS, expectations

_FOLDERS = sorted({name.split("/")[0] for name in expectations()} - {"generated"})


@pytest.mark.parametrize("folder", _FOLDERS)
def test_a_folder_receives_what_its_files_receive(folder):
    inside = [row.counts["received"] for name, row in expectations().items() if name.startswith(f"{folder}/")]

    ran = each_patient(CORPUS / folder)

    assert ran.code in {0, 1, 3}
    counts = [one["counts"] for one in ran.values]
    assert sum(one["received"] for one in counts) == sum(inside)
    assert all(one["received"] == sum(one[way] for way in WAYS) for one in counts)


def test_a_file_without_a_patient_is_never_joined_to_the_patient_of_another():
    known, unknown = CORPUS / "person" / "one-patient.json", CORPUS / "person" / "no-patient.json"

    ran = run("record", str(known), str(unknown), "--each-patient")

    people = [one for one in ran.values if one["person"]]
    assert [{source["name"] for source in one["sources"]} for one in people] == [{"one-patient.json"}]
    assert sum(one["counts"]["received"] for one in ran.values) == 3


def test_an_empty_folder_and_a_missing_file_read_nothing_and_say_so(tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()

    for path in (empty, tmp_path / "missing.json"):
        ran = record(path)
        assert ran.code == 1
        assert ran.said.strip()


def test_a_name_of_a_file_may_be_anything_that_a_disk_allows(tmp_path):
    odd = tmp_path / "Corpus – 'x' \u202e\n.json"
    shutil.copy(CORPUS / "person" / "no-patient.json", odd)

    ran = each_patient(odd)

    assert ran.code == 0
    assert [one["counts"]["as_entries"] for one in ran.values] == [1]
