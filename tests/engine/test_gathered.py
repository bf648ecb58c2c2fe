"""What the first round gave, and whether it was an answer."""

from datetime import UTC, datetime

from tests.engine.files import gathered, written
from tests.load.answers import ended, observation, patient, source_ended
from viewer.auth.authorise import Anonymous
from viewer.engine.gathered import Gathered
from viewer.fetch.source import EndpointSource
from viewer.source.endpoint import Endpoint
from viewer.source.gap import Gap, GapKind
from viewer.source.session import Session
from viewer.source.trace import Trace, TraceStatus


def test_a_source_has_answered_only_when_nothing_is_missing(tmp_path):
    found = gathered(written(tmp_path, "a.json", patient("A", ""), observation("1", "Patient/9")))
    (key,) = found.sources

    assert found.answered(key)
    assert found.ended(key)
    assert found.strangers() == [(key, "Patient/9")]
    assert [facts.key.reference for facts in found.patients()] == ["Patient/A"]
    assert found.names() == {key: "a.json"}
    gap = Gap(source=key, kind=GapKind.FAILED, domain=None, what="x", why="y")
    found.events[key] = [ended(gaps=[gap]), source_ended()]
    assert not found.answered(key)
    found.events[key] = []
    assert not found.ended(key)
    assert not found.answered(key)


def traced(**more):
    session = Session()
    for number, (status, new) in more.items():
        trace = Trace(nhs_number=number[1:], status=status, superseded_by=new, when=datetime.now(UTC))
        session.traces.note(trace)
    endpoint = Endpoint(id="0" * 32, name="PDS", care_setting="", base_url="https://pds.example.org")
    return Gathered({"pds": EndpointSource(endpoint, Anonymous(), session=session)})


def test_what_pds_said_in_this_session_is_known_to_a_search():
    found = traced(n9990061114=(TraceStatus.SUPERSEDED, "9990062781"), n9990018421=(TraceStatus.VALID, ""))

    assert set(found.traced) == {"9990061114", "9990018421"}
    assert found.current("9990061114") == "9990062781"
    assert found.current("9990018421") == "9990018421"
    assert found.current("") == ""


def test_files_alone_are_traced_nowhere(tmp_path):
    found = gathered(written(tmp_path, "a.json", patient("A", "")))
    assert not found.traced
    assert found.current("9990018421") == "9990018421"
