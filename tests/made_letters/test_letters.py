"""The letters of the demo are those that the file holds; only those that are to be wrong are wrong."""

import hashlib
import json
from base64 import b64decode, b64encode
from pathlib import Path

from tests.made_letters.letters import letter_lines

FILES = Path(__file__).parents[2] / "resources" / "demo"
LETTERS = [json.loads(line) for line in letter_lines().splitlines()]


def attachment(name):
    (found,) = [one for one in LETTERS if one["id"].endswith(f"-doc-{name}")]
    return found["content"][0]["attachment"]


def test_the_file_ends_with_them_as_they_are_made():
    assert (FILES / "averill-acute.ndjson").read_bytes().endswith(letter_lines())


def test_the_hospital_holds_no_structured_medicines_of_hers():
    kinds = {
        json.loads(line)["resourceType"]
        for line in (FILES / "averill-acute.ndjson").read_text("utf-8").splitlines()
    }

    assert not [kind for kind in kinds if kind.startswith("Medication")]
    assert LETTERS[0]["type"]["coding"][0]["code"] == "373942005"


def test_sizes_and_hashes_are_right_but_for_the_one_that_is_to_be_wrong():
    wrong = []
    for one in LETTERS:
        for item in one.get("content", []):
            file = item["attachment"]
            data = b64decode(file.get("data", "") or LETTERS[1]["data"])
            if "hash" in file:
                assert file["size"] == len(data)
                digest = b64encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode()
                wrong += [one["id"]] if digest != file["hash"] else []

    assert wrong == ["NM720115-doc-phone"]


def test_one_is_fetched_and_one_is_elsewhere():
    assert attachment("discharge")["url"] == f"Binary/{LETTERS[1]['id']}"
    assert attachment("elsewhere")["url"].startswith("https://eyes.example/")
