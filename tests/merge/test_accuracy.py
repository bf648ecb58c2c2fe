"""A small run of the accuracy benchmark: nothing is put together that is not one, most of what is one is."""

import pytest

from tests.benchmarks.merge_accuracy.__main__ import main
from tests.benchmarks.merge_accuracy.figures import lower_bound
from tests.benchmarks.merge_accuracy.measured import measured
from tests.benchmarks.merge_accuracy.table import domains, recalls

SIZE = 60


@pytest.fixture(scope="module")
def tally():
    return measured(7, SIZE, demo_only=True)


def test_nothing_is_put_together_that_is_not_one(tally):
    assert dict(tally.named) == {}
    assert sum(tally.wrong.values()) == 0
    assert sum(tally.near_merged.values()) == 0
    assert sum(tally.right.values()) > 5 * SIZE


def test_there_are_near_misses_in_every_domain_that_has_rules(tally):
    near = {domain: 0 for domain in domains(tally) if domain != "other"}
    for (domain, _), many in tally.near.items():
        near[domain] += many

    assert set(near.values()) == {SIZE}


def test_most_of_what_is_one_is_put_together(tally):
    for domain in domains(tally):
        (exact, of_exact), (altered, of_altered) = recalls(tally, domain)
        assert exact >= 0.98 * of_exact
        assert altered >= 0.9 * of_altered


def test_a_day_is_never_put_to_a_time_and_who_is_uncertain_is_never_linked(tally):
    guesses = [
        many for (domain, why), many in tally.undecidable.items() if domain == "persons" or "day" in why
    ]
    linked = [
        many
        for (domain, why), many in tally.undecidable_merged.items()
        if domain == "persons" or "day" in why
    ]

    assert sum(guesses) >= SIZE
    assert sum(linked) == 0


def test_the_same_seed_gives_the_same_figures(tmp_path, capsys):
    for name in ("one", "other"):
        assert main(["--seed", "3", "--size", "5", "--demo", "--json", str(tmp_path / name)]) == 0
    capsys.readouterr()

    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


def test_a_share_is_as_certain_as_its_number():
    assert lower_bound(300, 300) > lower_bound(30, 30)
    assert lower_bound(0, 300) < 0.001
    assert 0.93 < lower_bound(290, 300) < 290 / 300
