"""Letters and pictures of the demo, drawn by this program: small, and the same bytes in every run."""

import zlib
from collections.abc import Callable, Sequence
from struct import pack

_A4 = "0 0 595 842"
_TOP, _LEFT, _LINE = 780, 60, 18
_LETTER_PT, _HEADING_PT = 11, 15


def pdf_of(pages: Sequence[Sequence[str]]) -> bytes:
    """A PDF of A4 pages; a line that begins with ``# `` is a heading. Letters outside Latin-1 become ?."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(count))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {count} /Kids [{kids}] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for at, lines in enumerate(pages):
        drawn = _drawn(lines)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{_A4}] /Contents {5 + 2 * at} 0 R "
            f"/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
    return _bound(objects)


def _drawn(lines: Sequence[str]) -> bytes:
    parts = [b"BT"]
    for at, line in enumerate(lines):
        words = line.removeprefix("# ")
        size = _LETTER_PT if words == line else _HEADING_PT
        escaped = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        place = f"/F1 {size} Tf 1 0 0 1 {_LEFT} {_TOP - _LINE * at} Tm"
        parts.append(f"{place} ({escaped}) Tj".encode("cp1252", "replace"))
    return b"\n".join([*parts, b"ET"])


def _bound(objects: Sequence[bytes]) -> bytes:
    body, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(body)
    body += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        body += b"%010d 00000 n \n" % place
    body += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(body)


def png_of(width: int, height: int, grey: Callable[[int, int], int]) -> bytes:
    """A grey PNG; ``grey(x, y)`` is 0 (black) to 255."""
    rows = b"".join(b"\x00" + bytes(grey(x, y) for x in range(width)) for y in range(height))
    head = pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = (_chunk(b"IHDR", head), _chunk(b"IDAT", zlib.compress(rows, 9)), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return pack(">I", len(body)) + kind + body + pack(">I", zlib.crc32(kind + body))


def wound_chart(x: int, y: int) -> int:
    """The picture of the demo: a leg's outline as a nurse draws it, with the place of an ulcer marked.

    >>> wound_chart(0, 0), wound_chart(150, 200)
    (255, 90)
    """
    across, half = x - 150, 70 - y // 12
    if (x - 150) ** 2 + (y - 200) ** 2 < 20**2:
        return 90
    return 40 if abs(abs(across) - half) < 2 and 20 < y < 380 else 255  # the paper's own edges
