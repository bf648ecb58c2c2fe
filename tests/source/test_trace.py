"""What PDS said of a number, and who may be asked because of it (IDM-03, IDM-08, GPC-02, GPC-03)."""

import threading
from datetime import UTC, datetime, timedelta

import pytest

from viewer.source.trace import Claim, Trace, Traces, TraceStatus, confirms, why_not_called

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
NUMBER = "9990018421"


def trace(**more):
    plain = {
        "nhs_number": NUMBER,
        "status": TraceStatus.VALID,
        "when": NOW - timedelta(hours=1),
        "born": "1942-03-08",
        "family": "HOLROYD",
        "given": "Margaret",
        "practice": "Y90001",
        "verified": True,
    }
    return Trace(**{**plain, **more})


@pytest.mark.parametrize(
    ("claim", "borne_out"),
    [
        (Claim(born="1942-03-08"), True),
        (Claim(born="1942-03-08", family="Smith", given="Zoe"), True),
        (Claim(born="1942-03-18", family="Holroyde", given="Maggie"), True),
        (Claim(born="1943-03-08", family="HOL", given="m"), True),
        (Claim(born="1942-03-18", family="Smith", given="Margaret"), False),
        (Claim(born="1942-03-18", family="Holroyd", given="Edith"), False),
        (Claim(born="1942-03-18", family="Holroyd"), False),
        (Claim(born="1942-04-18", family="Holroyd", given="Margaret"), False),
        (Claim(born="1942-03", family="Holroyd", given="Margaret"), False),
        (Claim(born="8-March-42", family="Holroyd", given="Margaret"), False),
        (Claim(family="Holroyd", given="Margaret"), False),
    ],
)
def test_a_claim_is_borne_out_by_the_date_of_birth_or_most_of_it_and_the_name(claim, borne_out):
    assert confirms(trace(), claim) is borne_out


def test_a_short_surname_is_compared_whole():
    assert confirms(trace(family="Ó Lí"), Claim(born="1942-03-09", family="O'li", given="M"))
    assert not confirms(trace(family="Ng"), Claim(born="1942-03-09", family="Ngo", given="M"))


def test_what_pds_does_not_state_bears_nothing_out():
    assert not confirms(trace(born=""), Claim(born="1942-03-08"))
    assert not confirms(trace(status=TraceStatus.INVALID), Claim(born="1942-03-08"))


def test_a_practice_may_be_asked_after_a_fresh_verified_trace():
    assert why_not_called(trace(), NOW) == ""
    assert why_not_called(trace(verified=False), NOW, Claim(born="1942-03-08")) == ""


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (None, "has not been read"),
        (trace(when=NOW - timedelta(hours=24, seconds=1)), "more than 24 hours"),
        (trace(status=TraceStatus.SUPERSEDED, superseded_by="9990041237"), "replaced"),
        (trace(status=TraceStatus.INVALID), "not valid"),
        (trace(status=TraceStatus.NOT_FOUND), "does not know"),
        (trace(restricted=True), "restricted"),
        (trace(deceased=True), "has died"),
        (trace(verified=False), "not verified"),
        (trace(practice=""), "names no practice"),
    ],
)
def test_it_is_said_why_a_practice_may_not_be_asked(found, words):
    assert words in why_not_called(found, NOW)


def test_demographics_that_pds_does_not_bear_out_keep_the_practice_from_being_asked():
    assert "not verified" in why_not_called(trace(), NOW, Claim(born="1950-01-01"))


def test_the_words_never_name_the_practice():
    for found in (trace(restricted=True), trace(deceased=True), trace(status=TraceStatus.INVALID)):
        assert "Y90001" not in why_not_called(found, NOW)


def test_the_newest_trace_of_a_number_counts():
    traces = Traces()
    assert traces.of(NUMBER) is None
    assert traces.current(NUMBER) == NUMBER

    traces.note(trace())
    traces.note(trace(status=TraceStatus.SUPERSEDED, superseded_by="9990041237"))

    assert traces.current(NUMBER) == "9990041237"
    assert set(traces.all()) == {NUMBER}


def test_a_source_waits_until_pds_has_ended():
    traces, cancel = Traces(), threading.Event()
    traces.expect(NUMBER)
    got = []
    waiting = threading.Thread(target=lambda: got.append(traces.awaited(NUMBER, cancel)))
    waiting.start()

    traces.note(trace())
    assert not got
    traces.settle(NUMBER)
    waiting.join(10)

    assert got == [trace()]


def test_nobody_waits_where_pds_is_not_asked_or_has_failed():
    traces = Traces()
    assert traces.awaited(NUMBER, threading.Event()) is None
    traces.expect(NUMBER)
    traces.settle(NUMBER)
    traces.settle(NUMBER)
    assert traces.awaited(NUMBER, threading.Event()) is None


def test_a_cancel_ends_the_waiting():
    traces, cancel = Traces(), threading.Event()
    traces.expect(NUMBER)
    cancel.set()
    assert traces.awaited(NUMBER, cancel) is None
