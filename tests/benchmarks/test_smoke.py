"""Every benchmark runs, here with few resources; no time is asserted."""

import json

import pytest

from tests.benchmarks.__main__ import main
from tests.benchmarks.figures import Figure, percentile

FEW = 400


@pytest.mark.parametrize(
    "part", ["window", "pages", "lanes", "keystroke", "headless", "reopening", "details", "start", "seeking"]
)
def test_a_benchmark_runs_with_few_resources(part, tmp_path, capsys):
    target = tmp_path / "out" / "figures.json"
    main(["--resources", str(FEW), "--repeat", "1", "--only", part, "--out", str(target)])

    written = json.loads(target.read_text("utf-8"))
    assert written["resources"] == FEW
    assert written["machine"]["cores"]
    assert all(figure["median"] >= 0 for figure in written["figures"])
    assert all(figure["name"] in capsys.readouterr().out for figure in written["figures"][:1])


def test_a_percentile_is_a_value_that_was_measured():
    assert percentile([3.0, 1.0, 2.0], 50) == 2.0
    assert percentile([1.0], 99) == 1.0
    assert percentile([], 99) == 0.0


def test_a_ratio_needs_a_floor():
    assert Figure("", "s", (4.0, 2.0, 9.0), floor=2.0).ratio == 2.0
    assert Figure("", "s", (4.0,)).ratio is None
