"""How messages travel: each a MessagePack body after its length in four bytes, big endian."""

from collections.abc import Callable, Iterator

import msgspec

from viewer.engine.halves import whole
from viewer.engine.messages import FromEngine, FromWindow, Message
from viewer.engine.spelt_references import with_spelt, with_unspelt
from viewer.errors import EngineError

HEADER = 4
LARGEST = 256 * 1024 * 1024  # a frame beyond this is a broken stream, not a record

_ENCODER = msgspec.msgpack.Encoder()
_FROM_ENGINE: msgspec.msgpack.Decoder[FromEngine] = msgspec.msgpack.Decoder(FromEngine)
_FROM_WINDOW: msgspec.msgpack.Decoder[FromWindow] = msgspec.msgpack.Decoder(FromWindow)


def pack(message: Message, mended: Callable[[Message], Message] = whole) -> bytes:
    r"""One frame: length and body. ``mended`` makes it good where it holds half a character.

    >>> from viewer.engine.messages import CloseRecord
    >>> pack(CloseRecord(generation=1))[:4]
    b'\x00\x00\x00\x1e'
    """
    message = with_spelt(message)
    try:
        body = _ENCODER.encode(message)
    except UnicodeEncodeError:  # a source's text may hold half a character; the record is shown all the same
        body = _ENCODER.encode(mended(message))
    return len(body).to_bytes(HEADER, "big") + body


def from_engine(body: bytes) -> FromEngine:
    """Read what the engine said. Raises EngineError; its words hold nothing of the body."""
    try:
        return _FROM_ENGINE.decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise EngineError("the engine said something that cannot be read") from error


def from_window(body: bytes) -> FromWindow:
    """Read what the window said (for an engine, real or scripted). Raises EngineError."""
    try:
        return with_unspelt(_FROM_WINDOW.decode(body))
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise EngineError("the window said something that cannot be read") from error


class FrameReader:
    """Cuts a stream of bytes into bodies; a frame may arrive in any number of pieces."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._start = 0

    def feed(self, piece: bytes) -> None:
        """Add what was read from the pipe."""
        if self._start:
            del self._buffer[: self._start]
            self._start = 0
        self._buffer += piece

    def bodies(self) -> Iterator[bytes]:
        """Every whole body so far, once. Raises EngineError where the length is no length."""
        while True:
            start = self._start + HEADER
            length = int.from_bytes(self._buffer[self._start : start], "big")
            if len(self._buffer) < start or len(self._buffer) < start + length:
                if length > LARGEST:
                    raise EngineError("the engine sent a message of an impossible length")
                return
            self._start = start + length
            yield bytes(self._buffer[start : start + length])
