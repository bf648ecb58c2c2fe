"""The tables are whole: four versions, five sets, pinned sources with their licences, and what has no list named."""

import re

from tests.definitions.packages import pins
from tests.definitions.tables import (
    SETS,
    VERSIONS,
    all_modifiers,
    all_must_support,
    by_hand,
    not_covered,
    stu3,
)


def test_every_source_is_pinned_by_version_and_hash_and_names_its_licence():
    for pin in pins():
        assert re.fullmatch(r"[0-9a-f]{64}", pin["sha256"])
        assert pin["version"]
        assert "CC0-1.0" in pin["licence"]


def test_every_version_has_its_modifiers():
    found = {one.version for one in all_modifiers()}

    assert found == set(VERSIONS)
    for version in VERSIONS:
        paths = {one.path for one in all_modifiers() if one.version == version}
        assert {"AllergyIntolerance.verificationStatus", "Observation.status", "Quantity.comparator"} <= paths
        assert len(paths) > 90


def test_what_stands_by_hand_is_in_the_tables():
    rows = {(one.path, tuple(one.codes)) for one in all_modifiers() if one.version == "STU3"}
    sets = all_must_support()

    assert {path for path, _, _ in stu3()} == {path for path, _ in rows}
    assert all(paths <= set(sets[key]) for key, paths in by_hand().items())


def test_every_set_has_elements_and_names_what_has_no_list():
    assert {name for name, _ in all_must_support()} == set(SETS)
    assert {name for name, missing in not_covered().items() if missing} == set(SETS) - {"IPS"}


def test_a_concept_of_r5_has_the_codes_that_r4_has_for_it():
    codes = {one.version: one.codes for one in all_modifiers() if one.path == "Condition.verificationStatus"}

    assert codes["R5"] == codes["R4"]
    assert "entered-in-error" in codes["R5"]
