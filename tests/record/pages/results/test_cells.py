import pytest

from tests.entries.builders import LONDON
from tests.merge.builders import NAMES
from tests.record.pages.results.builders import World, observation, pressure, report
from viewer.record.pages.results.cells import cell_of, marks_of, shared_unit, unit_in

WORDS = (NAMES, LONDON, 0)


def made(content, unit="", lacking=0):
    return cell_of(World().add(content), 3, unit, (NAMES, LONDON, lacking))


@pytest.mark.parametrize(
    ("value", "comparator", "text", "point"),
    [
        ("4.2", "", "4.2", 1),
        ("0.010", "", "0.010", 1),
        ("37", "", "37", 2),
        ("-1.50", "", "-1.50", 2),
        ("0.50", "<", "<0.50", 2),
        ("1000", ">=", ">=1000", 6),
    ],
)
def test_a_number_is_whole_and_its_decimal_point_is_known(value, comparator, text, point):
    content = observation(value=value)
    if comparator:
        content["valueQuantity"]["comparator"] = comparator
    cell = made(content, "mmol/L")

    assert (cell.text, cell.point, cell.column) == (text, point, 3)


def test_a_unit_that_is_not_the_rows_stays_in_the_cell():
    assert made(observation(), "mmol/l").text == "4.2 mmol/L"


def test_a_blood_pressure_is_one_item():
    cell = made(pressure(), "mmHg")

    assert (cell.text, cell.point) == ("120/80", 3)


def test_a_text_that_looks_like_a_number_is_no_number_of_a_series():
    entry = World().add(observation(value=None, valueString="5 mmol/L"))

    assert unit_in(entry) == ""


def test_the_unit_stands_at_the_head_only_where_all_wrote_it_alike():
    world = World()
    one, other = world.add(observation("a")), world.add(observation("b", unit="mmol/l"))
    words = world.add(observation("c", None, valueString="clear"))

    assert shared_unit([one, words]) == "mmol/L"
    assert shared_unit([one, other]) == ""
    assert shared_unit([words]) == ""


def test_what_the_source_calls_it_is_shown_and_never_concluded():
    high = observation(value="6.9", interpretation=[{"coding": [{"code": "H", "display": "High"}]}])

    assert made(high).graded == "High"
    assert made(observation(value="99")).graded == ""


@pytest.mark.parametrize(
    ("status", "marks"),
    [
        ("final", ()),
        ("amended", ("Amended",)),
        ("preliminary", ("Preliminary",)),
        ("entered-in-error", ("Entered in error",)),
        ("strange", ("Status not recognised", "Unrecognised status 'strange'")),
    ],
)
def test_a_status_that_is_not_final_is_marked(status, marks):
    entry = World().add(observation(status=status))

    assert marks_of(entry) == marks
    assert made(observation(status=status)).struck is (status == "entered-in-error")


def test_copies_that_differ_are_marked():
    world = World()
    both = world.same(world.add(observation()), world.add(observation(status="amended"), "trust"))

    assert "Sources differ" in marks_of(both)


@pytest.mark.parametrize(
    ("content", "lacking", "text"),
    [
        (observation(value=None, valueString="clear"), 0, "clear"),
        (observation(value=None, valueString="x" * 61), 0, "Text of 61 characters"),
        (observation(value=None), 0, "No value sent"),
        (observation(value=None, valueSampledData={"data": "1 2"}), 0, "Trace (sampled data)"),
        (report("r", "a"), 0, "1 result"),
        (report("r", "a", "b"), 1, "2 results, 1 not found here"),
        (report("r"), 0, "Open"),
    ],
)
def test_what_is_no_number_says_what_it_is(content, lacking, text):
    cell = made(content, lacking=lacking)

    assert (cell.text, cell.point) == (text, -1)


def test_the_spoken_sentence_holds_test_value_date_source_and_marks():
    high = observation(value="6.9", status="amended", interpretation=[{"text": "High"}])

    assert made(high, "mmol/L").spoken == (
        "Potassium: 6.9 mmol/L. Sent as High. 04 March 2026 09:15, GP practice. Amended"
    )


@pytest.mark.parametrize(
    ("content", "whole"),
    [
        (observation(), ""),
        (observation(value=None, valueString="clear"), ""),
        (observation(value=None, valueString="x" * 61), "x" * 61),
        (observation(value=None, note=[{"text": "Haemolysed"}]), "No value sent · Note: Haemolysed"),
        (report("r", conclusion="Grade 3"), "Conclusion: Grade 3"),
        (report("r"), "A report without a conclusion in words"),
        (report("r", "a", conclusion="Anaemia"), "1 result · Conclusion: Anaemia"),
    ],
)
def test_words_that_are_opened_have_what_they_stand_for_beside_them_and_that_is_spoken(content, whole):
    cell = made(content)

    assert cell.whole == whole
    assert (whole or cell.text) in cell.spoken
