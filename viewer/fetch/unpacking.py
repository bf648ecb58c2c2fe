"""How a body is unpacked as it comes: in bounded pieces, and refused where its gzip stream has no end.

urllib3 gives what it has where a packed stream is cut, without a word: half a document would pass for a
whole. gzip alone is asked for, so that nothing else is unpacked.
"""

import zlib
from collections.abc import Iterable, Iterator

import requests
from urllib3.exceptions import DecodeError

CHUNK = 64 * 1024
_GZIP = frozenset({"gzip", "x-gzip"})
_AS_IT_IS = frozenset({"", "identity"})
_MAGIC = b"\x1f"
_WITH_HEADER = 16 + zlib.MAX_WBITS


class NotAskedFor(DecodeError):
    """A body is packed in a way that was not asked for."""


def chunks_of(response: requests.Response) -> Iterator[bytes]:
    """Yield the decoded body in pieces of about 64 kB. Raises what requests and urllib3 raise."""
    packing = response.headers.get("Content-Encoding", "").strip().lower()
    if packing in _AS_IT_IS:
        return response.iter_content(CHUNK)
    packed = response.raw.stream(CHUNK, decode_content=False)
    return _unzipped(packed) if packing in _GZIP else _refused(packed)


def _refused(packed: Iterable[bytes]) -> Iterator[bytes]:
    """Whether the end of it came cannot be told, unless there is nothing of it."""
    if any(packed):
        raise NotAskedFor
    return iter(())


def _unzipped(packed: Iterable[bytes]) -> Iterator[bytes]:
    """Yield what gzip holds, member after member; what follows a member and is none is padding."""
    member: zlib._Decompress | None = None
    padding = False
    for piece in packed:
        rest = piece
        while rest and not padding:
            member = member or zlib.decompressobj(_WITH_HEADER)
            yield _decoded(member, rest)
            rest = member.unused_data or member.unconsumed_tail
            if member.eof:
                member, padding = None, bool(rest) and not rest.startswith(_MAGIC)
    if member is not None:
        raise DecodeError("the gzip stream has no end")


def _decoded(member: "zlib._Decompress", packed: bytes) -> bytes:
    try:
        return member.decompress(packed, CHUNK)
    except zlib.error:
        raise DecodeError("no gzip") from None
