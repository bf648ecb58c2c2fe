"""Who needs a PDS reading waits until it has ended, however that was (GPC-02)."""

import threading

import pytest

from viewer.auth.authorise import Anonymous
from viewer.engine.compose import file_source
from viewer.engine.national import expecting, is_pds
from viewer.fetch.source import EndpointSource
from viewer.source.answer import SourceEnded
from viewer.source.endpoint import Endpoint, Kind
from viewer.source.protocols import PatientQuery
from viewer.source.session import Session
from viewer.source.state import SourceState

NUMBER = "9990000018"
NOW = threading.Event()


def source(kind):
    return EndpointSource(
        Endpoint(id=kind.value, name="N", care_setting="", base_url="http://127.0.0.1:9/x", kind=kind),
        Anonymous(),
    )


def ending(_cancel):
    yield SourceEnded(source="pds", state=SourceState.FAILED, gaps=())


def waits(session):
    cancel = threading.Event()
    cancel.set()
    return bool(session.traces._expected.get(NUMBER))


def test_pds_is_announced_before_it_is_asked_and_settled_when_it_has_ended():
    session = Session()
    (_, read), (_, other) = expecting(
        session, PatientQuery(nhs_number=NUMBER), [(source(Kind.PDS), ending), (source(Kind.FHIR), ending)]
    )
    assert waits(session)
    list(other(NOW))
    assert waits(session)
    list(read(NOW))

    assert not waits(session)


def test_a_reading_that_breaks_keeps_nobody_waiting():
    def breaking(_cancel):
        yield SourceEnded(source="pds", state=SourceState.FAILED, gaps=())
        raise ZeroDivisionError

    session = Session()
    ((_, read),) = expecting(session, PatientQuery(nhs_number=NUMBER), [(source(Kind.PDS), breaking)])
    with pytest.raises(ZeroDivisionError):
        list(read(NOW))

    assert not waits(session)


def test_without_a_number_nobody_waits():
    session = Session()
    expecting(session, PatientQuery(family="Example"), [(source(Kind.PDS), ending)])

    assert not waits(session)


def test_only_the_register_is_the_register(tmp_path):
    assert is_pds(source(Kind.PDS))
    assert not is_pds(source(Kind.SCR))
    assert not is_pds(file_source(str(tmp_path)))
