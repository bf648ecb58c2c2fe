"""Attachments whose bytes are not what is said of them: archives, programs, pictures, anything."""

import base64
import json
from pathlib import Path
from random import Random

from tests.fuzz.case import Case, Kind
from tests.fuzz.kinds.markup import check_document
from tests.fuzz.kinds.reading import check_body
from tests.fuzz.mutate import torn, word

_STARTS = (
    b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"GIF89a", b"BM", b"II*\x00", b"MM\x00*", b"RIFF\x10\x00\x00\x00WEBP",
    b"MZ", b"\x7fELF", b"#!/bin/sh\n", b"PK\x03\x04", b"PK\x03\x04[Content_Types].xml", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf1",
    b"<html>", b"<?xml version='1.0'?>", b"{", b"[", b"", b"\x00" * 128 + b"DICM", b"@echo off\r\n", b"\xca\xfe\xba\xbe",
    b"\xfe\xed\xfa\xcf", b"[InternetShortcut]\r\nURL=http://127.0.0.1:9/", b"L\x00\x00\x00\x01\x14\x02\x00", b"\x1f\x8b\x08", b"BZh9",
    b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"\x00\x00\x00\x18ftypheic", b"<script>", b"<svg xmlns='http://www.w3.org/2000/svg'>", b"ITSF",
    b"#!", b"\xef\xbb\xbfMZ", b"<hta:application", b"<?php ", b"JVBERi0x", b"TVqQ", b"wasm", b"\x00asm", b"dex\n035\x00", b"!<arch>\n",
)  # fmt: skip
_SAID = ("application/pdf", "image/png", "image/jpeg", "text/plain", "text/html", "application/octet-stream", "application/x-msdownload",
         "application/json", "text/plain; charset=punycode", "text/plain;charset=utf-16", "", "x/\u202ey", "application/rtf", "image/svg+xml",
         "application/dicom", "text/plain; charset=idna", "text/plain; charset=unicode_escape", "text/xml", "audio/wav")  # fmt: skip


def _document(rng: Random) -> Case:
    body = rng.choice(_STARTS) + rng.randbytes(rng.choice((0, 3, 40, 600)))
    if rng.random() < 0.5:
        body += word(rng).encode("utf-8", "replace")
    if rng.random() < 0.02:
        body = rng.choice(_STARTS) + rng.choice((b"A", b"a b ", b"\x00", b"-", b"\xe9", b"<b>")) * rng.choice(
            (20_000, 100_000)
        )
    how = rng.choice(_SAID)
    more = (
        ("size", rng.choice((len(body), 0, -1, 10**30, "1e400", None))),
        ("hash", rng.choice(("", "AAAA", word(rng)[:80]))),
    )
    return Case(torn(body, rng), how, more)


def _inside(rng: Random) -> Case:
    """An attachment as it stands in a resource."""
    body = rng.choice(_STARTS) + rng.randbytes(rng.choice((0, 40, 600)))
    data = base64.b64encode(body).decode()
    data = rng.choice(
        (data, data[:-1], data + "====", word(rng)[:2000], " ".join(data), data[:9] + "\n" + data[9:])
    )
    link = rng.choice(
        (
            "",
            "http://127.0.0.1:9/x",
            "file:///etc/passwd",
            "Binary/1",
            "\\\\h\\x",
            "data:text/html,x",
            word(rng)[:300],
        )
    )
    held = {
        "contentType": rng.choice(_SAID),
        "data": data,
        "url": link,
        "title": word(rng)[:300],
        "size": rng.choice((1, -1, "x", 1e300)),
    }
    kinds = (
        {"resourceType": "DocumentReference", "status": "current", "content": [{"attachment": held}]},
        {"resourceType": "Binary", "contentType": held["contentType"], "data": data, "content": data},
        {
            "resourceType": "DiagnosticReport",
            "status": "final",
            "presentedForm": [held],
            "code": {"text": "X"},
        },
        {"resourceType": "Patient", "id": "1", "photo": [held]},
        {"resourceType": "Media", "status": "completed", "content": held},
    )
    text = json.dumps({"id": "1", **rng.choice(kinds)}, ensure_ascii=rng.random() < 0.5)
    return Case(text.encode("utf-8", "surrogatepass"), "application/fhir+json")


def _check_inside(case: Case, room: Path) -> None:
    check_body(case, room)


KINDS = (
    Kind(name="documents", share=6, make=_document, check=check_document),
    Kind(name="attached", share=3, make=_inside, check=_check_inside),
)
