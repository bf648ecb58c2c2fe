"""How what a source said is written down to be read again: one event a row, exact bytes, compressed."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import fields

import msgspec
import zstandard

from viewer.source.answer import Answer, Asked, Ended, Said, SourceEnded
from viewer.source.gap import Gap

_LEVEL = 3
_KINDS: dict[bytes, type[Said]] = {b"A": Asked, b"B": Answer, b"E": Ended, b"S": SourceEnded}
_LETTERS = {kind: letter for letter, kind in _KINDS.items()}
_HEADS = "each head names its moment"
_SPELT = _HEADS + repr(
    [(one.name, str(one.type)) for kind in (*_KINDS.values(), Gap) for one in fields(kind)]
)
FORMAT = hashlib.sha256(_SPELT.encode()).hexdigest()[:16]
"""Another one as soon as an event has other fields, or a copy another head: what was written before is then
not looked for.
"""


class NotWritable(ValueError):
    """An event holds text that cannot be written down and read back as it is."""


def row_of(event: Said) -> bytes:
    """Return an event as bytes. Raises NotWritable, for half a character in a name of a source's own."""
    try:
        body = msgspec.msgpack.encode(event)
    except UnicodeEncodeError:
        raise NotWritable from None
    return _LETTERS[type(event)] + zstandard.ZstdCompressor(level=_LEVEL).compress(body)


def events_of(rows: Iterable[bytes]) -> Iterator[Said]:
    """Yield the events of rows that were proved to be ours and whole."""
    unpack = zstandard.ZstdDecompressor()
    for row in rows:
        yield msgspec.msgpack.decode(unpack.decompress(row[1:]), type=_KINDS[row[:1]])
