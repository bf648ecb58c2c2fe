"""One body as received, kept once and compressed, and proved unchanged whenever it is opened."""

import hashlib
from dataclasses import dataclass

import zstandard

from viewer.errors import ResourceError

_LEVEL = 3


@dataclass(frozen=True, slots=True)
class Page:
    """``blob`` is zstd, ``sha256`` the hex digest and ``size`` the length in bytes of the body itself."""

    blob: bytes
    sha256: str
    size: int

    def body(self) -> bytes:
        """Return the exact bytes. Raises ResourceError if they are not the ones that were kept."""
        try:
            body = zstandard.ZstdDecompressor().decompress(self.blob, max_output_size=self.size)
        except zstandard.ZstdError as error:
            raise ResourceError("the kept copy of a page cannot be opened") from error
        if len(body) != self.size or hashlib.sha256(body).hexdigest() != self.sha256:
            raise ResourceError("the kept copy of a page is not what was received")
        return body


def pack(body: bytes) -> Page:
    """Keep a body.

    >>> pack(b'{"resourceType": "Flag"}').body()[2:14]
    b'resourceType'
    """
    blob = zstandard.ZstdCompressor(level=_LEVEL).compress(body)
    return Page(blob, hashlib.sha256(body).hexdigest(), len(body))
