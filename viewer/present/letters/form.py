"""What the bytes of a document are, by themselves: what a source calls them is often wrong (NAR-06)."""

import re
from enum import Enum


class Form(Enum):
    """What it is; the value is its name on screen."""

    PDF = "PDF"
    PNG = "PNG image"
    JPEG = "JPEG image"
    GIF = "GIF image"
    BMP = "BMP image"
    TIFF = "TIFF image"
    WEBP = "WebP image"
    RTF = "RTF"
    HTML = "web page (HTML)"
    CDA = "HL7 clinical document (CDA)"
    XML = "XML"
    JSON = "JSON"
    TEXT = "plain text"
    DICOM = "DICOM image"
    OFFICE = "Office document"
    ARCHIVE = "archive of files (ZIP)"
    PROGRAM = "program"
    EMPTY = "nothing"
    UNKNOWN = "unknown form"


_WORDS = frozenset({Form.TEXT, Form.XML, Form.JSON, Form.HTML})
IMAGES = frozenset({Form.PNG, Form.JPEG, Form.GIF, Form.BMP, Form.TIFF, Form.WEBP})

_LOOK = 4096
_SPACE = 0x20
_STARTS = (
    (b"%PDF-", Form.PDF),
    (b"\x89PNG\r\n\x1a\n", Form.PNG),
    (b"\xff\xd8\xff", Form.JPEG),
    (b"GIF87a", Form.GIF),
    (b"GIF89a", Form.GIF),
    (b"BM", Form.BMP),
    (b"II*\x00", Form.TIFF),
    (b"MM\x00*", Form.TIFF),
    (b"{\\rtf", Form.RTF),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Form.OFFICE),
    (b"MZ", Form.PROGRAM),
    (b"\x7fELF", Form.PROGRAM),
    (b"#!", Form.PROGRAM),
    (b"\xfe\xed\xfa", Form.PROGRAM),
    (b"\xcf\xfa\xed\xfe", Form.PROGRAM),
    (b"\xce\xfa\xed\xfe", Form.PROGRAM),
    (b"\xca\xfe\xba\xbe", Form.PROGRAM),
    (b"L\x00\x00\x00\x01\x14\x02\x00", Form.PROGRAM),  # a Windows shortcut starts whatever it names
)
_BITMAP_HEAD = 18
_BITMAP_HEADERS = frozenset({12, 40, 52, 56, 64, 108, 124})
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,1000}?-->\s*)?"
    rb"<(?:!doctype\s+html|html|head|body|div|p|table|h[1-6]|span|pre|ul|ol|br|meta|center|font|b|i|u|"
    rb"strong|em|article|section|title)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(rb"\s*<(?:\?xml|!--|!DOCTYPE|[A-Za-z_][\w.:-]{0,80}[\s/>])")
_CDA = re.compile(rb"<(?:\w{1,20}:)?ClinicalDocument[\s>]")
_PROGRAMS_LISTED = """
exe com bat cmd msi msp scr pif cpl dll sys lnk url js jse vbs vbe wsf wsh hta ps1 psm1 jar app command
sh desktop reg inf scf chm iso img vhd vhdx dmg pkg deb rpm xll
"""
_PROGRAM_NAME = re.compile(rf"\S+\.({'|'.join(_PROGRAMS_LISTED.split())})", re.IGNORECASE)
_PROGRAM_TYPES = (
    "x-msdownload",
    "x-msdos-program",
    "x-sh",
    "javascript",
    "x-executable",
    "java-archive",
    "hta",
)


def form_of(data: bytes) -> Form:
    r"""Return what the bytes are.

    >>> form_of(b"%PDF-1.4 ..."), form_of(b"Dear Dr Shah"), form_of(b"{\\rtf1 ...}")
    (<Form.PDF: 'PDF'>, <Form.TEXT: 'plain text'>, <Form.RTF: 'RTF'>)
    """
    head = data[:_LOOK]
    if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        return Form.EMPTY
    for start, form in _STARTS:
        if head.startswith(start) and (form is not Form.BMP or _is_bitmap(head)):
            return form
    return _boxed(data, head) or _written(head)


def _is_bitmap(head: bytes) -> bool:
    """Whether "BM" begins a picture and not a letter about a BM test."""
    return len(head) >= _BITMAP_HEAD and int.from_bytes(head[14:18], "little") in _BITMAP_HEADERS


def _boxed(data: bytes, head: bytes) -> Form | None:
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Form.WEBP
    if head[128:132] == b"DICM":
        return Form.DICOM
    if head.startswith(b"PK\x03\x04"):
        return Form.OFFICE if b"[Content_Types].xml" in data or b"opendocument" in head else Form.ARCHIVE
    # Scanners and mail gateways put a few bytes before it; readers of PDF allow a kilobyte.
    return Form.PDF if b"%PDF-" in head[:1024] and b"<" not in head[:16] else None


def _written(head: bytes) -> Form:
    body = head.removeprefix(b"\xef\xbb\xbf")
    wide = body.startswith((b"\xff\xfe", b"\xfe\xff"))
    if wide:
        body = body.replace(b"\x00", b"")[2:]
    marked = _marked_up(body)
    if b"\x00" in body or (marked is None and not wide and not _is_text(body)):
        return Form.UNKNOWN
    return marked or Form.TEXT


def _marked_up(body: bytes) -> Form | None:
    if _CDA.search(body):
        return Form.CDA
    if _HTML.match(body):
        return Form.HTML
    if _XML.match(body):
        return Form.XML
    return Form.JSON if body.lstrip()[:1] == b"{" and b'"' in body else None


def _is_text(body: bytes) -> bool:
    """Whether there are next to no control characters; bytes of any code page are letters."""
    control = sum(byte < _SPACE and byte not in b"\t\n\r\f\x1b" for byte in body)
    return control * 100 <= len(body)


def is_program(data: bytes, media_type: str, name: str) -> bool:
    """Whether opening it would start something, by its bytes, or where those are words by what it is called.

    ``name`` is the last part of an address, or a title: "seen at the clinic.com" is no name of a file.

    >>> is_program(b"MZ...", "application/pdf", "letter.pdf"), is_program(b"Hello", "text/plain", "run.CMD")
    (True, True)
    >>> is_program(b"%PDF-1.4", "application/pdf", "letter.com")
    False
    """
    form = form_of(data)
    if form in _WORDS or form is Form.UNKNOWN:
        stated = media_type.casefold()
        return bool(_PROGRAM_NAME.fullmatch(name)) or any(words in stated for words in _PROGRAM_TYPES)
    return form is Form.PROGRAM
