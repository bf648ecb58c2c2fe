"""What was on the screen from one moment on: page, kinds of filter, and which answers, by their hashes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSource:
    """One source of a record on screen. Times are ISO 8601, "" where there is none.

    ``answers``: SHA-256 over the SHA-256 digests of its bodies as received, in the order of the searches'
    labels and within a search as they came (searches run side by side); "" for none.
    ``as_at``: when a kept copy, or what could not be read again, was read. ``versioned``: how many of its
    entries state their version, ``versions``: SHA-256 over those (``Type/id/_history/version``, sorted).
    """

    id: str
    state: str
    retrieved: str = ""
    as_at: str = ""
    fhir: str = ""
    pages: int = 0
    entries: int = 0
    answers: str = ""
    versioned: int = 0
    versions: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The screen since ``at``. ``filters``: names of the kinds in force, never what was typed or picked.

    ``known_by``: the moment of "as at", "" for none. ``rows`` is the length of the record's whole list, and
    ``view`` the SHA-256 of the first screen's message and of every row. ``ended``: the record has left the
    screen. ``passed``: how many changes since ``before`` (the first of them) have no line of their own.
    """

    at: str
    page: str = ""
    filters: tuple[str, ...] = ()
    known_by: str = ""
    settled: bool = False
    sources: tuple[ShownSource, ...] = ()
    rows: int = 0
    view: str = ""
    ended: bool = False
    before: str = ""
    passed: int = 0
