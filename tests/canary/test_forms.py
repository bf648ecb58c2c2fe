"""Without this, a journey that looks for the wrong forms would find nothing for ever."""

import base64
import gzip
import io
import zipfile
import zlib
from urllib.parse import quote

import pytest

from tests.canary.forms import forms, held

TEXT = "Canary Worth"


def zipped(data):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr("x", data)
    return made.getvalue()


WRITTEN = {
    "as it is": TEXT.encode(),
    "small": TEXT.lower().encode(),
    "utf-16 little": TEXT.encode("utf-16-le"),
    "utf-16 big": TEXT.encode("utf-16-be"),
    "backwards": TEXT.encode()[::-1],
    "hex": TEXT.encode().hex().encode(),
    "url": quote(TEXT).encode(),
    "base64 at 0": base64.b64encode(TEXT.encode()),
    "base64 at 1": base64.b64encode(b"x" + TEXT.encode() + b"yz"),
    "base64 at 2": base64.b64encode(b"xy" + TEXT.encode() + b"z"),
    "gzip": gzip.compress(TEXT.encode()),
    "zlib within": b"before" + zlib.compress(TEXT.encode()),
    "zip": zipped(TEXT.encode()),
    "packed twice": gzip.compress(zipped(TEXT.upper().encode("utf-16-le"))),
}


@pytest.mark.parametrize("how", WRITTEN)
def test_what_is_written_so_is_found(how):
    assert held(
        b"head " + WRITTEN[how] if "zip" not in how and "packed" not in how else WRITTEN[how], forms(TEXT)
    ) == [TEXT]


def test_what_is_not_there_is_not_found():
    assert held(b"PK\x1f\x8b\x78\x9c" + bytes(range(256)), forms(TEXT)) == []
    assert held(b"\x1f\x8bno gzip", forms(TEXT)) == []
    assert held(b"PKno zip", forms(TEXT)) == []
