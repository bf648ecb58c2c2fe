import pytest

from tests.record.pages.results.builders import World, observation, report
from viewer.record.pages.results.homes import (
    code_words,
    has_unit,
    may_be_drawn,
    numbers_in,
    row_note,
    rows_of,
)


def homes(*contents):
    world = World()
    entries = [world.add(content | {"id": f"o{number}"}) for number, content in enumerate(contents)]
    return [[entries.index(entry) for entry in held] for held in rows_of(entries).values()], rows_of(entries)


def test_one_code_and_one_unit_is_one_row_and_another_unit_is_another():
    assert homes(observation(), observation(), observation(unit="umol/L"))[0] == [[0, 1], [2]]


@pytest.mark.parametrize(
    "content",
    [
        observation(value=None, valueString="haemolysed"),
        observation(value=None, dataAbsentReason={"coding": [{"code": "not-performed"}]}),
        observation(status="entered-in-error"),
        observation(status="strange"),
    ],
)
def test_what_is_said_of_a_test_without_a_comparable_number_stands_with_it_in_order(content):
    assert homes(content, observation())[0] == [[0, 1]]


def test_where_two_units_are_known_words_stand_by_themselves():
    places, found = homes(
        observation(), observation(unit="umol/L"), observation(value=None, valueString="haemolysed")
    )

    assert places == [[0], [1], [2]]
    assert [may_be_drawn(key) for key in found] == [True, True, False]


def test_another_subjects_result_never_stands_among_the_patients_own():
    places, found = homes(observation(), observation(focus=[{"reference": "Patient/unborn"}]))

    assert places == [[0], [1]]
    assert [row_note(key, held) for key, held in found.items()] == [
        "",
        "About another subject, not the patient",
    ]


def test_uncoded_results_stand_under_their_name_and_are_no_series():
    places, found = homes(observation(code=""), observation(code="", unit="g"), observation())

    assert sorted(places) == [[0, 1], [2]]
    assert "No code sent: same name, perhaps not the same test" in [row_note(k, h) for k, h in found.items()]
    assert not any(may_be_drawn(key) and len(held) > 1 for key, held in found.items())


def test_reports_of_one_name_are_a_row():
    places, found = homes(report(), report(), report(title="CT head"))

    assert places == [[0, 1], [2]]
    assert [row_note(key, held) for key, held in found.items()] == ["", ""]


def test_the_code_tells_two_tests_of_one_name_apart():
    world = World()

    assert code_words(world.add(observation())) == "LOINC 2823-3"
    assert code_words(world.add(observation(code=""))) == "Not coded"


def test_only_numbers_of_the_one_unit_are_counted():
    world = World()
    entries = [
        world.add(observation("a")),
        world.add(observation("b", None, valueString="haemolysed")),
        world.add(observation("c", status="entered-in-error")),
    ]
    ((key, held),) = rows_of(entries).items()

    assert numbers_in(key, held) == 1
    assert numbers_in("name|x", held) == 0
    assert [has_unit(entry) for entry in entries] == [True, False, False]


def test_one_entered_in_error_stands_with_its_unit():
    places, _ = homes(
        observation(), observation(unit="umol/L"), observation(unit="umol/L", status="entered-in-error")
    )

    assert places == [[0], [1, 2]]
