"""Faults between the program and its sources: nothing is lost in silence, others are unharmed, it ends.

A sample of the table, the same in every run; ``.ci/long`` runs all of it (``python -m tests.fault_proxy``).
"""

import pytest

from tests.fault_proxy.cells import Truths
from tests.fault_proxy.faults import FAULTS
from tests.fault_proxy.ground import Ground
from tests.fault_proxy.runs import run_cell
from tests.fault_proxy.stages import STAGES


@pytest.fixture(scope="module")
def truths():
    with Ground() as ground:
        yield Truths(ground)


def _sample():
    """Every third fault, each at another stage: in all every stage, and no row of two that hang."""
    for number, fault in enumerate(FAULTS[::3]):
        suiting = [stage for stage in STAGES if fault.suits(stage)]
        yield pytest.param(fault, suiting[number % len(suiting)], id=fault.name)


@pytest.mark.parametrize(("fault", "stage"), list(_sample()))
def test_what_came_before_stays_what_is_missing_is_said_and_the_clean_source_is_unharmed(
    truths, fault, stage
):
    row = run_cell(truths, fault, stage)

    assert row.received <= row.there
    assert row.words or row.received == row.there


def _named(name):
    return next(fault for fault in FAULTS if fault.name == name)


@pytest.mark.parametrize(
    ("fault", "stage", "words"),
    [
        ("certificate expired", "metadata", "its certificate is refused: it has expired"),
        ("certificate of another host", "document", "it belongs to another server"),
        ("TLS 1.0 and 1.1 only", "metadata", "it speaks only an old TLS"),
        ("client certificate wanted", "metadata", "it wants a client certificate"),
        ("401", "metadata", "Sign in to this source again"),
        ("its clock an hour ahead", "last page", "60 minutes ahead of this computer's"),
        ("half of the JSON with status 200", "SCR, where it is", "its answer ends in the middle"),
        ("a web page with status 200", "document", "a web page, not with the document"),
        ("dies: connection refused from then on", "retry", "nothing answers at its address"),
    ],
)
def test_the_words_say_what_is_wrong(truths, fault, stage, words):
    row = run_cell(truths, _named(fault), next(one for one in STAGES if one.name == stage))

    assert words in row.words
