"""Nobody is asked about whom PDS does not let be asked about, and nothing leaves this computer then."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.fetch.nhs.simulated import HOLROYD
from viewer.source.answer import Outcome
from viewer.source.gap import GapKind
from viewer.source.trace import TraceStatus

OLD = datetime.now(UTC) - timedelta(hours=25)


@pytest.fixture
def silent(spine):
    """A practice that would give away that it was asked."""
    asked = []
    for key in ("gpc", "gpc-documents"):
        spine.answers(key).reply = asked.append
    yield spine
    assert asked == []


@pytest.mark.parametrize("key", ["gpc", "gpc-documents"])
@pytest.mark.parametrize(
    ("trace", "words"),
    [
        ({"restricted": True}, "restricted"),
        ({"deceased": True}, "died"),
        ({"status": TraceStatus.INVALID}, "not valid"),
        ({"status": TraceStatus.NOT_FOUND}, "does not know"),
        ({"when": OLD}, "24 hours"),
        ({"verified": False}, "not verified"),
        ({"practice": "Y99777"}, "does not name this practice"),
        ({"practice": ""}, "no practice"),
    ],
)
def test_no_call_is_made_and_it_is_said_why(silent, key, trace, words):
    silent.trace(**trace)

    told = silent.find(silent.source(key))

    assert told.ended.outcome is Outcome.DENIED
    assert {gap.kind for gap in told.gaps} == {GapKind.DENIED}
    assert all("the GP practice was not asked" in gap.what for gap in told.gaps)
    assert words in told.why
    assert all(("retry" in gap.advice) == ("when" in trace) for gap in told.gaps)
    assert "Y99777" not in told.why
    assert "Riverside" not in told.why


@pytest.mark.parametrize("key", ["gpc", "gpc-documents"])
def test_without_a_trace_no_call_is_made(silent, key):
    assert "not been read from PDS" in silent.find(silent.source(key)).why


def test_a_source_that_does_not_say_which_practice_it_is_is_not_asked(silent):
    silent.trace()

    assert "ODS code" in silent.find(silent.source("gpc", provider="")).why


def test_the_gate_holds_for_reading_as_well(silent):
    silent.session.known.note(silent.endpoint("gpc").id, "Patient/RS1042", HOLROYD)
    silent.trace(restricted=True)

    told = silent.read(silent.source("gpc"), "Patient/RS1042")

    assert told.ended.outcome is Outcome.DENIED
    assert len(told.gaps) > 5


def test_a_replaced_number_is_asked_about_under_the_new_one(spine):
    spine.trace("9990061114", status=TraceStatus.SUPERSEDED, superseded_by=HOLROYD)
    spine.trace(HOLROYD)

    assert spine.find(spine.source("gpc"), "9990061114").ended.outcome is Outcome.COMPLETE
    endpoint = spine.endpoint("gpc")
    assert spine.session.known.number(endpoint.id, "Patient/RS1042") == HOLROYD


def test_the_practice_is_the_same_in_any_letters(spine):
    spine.trace(practice="y99001")

    assert spine.find(spine.source("gpc")).ended.outcome is Outcome.COMPLETE
