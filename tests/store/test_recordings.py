"""A recording says what it is and what was replaced, and reads back as what went over the wire."""

import json

import pytest

from viewer.errors import StoreError
from viewer.fhir.disguise import BASE
from viewer.source.exchange import Exchange
from viewer.source.protocols import PatientQuery
from viewer.store.recordings import read, save, written

SOURCE = "https://fhir.trust.example/r4"
NHS = "https://fhir.nhs.uk/Id/nhs-number"


def exchange(body=b"{}", path="/metadata", method="GET", **more):
    return Exchange(method=method, url=SOURCE + path, status=200, body=body, **more)


def recorded(*exchanges, query=None):
    return written(exchanges, SOURCE, query or PatientQuery(nhs_number="9434765919"), b"k", {"kind": "fhir"})


def test_the_first_line_says_what_was_replaced_and_who_was_asked_for_by_stand_in():
    head = json.loads(recorded().splitlines()[0])

    assert head["tributary-recording"] == 1
    assert head["kind"] == "fhir"
    assert "NHS number" in head["replaced"]
    assert head["asked"]["nhs_number"].startswith("999")


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        (PatientQuery(reference="Patient/1"), PatientQuery(reference="Patient/patient-1")),
        (
            PatientQuery(family="Holroyd", given="Margaret"),
            PatientQuery(family="Family 1", given="Given 1"),
        ),
    ],
)
def test_who_was_asked_for_is_read_back_by_stand_in(query, asked):
    assert read(recorded(query=query))[0] == asked


def test_an_exchange_reads_back_with_everything_that_a_replay_needs():
    form = exchange(
        b'{"resourceType":"Bundle"}',
        "/Condition/_search",
        "POST",
        sent=b"patient=1&_count=50",
        headers=(("Content-Type", "application/fhir+json"), ("Location", f"{SOURCE}/Patient/1")),
    )

    _, (found,) = read(recorded(form))

    assert found == Exchange(
        method="POST",
        url=f"{BASE}/Condition/_search",
        status=200,
        sent=b"patient=patient-1&_count=50",
        headers=(("Content-Type", "application/fhir+json"), ("Location", f"{BASE}/Patient/patient-1")),
        body=b'{"resourceType":"Bundle"}',
    )


def test_a_question_in_fhir_json_is_replaced_too():
    number = {"system": NHS, "value": "9434765919"}
    sent = json.dumps({"resourceType": "Parameters", "parameter": [{"valueIdentifier": number}]}).encode()

    _, (found,) = read(recorded(exchange(path="/Patient/$op", method="POST", sent=sent)))

    assert b"9434765919" not in found.sent
    assert json.loads(found.sent)["parameter"][0]["valueIdentifier"]["value"].startswith("999")
    assert read(recorded(exchange(sent=b"{cut")))[1][0].sent == b""


def test_a_name_is_replaced_also_where_it_stands_before_its_patient():
    letter = b'{"resourceType":"Binary","id":"Holroyd-1"}'
    patient = b'{"resourceType":"Patient","name":[{"family":"Holroyd"}]}'

    assert b"Holroyd" not in recorded(exchange(letter), exchange(patient))


@pytest.mark.parametrize(
    ("body", "stands"),
    [
        (b"<!doctype html><p>Margaret", b"<html>"),
        (b'<Bundle xmlns="http://hl7.org/fhir"><x value="Margaret"/></Bundle>', b"http://hl7.org/fhir"),
        (b'{"resourceType":"Patient","name":"Margaret', b'{"resourceType"'),
        (b"Margaret is not known", b"left out"),
    ],
)
def test_what_cannot_be_replaced_is_left_out_and_something_of_its_kind_stands_there(body, stands):
    recording = recorded(exchange(body))

    assert b"Margaret" not in recording
    assert json.loads(recording.splitlines()[1])["left_out"] == f"{len(body)} bytes that are no readable JSON"
    assert stands in read(recording)[1][0].body


def test_an_empty_body_and_a_byte_order_mark_stay():
    _, (empty, marked) = read(recorded(exchange(b""), exchange(b"\xef\xbb\xbf{}")))

    assert (empty.body, marked.body) == (b"", b"\xef\xbb\xbf{}")


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{}",
        b"not json",
        b'{"asked": {"who": 1}}',
        b'{"asked": {}}\n{"headers": {}, "url": ""}',
        b'{"asked": {}}\n{"headers": [], "url": "https://evil.example/"}',
    ],
)
def test_what_is_no_recording_is_refused_in_words(text):
    with pytest.raises(StoreError, match="not a recording"):
        read(text)


def test_a_recording_is_written_whole(tmp_path):
    save(tmp_path / "a.jsonl", recorded())

    assert read((tmp_path / "a.jsonl").read_bytes())[1] == ()


def test_an_etag_names_nobody():
    patient = b'{"resourceType":"Patient","id":"p1","identifier":[{"value":"9434765919"}]}'
    one = exchange(patient, headers=(("ETag", 'W/"9434765919-Patient/p1"'),))

    _, (found,) = read(recorded(one))

    assert "9434765919" not in found.headers[0][1]
    assert "patient-" in found.headers[0][1]


def test_a_recording_that_nests_without_end_is_none():
    with pytest.raises(StoreError, match="not a recording"):
        read(b"[" * 200_000)


@pytest.mark.parametrize("asked", [b'{"nhs_number": 5}', b'["nhs_number"]', b'"x"', b'{"who": ""}'])
def test_who_was_looked_for_is_text_or_it_is_no_recording(asked):
    with pytest.raises(StoreError, match="not a recording"):
        read(b'{"asked": %s}\n' % asked)
