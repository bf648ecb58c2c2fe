"""How bytes become text: the encoding that was stated, else what they are, and a guess is said."""

import codecs
import re
from dataclasses import dataclass

_STATED = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)
_META = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)
_XML = re.compile(rb"\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._:-]{1,40})")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_LATIN = frozenset(
    {"iso8859-1", "latin-1", "ascii"}
)  # what web pages call so is cp1252, and browsers read it so
# Python's own tricks: some raise, one takes hours for a letter, none is how a letter is encoded.
_NO_LETTERS = frozenset({"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape"})
_GUESSED = (
    "How its letters are encoded is not stated, or wrongly; they are read as Windows Western European. "
    "Signs such as £, µ or é may be wrong."
)
_BROKEN = "Some of its bytes are no letters in the encoding that it states; they are shown as �."
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, and what the reader must know of it, "" for nothing."""

    text: str
    warning: str = ""


def decoded(data: bytes, media_type: str = "") -> Decoded:
    """Decode a letter: its byte order mark, what is stated (header, meta, XML), UTF-8, then cp1252.

    >>> decoded("5 µg".encode(), "text/plain").text
    '5 µg'
    >>> decoded("£5".encode("cp1252")).text
    '£5'
    """
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _read(data, codec)
    stated = _codec(_STATED.search(media_type)) or _codec_in(data)
    if stated is not None:
        return _read(data, stated)
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        return Decoded(data.decode("cp1252", "replace"), _GUESSED)


def _read(data: bytes, codec: str) -> Decoded:
    try:
        return Decoded(data.decode(codec))
    except UnicodeError:  # what states UTF-8 and is not is most often cp1252
        if codec != "utf-8":
            return Decoded(data.decode(codec, "replace"), _BROKEN)
        return Decoded(data.decode("cp1252", "replace"), _GUESSED)


def _codec_in(data: bytes) -> str | None:
    head = data[:2048]
    found = _XML.search(head) or _META.search(head)
    return _named(found.group(1).decode("ascii")) if found else None


def _codec(found: re.Match[str] | None) -> str | None:
    return _named(found.group(1)) if found else None


def _named(name: str) -> str | None:
    try:
        found = codecs.lookup(name)
    except LookupError:
        return None
    if found.name in _NO_LETTERS or not found._is_text_encoding:  # noqa: SLF001  # zip and base64 are codecs too
        return None
    return "cp1252" if found.name in _LATIN else found.name


def shown(text: str) -> str:
    r"""Return text for the screen: one kind of line end, no control character that hides or turns words.

    Half a character, as JSON may escape it, is none: no sanitiser and no screen takes it.

    >>> shown("a\r\nb\x00\u202ec")
    'a\nb\ufffd\ufffdc'
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    return _CONTROL.sub("�", lines)
