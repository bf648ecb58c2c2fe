"""PDF and pictures: what draws them may break or refuse, the person gets words, and nobody is held up."""

import struct
import zlib
from functools import cache
from pathlib import Path
from random import Random

from tests.fuzz.case import Case, Kind
from tests.fuzz.mutate import torn
from tests.made_letters.paper import pdf_of, png_of
from viewer.engine.documents.pdf_messages import Drawn, Found, Opened, Trouble, Words
from viewer.engine.documents.pdf_pages import MOST_PIXELS as MOST_OF_PAGE
from viewer.engine.documents.pdf_reader import PdfReader

_SWAPS = (
    (b"595", (b"99999999", b"0", b"-595", b"1e30", b"0.0001")),
    (b"/Type /Page", (b"/Type /Pages", b"/Type /Catalog", b"/AA << /O << /S /JavaScript /JS (app.alert(1)) >> >> /Type /Page")),
    (b"/Catalog", (b"/Catalog /OpenAction << /S /Launch /F (/bin/sh) >>", b"/Catalog /OpenAction << /S /URI /URI (http://127.0.0.1:9/) >>",
                   b"/Catalog /Names << /JavaScript 1 0 R >>", b"/Catalog /AcroForm << /XFA 1 0 R >>", b"/Catalog /Pages 1 0 R")),
    (b"/Kids", (b"/Kids [2 0 R 2 0 R 2 0 R] /K", b"/Kids 2 0 R /K", b"/Nobody")),
    (b"/Count 1", (b"/Count 99999999", b"/Count -1", b"/Count 0")),
    (b"/Length", (b"/Filter /FlateDecode /Length", b"/Filter [/ASCIIHexDecode /LZWDecode /RunLengthDecode] /Length", b"/Length 999999999 /L")),
    (b"xref", (b"xrfe", b"", b"xref xref")),
    (b"Tf", (b"Tf " + b"q " * 5000, b"1e30 Tf", b"BI /W 99999 /H 99999 ID x EI Tf")),
)  # fmt: skip
_SEEDS = (pdf_of([["aspirin"], ["two"]]), pdf_of([["5 mg"]]), pdf_of([["a"]] * 9))


def _pdf(rng: Random) -> Case:
    body = rng.choice(_SEEDS)
    for _ in range(rng.choice((0, 1, 2, 4))):
        old, news = rng.choice(_SWAPS)
        body = body.replace(old, rng.choice(news), rng.choice((1, 9)))
    if rng.random() < 0.1:
        body = body.replace(b"stream\n", b"stream\n" + zlib.compress(b"0 0 m " * 200_000), 1)
    return Case(torn(body, rng) if rng.random() < 0.5 else body)


_READERS: list[PdfReader] = []


def _check_pdf(case: Case, room: Path) -> None:
    if not _READERS:
        _READERS.append(PdfReader(longest_s=20.0))
    reader = _READERS[0]
    opened = reader.open(case.data)
    answers = [opened, reader.words(), reader.seek("aspirin")]
    if isinstance(opened, Opened):
        drawn = [reader.draw(page, 1.0) for page in range(min(2, len(opened.pages)))]
        assert all(
            isinstance(one, Trouble) or one.width * one.height <= MOST_OF_PAGE + 20_000 for one in drawn
        )
        answers += drawn
    assert all(isinstance(one, (Opened, Words, Found, Drawn, Trouble)) for one in answers)
    broken = [one for one in answers if isinstance(one, Trouble)]
    assert all(one.words for one in broken)
    if any("ended the program" in one.words or "too long" in one.words for one in broken):
        _READERS.pop().close()


def _png(width: int, height: int, rows: bytes) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


@cache
def _pictures() -> tuple[bytes, ...]:
    bmp = (
        b"BM"
        + struct.pack("<IHHIIiiHHIIiiII", 58, 0, 0, 54, 40, 1, 1, 1, 24, 0, 4, 0, 0, 0, 0)
        + b"\x00\x00\xff\x00"
    )
    gif = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
    tiff = b"II*\x00\x08\x00\x00\x00\x03\x00\x00\x01\x04\x00\x01\x00\x00\x00\x01\x00\x00\x00\x01\x01\x04\x00\x01\x00\x00\x00\x01\x00\x00\x00\x11\x01\x04\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
    jpeg = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xc0\x00\x0b\x08\x00\x08\x00\x08\x01\x01\x11\x00\xff\xda\x00\x08\x01\x01\x00\x00?\x00\xff\xd9"
    return (
        png_of(20, 20, lambda x, _y: x * 9),
        bmp,
        gif,
        tiff,
        jpeg,
        b"RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00/\x00\x00\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07\x00",
    )


def _picture(rng: Random) -> Case:
    if rng.random() < 0.2:
        size = rng.choice((1, 100, 40_000, 2**31 - 1))
        return Case(_png(size, rng.choice((1, 100, 40_000)), b"\x00" * rng.choice((1, 100, 2_000_000))))
    body = rng.choice(_pictures())
    for _ in range(rng.choice((1, 2, 5))):
        at = rng.randrange(4, len(body))
        body = (
            body[:at]
            + rng.choice((b"\xff", b"\x00", b"\x7f\xff\xff\xff", rng.randbytes(2), b"\xff\xda" * 80))
            + body[at + rng.choice((0, 1, 2, 4)) :]
        )
    return Case(body)


def _check_picture(case: Case, room: Path) -> None:
    from PySide6.QtGui import QImage

    from viewer.ui.documents.picture import MOST_PIXELS, decoded_image, further_pictures

    found = decoded_image(case.data)
    if isinstance(found, QImage):
        assert 0 < found.width() * found.height() <= MOST_PIXELS
    else:
        assert found
    assert isinstance(further_pictures(case.data), str)


KINDS = (
    Kind(name="pdf", share=1, make=_pdf, check=_check_pdf, seconds=4.0),
    Kind(name="pictures", share=2, make=_picture, check=_check_picture, seconds=3.0),
)
