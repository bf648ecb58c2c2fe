"""Recorded conversations: what is written of them, with everybody replaced, and how they are read back."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

from viewer import __version__
from viewer.errors import StoreError
from viewer.fhir.disguise import BASE, KEPT, REPLACED, Disguise
from viewer.fhir.pseudonyms import Pseudonyms
from viewer.source.exchange import Exchange
from viewer.source.protocols import PatientQuery
from viewer.store.atomic import write_whole

_FORMAT = "tributary-recording"
_ADDRESSED = frozenset({"Location", "ETag"})  # an ETag may hold the id of its Patient
_BOM = b"\xef\xbb\xbf"
_LEFT_OUT = {b"<": b"<html><body>left out</body></html>", b"{": b'{"resourceType":"Bundle","entry":[{"left'}
_XML = b'<Bundle xmlns="http://hl7.org/fhir"></Bundle>'


def written(
    exchanges: Sequence[Exchange], base: str, query: PatientQuery, key: bytes, about: Mapping[str, str]
) -> bytes:
    """Return a recording: a line that says what it is and what was replaced, then a line per exchange.

    ``base`` is the source's address, ``query`` who was looked for, ``about`` further words for the head.
    With the same ``key`` the same person is the same pseudonym in the next recording.
    """
    disguise = Disguise(Pseudonyms(key), base)
    for exchange in exchanges:  # first everybody is met, so that a name is replaced also before its Patient
        _line(exchange, disguise)
    lines = [_line(exchange, disguise) for exchange in exchanges]
    head = {
        _FORMAT: 1,
        "program": f"tributary {__version__}",
        **about,
        "replaced": REPLACED,
        "kept": KEPT,
        "asked": _asked(query, disguise),
    }
    return b"".join(json.dumps(line, ensure_ascii=True).encode("ascii") + b"\n" for line in [head, *lines])


def save(file: Path, recording: bytes) -> None:
    """Write a recording. Raises StoreError."""
    write_whole(file, recording)


def read(recording: bytes) -> tuple[PatientQuery, tuple[Exchange, ...]]:
    """Return who was looked for and every exchange, under ``BASE``. Raises StoreError."""
    try:
        head, *lines = [json.loads(line) for line in recording.splitlines()]
        return _query(head["asked"]), tuple(_exchange(line) for line in lines)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise StoreError("This is not a recording of a conversation", "Record it again.") from None


def _query(said: dict[str, object]) -> PatientQuery:
    """Read who was looked for: texts alone. Raises TypeError, AttributeError for anything else."""
    texts: dict[str, Any] = {name: value for name, value in said.items() if isinstance(value, str)}
    if texts.keys() != said.keys():
        raise TypeError(_FORMAT)
    return PatientQuery(**texts)


def _asked(query: PatientQuery, disguise: Disguise) -> dict[str, str]:
    named = [("identifier", query.nhs_number), ("family", query.family), ("given", query.given)]
    named += [("patient", query.reference), ("birthdate", query.birth_date)]
    said = dict(disguise.pairs("Patient", [(name, value) for name, value in named if value]))
    return {
        "nhs_number": said.get("identifier", ""),
        "reference": said.get("patient", ""),
        "family": said.get("family", ""),
        "given": said.get("given", ""),
        "birth_date": said.get("birthdate", ""),
    }


def _line(exchange: Exchange, disguise: Disguise) -> dict[str, object]:
    body = _body(exchange.body, disguise)
    line: dict[str, object] = {
        "method": exchange.method,
        "url": disguise.url(exchange.url),
        "sent": _sent(exchange, disguise).decode("ascii"),
        "status": exchange.status,
        "headers": [
            [name, disguise.url(value) if name in _ADDRESSED else value] for name, value in exchange.headers
        ],
    }
    if body is None:
        line["left_out"] = f"{len(exchange.body)} bytes that are no readable JSON"
        body = _stands_for(exchange.body)
    return {**line, "body": body.decode("utf-8")}


def _sent(exchange: Exchange, disguise: Disguise) -> bytes:
    """Return what was sent, replaced: FHIR JSON, or a form."""
    if exchange.sent.startswith(b"{"):
        return disguise.body(exchange.sent) or b""
    kind = exchange.url.partition("?")[0].removesuffix("/_search").rpartition("/")[2]
    return urlencode(disguise.pairs(kind, parse_qsl(exchange.sent.decode("ascii", "replace")))).encode()


def _body(body: bytes, disguise: Disguise) -> bytes | None:
    if not body.strip():
        return body
    replaced = disguise.body(body)
    return None if replaced is None else (_BOM if body.startswith(_BOM) else b"") + replaced


def _stands_for(body: bytes) -> bytes:
    """Return something of the same kind that holds nothing: HTML, FHIR XML, cut JSON, or other text."""
    start = body.removeprefix(_BOM).lstrip()[:1]
    return _XML if start == b"<" and b"http://hl7.org/fhir" in body else _LEFT_OUT.get(start, b"left out")


def _exchange(line: Mapping[str, object]) -> Exchange:
    headers = line["headers"]
    if not isinstance(headers, list) or not str(line["url"]).startswith(BASE):
        raise ValueError(_FORMAT)
    return Exchange(
        method=str(line["method"]),
        url=str(line["url"]),
        status=int(str(line["status"])),
        sent=str(line["sent"]).encode("ascii"),
        headers=tuple((str(name), str(value)) for name, value in headers),
        body=str(line["body"]).encode("utf-8"),
    )
