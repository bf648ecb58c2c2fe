"""The table of telling shapes: every row can be used, and none contradicts another."""

import pytest

from viewer.fhir.version_shapes import ELEMENTS, TYPES

GROUPS = {"S", "4", "B", "5", "S4", "45", "B5"}
FORMS = {"", "str", "obj", "list", "concept"}


def test_every_type_stands_in_one_group():
    rows = [line.split() for line in TYPES.strip().splitlines()]
    names = [name for row in rows for name in row[1:]]

    assert {row[0] for row in rows} <= GROUPS
    assert len(names) == len(set(names))
    assert all(name[0].isupper() and name.isalpha() for name in names)


@pytest.mark.parametrize("line", ELEMENTS.strip().splitlines())
def test_every_row_names_a_type_a_group_and_elements(line):
    kind, letters, *marks = line.split()

    assert kind.isalpha()
    assert letters in GROUPS
    assert marks
    assert all(mark.partition("=")[2] in FORMS for mark in marks)


def test_no_element_stands_in_two_groups_of_its_type():
    seen = [
        (kind, mark)
        for kind, _, *marks in (line.split() for line in ELEMENTS.strip().splitlines())
        for mark in marks
    ]

    assert sorted({pair for pair in seen if seen.count(pair) > 1}) == []
