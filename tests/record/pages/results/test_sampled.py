import pytest

from tests.record.pages.results.builders import Raw, encoded
from viewer.fhir.strict import read_object
from viewer.record.pages.results.sampled import traces_of

ECG = {
    "origin": {"value": 2, "unit": "mV"},
    "period": 4,
    "factor": Raw("0.5"),
    "dimensions": 1,
    "data": "1 E -2 U L 0.5",
}


def traces(**given):
    sent = {key: value for key, value in {**ECG, **given}.items() if value is not None}
    return traces_of("Lead I", read_object(encoded({"valueSampledData": sent})))


def test_factor_and_origin_are_applied_and_letters_are_no_numbers():
    (trace,) = traces()

    assert trace.heights == (2.5, None, 1.0, None, None, 2.25)
    assert (trace.step, trace.step_words, trace.unit, trace.name) == (0.004, "seconds", "mV", "Lead I")
    assert "not measurable (E)" in trace.says


def test_dimensions_are_traces_of_their_own():
    assert [(trace.name, trace.heights) for trace in traces(dimensions=2, data="1 2 3 4")] == [
        ("Lead I, 1 of 2", (2.5, 3.5)),
        ("Lead I, 2 of 2", (3.0, 4.0)),
    ]


@pytest.mark.parametrize("dimensions", [None, 0, "two"])
def test_dimensions_that_make_no_sense_are_one(dimensions):
    assert len(traces(dimensions=dimensions)) == 1


def test_without_factor_and_origin_the_samples_stand_as_sent():
    (trace,) = traces(factor=None, origin=None, data="1 2")

    assert (trace.heights, trace.unit) == ((1.0, 2.0), "no unit given")


def test_the_interval_of_r5_says_its_own_unit():
    (five,), (none,) = traces(period=None, interval=2, intervalUnit="ms"), traces(period=None)

    assert (five.step, five.step_words) == (2.0, "ms")
    assert (none.step, none.step_words) == (1.0, "interval not given")


def test_no_data_is_no_trace():
    assert traces(data=None) == ()


def test_a_trace_of_an_hour_says_how_much_of_it_is_drawn():
    (trace,) = traces(data="1 " * 20_001)

    assert len(trace.heights) == 20_000
    assert trace.says.endswith("; the first 20,000 are drawn")


def test_a_number_of_dimensions_beyond_measure_breaks_nothing():
    assert len(traces(dimensions=Raw("1" * 5000))) == 12
    assert len(traces(dimensions="0" * 5000)) == 1


def test_a_sample_beyond_any_screen_has_no_height():
    (trace,) = traces(factor=Raw("1e300"), origin={"value": 0}, data="1 3e300 E")

    assert trace.heights == (1e300, None, None)
