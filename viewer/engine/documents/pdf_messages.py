"""What is said to the process that draws PDF and reads letters, and its answers, in MessagePack."""

from typing import BinaryIO

import msgspec

Size = tuple[float, float]
Spot = tuple[float, float, float, float]
_HEADER = 4


class Open(msgspec.Struct, frozen=True, tag=True):
    """Take in a PDF; all else is about it."""

    data: bytes


class Draw(msgspec.Struct, frozen=True, tag=True):
    """Draw a page, from 0, at ``scale`` pixels for each point."""

    page: int
    scale: float


class Read(msgspec.Struct, frozen=True, tag=True):
    """Give the words of every page."""


class Seek(msgspec.Struct, frozen=True, tag=True):
    """Find words, whatever their case."""

    words: str


class ListLetters(msgspec.Struct, frozen=True, tag=True):
    """Take in a resource as it was sent; which documents does it hold?"""

    raw: bytes


class ReadLetter(msgspec.Struct, frozen=True, tag=True):
    """Give the words of one of them, by its number."""

    part: int


class ReadBytes(msgspec.Struct, frozen=True, tag=True):
    """Give the words of a document that stands alone; ``stated``: what its Attachment says that it is."""

    data: bytes
    stated: str = ""
    media_type: str = ""
    name: str = ""


class Opened(msgspec.Struct, frozen=True, tag=True):
    """The sizes of its pages in points, and what the reader must know."""

    pages: tuple[Size, ...]
    warnings: tuple[str, ...] = ()


class Drawn(msgspec.Struct, frozen=True, tag=True):
    """Rows of ``width`` times four bytes: blue, green, red, unused."""

    width: int
    height: int
    pixels: bytes


class Words(msgspec.Struct, frozen=True, tag=True):
    """The words of each page, "" for a page without."""

    texts: tuple[str, ...]


class Found(msgspec.Struct, frozen=True, tag=True):
    """(page, spots) of each find; ``silent``: pages that have no words; ``more``: there are more finds."""

    finds: tuple[tuple[int, tuple[Spot, ...]], ...]
    silent: int
    more: bool


class Letter(msgspec.Struct, frozen=True):
    """One document of a resource: its number among all parts; ``url`` "" where it came with the resource."""

    part: int
    url: str = ""
    media_type: str = ""


class Letters(msgspec.Struct, frozen=True, tag=True):
    """The documents of a resource."""

    letters: tuple[Letter, ...]


class LetterText(msgspec.Struct, frozen=True, tag=True):
    """``became``: name of a ``Paper``; ``text``: its words, in short lines."""

    became: str
    text: str = ""


class Trouble(msgspec.Struct, frozen=True, tag=True):
    """It cannot be done, in words."""

    words: str


Asked = Open | Draw | Read | Seek | ListLetters | ReadLetter | ReadBytes
Answered = Opened | Drawn | Words | Found | Letters | LetterText | Trouble

_encoder = msgspec.msgpack.Encoder()
_asked: msgspec.msgpack.Decoder[Asked] = msgspec.msgpack.Decoder(Asked)
_answered: msgspec.msgpack.Decoder[Answered] = msgspec.msgpack.Decoder(Answered)


def write(pipe: BinaryIO, message: Asked | Answered) -> None:
    """Send one message. Raises OSError where the other side has gone."""
    body = _encoder.encode(message)
    pipe.write(len(body).to_bytes(_HEADER, "big"))
    pipe.write(body)
    pipe.flush()


def read_asked(pipe: BinaryIO) -> Asked | None:
    """Return the next question, None where there is no more."""
    body = _body(pipe)
    return None if body is None else _asked.decode(body)


def read_answered(pipe: BinaryIO) -> Answered | None:
    """Return the next answer, None where the process has ended. Raises msgspec.MsgspecError."""
    body = _body(pipe)
    return None if body is None else _answered.decode(body)


def _body(pipe: BinaryIO) -> bytes | None:
    head = pipe.read(_HEADER)
    if len(head) < _HEADER:
        return None
    size = int.from_bytes(head, "big")
    body = pipe.read(size)
    return body if len(body) == size else None
