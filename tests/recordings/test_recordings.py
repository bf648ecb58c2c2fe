"""Every recorded conversation here replays without network into the record that is kept beside it."""

import json
import re
from pathlib import Path

import pytest

from tests.recordings.replay import Replay
from tests.recordings.told import read_from, record_of, told_of
from viewer.cli.recording import Recorder
from viewer.demo.handle import start_demo
from viewer.engine.setting import Secrets, Setting
from viewer.fhir.nhs_number import is_test_number, nhs_number
from viewer.source.protocols import PatientQuery
from viewer.store.policy import Policy

HERE = Path(__file__).parent
RECORDINGS = sorted(HERE.glob("*.jsonl"))


def test_there_are_recordings():
    assert {file.stem for file in RECORDINGS} >= {"demo-acute", "demo-community", "demo-gp", "demo-ooh"}


@pytest.mark.parametrize("file", RECORDINGS, ids=lambda file: file.stem)
def test_a_recording_replays_into_the_record_kept_beside_it(file):
    with Replay(file.read_bytes()) as replay:
        told = told_of(record_of(replay))
    assert told == json.loads(file.with_suffix(".told.json").read_text("utf-8"))


@pytest.mark.parametrize("file", RECORDINGS, ids=lambda file: file.stem)
def test_a_recording_names_nobody_of_the_demo_and_no_number_that_could_be_issued(file):
    text = file.read_text("utf-8")

    for name in ("Holroyd", "HOLROYD", "Margaret", "9990018421", "127.0.0.1"):
        assert name not in text
    numbers = {number for number in re.findall(r"(?<!\d)\d{10}(?!\d)", text) if nhs_number(number)}
    assert all(is_test_number(number) for number in numbers)


def test_a_question_that_was_not_recorded_is_answered_by_no_guess():
    with Replay(RECORDINGS[0].read_bytes()) as replay:
        heard = type("Heard", (), {"method": "GET", "path": "Flag/none", "query": (), "body": b""})
        said = replay.site.answer(heard)

    assert said.status == 501
    assert replay.unknown == [("GET", "/Flag/none", ())]


def test_what_is_replaced_changes_nothing_of_how_a_record_is_read(tmp_path):
    """A conversation recorded now tells as many rows, in the same states, as the source itself."""
    setting = Setting(file=tmp_path / "none", policy=Policy(), secrets=Secrets())
    query = PatientQuery(nhs_number="9990018421")
    with start_demo() as demo:
        for endpoint in demo.endpoints:
            itself = told_of(read_from(endpoint, query))
            recorder = Recorder(endpoint, setting)
            assert recorder.read(query)
            with Replay(recorder.recording(query, b"key")) as replay:
                replayed = told_of(record_of(replay))

            assert replay.unknown == []
            for part in ("state", "counts", "domains"):
                assert replayed[part] == itself[part]
            assert len(replayed["gaps"]) == len(itself["gaps"])
