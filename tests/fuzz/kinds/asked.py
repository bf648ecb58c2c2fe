"""What other programs ask of us: launch addresses, messages of a FHIRcast hub, links, dates, waits, frames of the pipe."""
# ruff: noqa: PT017, PT018 - no tests of pytest: each assertion is a promise that a case is judged by

import json
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from urllib.parse import quote, urlsplit

import msgspec

from tests.fuzz import odd
from tests.fuzz.case import Case, Kind
from tests.fuzz.mutate import changed, torn, word
from viewer.context.fhircast import _Lease
from viewer.context.hub_message import Confirmed, Event, read_message
from viewer.context.launch_address import endpoint_for, launch_of
from viewer.engine.frames import LARGEST, FrameReader, from_engine, from_window, pack
from viewer.engine.messages import Hello, OpenPatient, Refused
from viewer.errors import EngineError, ResourceError, UsageError
from viewer.fetch.attempts import seconds_asked
from viewer.fhir.dates import parse_date
from viewer.source.address import base_problem, is_loopback, joined, origin_of, within
from viewer.source.endpoint import Endpoint, SignIn

NOW = datetime(2026, 11, 22, 3, 2, tzinfo=UTC)
_BASE = "https://fhir.example/r4"
_OURS = Endpoint(id="0" * 32, name="Acute", care_setting="", base_url=_BASE, sign_in=SignIn.SMART)


def _address(rng: Random) -> Case:
    iss = rng.choice((_BASE, _BASE + "/", *rng.sample(odd.ADDRESSES, 2), word(rng)[:500]))
    iss = quote(iss.encode("utf-8", "surrogatepass"), safe=rng.choice(("", ":/", ":/?&=%")))
    parts = rng.sample(
        [
            "launch=x1",
            f"iss={iss}",
            "patient=Patient/1",
            "iss=http://evil",
            "launch=",
            "=",
            "&",
            ";",
            f"x={word(rng)[:200]}",
        ],
        rng.randrange(1, 6),
    )
    start = rng.choice(("tributary:launch?", "tributary://launch?", "tributary:launch/?", "TRIBUTARY:launch?", "tributary://[bad", "tributary://[::1]launch?",
                        "tributary:", "http://launch?", "tributary://a:b@launch:99999?", "tributary://launch\u2100?"))  # fmt: skip
    text = start + "&".join(parts)
    return Case(
        torn(text.encode("utf-8", "surrogatepass"), rng)
        if rng.random() < 0.2
        else text.encode("utf-8", "surrogatepass")
    )


def _check_address(case: Case, room: Path) -> None:
    text = case.data.decode("utf-8", "surrogateescape")
    try:
        launch = launch_of(text)
        assert endpoint_for(launch, [_OURS]).base_url == launch.iss == _BASE
    except UsageError as error:
        assert text not in str(error) or len(text) < 8
    for url in (text, text.partition("iss=")[2]):
        _check_link(url)


def _check_link(url: str) -> None:
    found = within(url, _BASE, f"{_BASE}/Condition?x=1")
    assert found is None or urlsplit(found).netloc.casefold() in {"fhir.example", "fhir.example:443"}, (
        "a link leads away"
    )
    base_problem(url)
    origin_of(url)
    joined(_BASE, url)
    is_loopback(url)


_OPEN = {
    "timestamp": "2026-11-22T03:02:00.000Z", "id": "e1",
    "event": {"hub.topic": "t", "hub.event": "Patient-open", "context": [
        {"key": "patient", "resource": {"resourceType": "Patient", "id": "1", "identifier": [{"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "9990018421"}]}}]},
}  # fmt: skip
_STANDS = {
    "hub.mode": "subscribe",
    "hub.topic": "t",
    "hub.events": "Patient-open,Patient-close",
    "hub.lease_seconds": 7200,
}
_SAID = (json.dumps(_OPEN).encode(), json.dumps(_STANDS).encode(), b'{"hub.mode":"denied","hub.topic":"t"}')


def _message(rng: Random) -> Case:
    body = changed(rng.choice(_SAID), rng)
    if rng.random() < 0.2:
        body = body.replace(
            b"2026-11-22T03:02:00.000Z",
            json.dumps(rng.choice(odd.DATES), ensure_ascii=False).strip('"').encode(),
        )
    if rng.random() < 0.2:
        body = body.replace(b"7200", rng.choice(odd.NUMBERS).encode())
    return Case(body)


def _check_message(case: Case, room: Path) -> None:
    for raw in (case.data, case.data.decode("utf-8", "replace")):
        found = read_message(raw, "t")
        if isinstance(found, Event):
            assert found.when.tzinfo is not None and (not found.nhs_number or len(found.nhs_number) == 10)
        if isinstance(found, Confirmed):
            lease = _Lease()
            lease.begin(found.lease_s)
            assert not lease.over


def _words(rng: Random) -> Case:
    text = rng.choice((rng.choice(odd.DATES), word(rng)[:400], rng.choice(odd.NUMBERS)))
    return Case(
        torn(text.encode("utf-8", "surrogatepass"), rng)
        if rng.random() < 0.4
        else text.encode("utf-8", "surrogatepass")
    )


def _check_words(case: Case, room: Path) -> None:
    text = (
        case.data.decode("utf-8", "surrogatepass" if b"\xed" in case.data else "replace")
        if _is_text(case.data)
        else case.data.decode("latin-1")
    )
    wait = seconds_asked(text, NOW)
    assert wait is None or wait >= 0
    try:
        date = parse_date(text)
        assert date.first <= date.last and date.text == text.strip()
    except ResourceError as error:
        assert not text.strip() or len(text) < 3 or text not in str(error), "a value stands in an error"
    _check_link(text)


def _is_text(data: bytes) -> bool:
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


_FRAMES = (
    pack(Hello(version="1", notices=("x",))),
    pack(Refused(what="no", advice="try")),
    pack(OpenPatient(generation=1, patients=(("a", "Patient/1", False),))),
)


def _frames(rng: Random) -> Case:
    whole = b"".join(rng.choice(_FRAMES) for _ in range(rng.choice((1, 3, 9))))
    if rng.random() < 0.3:
        odd_value = rng.choice(
            (
                2**63,
                "x" * 300,
                [[[[1]]]],
                {"type": "Hello", "version": 5},
                {"type": "Nobody"},
                None,
                b"\xff",
                {"type": "Refused", "what": "\ufffd", "more": 1},
            )
        )
        body = msgspec.msgpack.encode(odd_value)
        whole += len(body).to_bytes(4, "big") + body
    if rng.random() < 0.05:
        deep = rng.choice((100, 1100, 60_000))
        whole += (deep + 1).to_bytes(4, "big") + b"\x91" * deep + b"\x01"
    return Case(torn(whole, rng) if rng.random() < 0.7 else whole, str(rng.choice((1, 3, 7, 65536))))


def _check_frames(case: Case, room: Path) -> None:
    for read in (from_engine, from_window):
        reader, step, heard = FrameReader(), int(case.how), 0
        try:
            for at in range(0, len(case.data), step):
                reader.feed(case.data[at : at + step])
                for body in reader.bodies():
                    heard += len(body) + 4
                    _read(read, body)
        except EngineError as error:
            assert "impossible length" in str(error)
            continue
        rest = case.data[heard:]
        assert len(rest) < 4 or len(rest) - 4 < int.from_bytes(rest[:4], "big") <= LARGEST, (
            "a whole frame was not given"
        )


def _read(read, body: bytes) -> None:
    try:
        read(body)
    except EngineError as error:
        assert "cannot be read" in str(error)


KINDS = (
    Kind(name="launches", share=4, make=_address, check=_check_address),
    Kind(name="fhircast", share=4, make=_message, check=_check_message),
    Kind(name="words", share=6, make=_words, check=_check_words),
    Kind(name="frames", share=4, make=_frames, check=_check_frames),
)
