"""How far one source has come, for the strip of sources."""

from dataclasses import dataclass

from viewer.source.state import SourceState


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """``received`` resources so far, ``expected`` where the source gave a number; words for errors."""

    source: str
    state: SourceState
    received: int = 0
    expected: int | None = None
    pages: int = 0
    words: str = ""
