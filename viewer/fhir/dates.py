"""FHIR dates without inventing precision: what was sent, the interval it means, and its order."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ClinicalDate:
    """A date, dateTime, instant or Period as sent, and the interval it stands for.

    ``text`` is the source's text (``2019``); a Period reads ``start/end`` (ISO 8601, ``..`` for open).
    ``first`` and ``last`` are ISO days (``2019-01-01``, ``2019-12-31``), never shown as if sent.
    ``earliest`` and ``latest`` are seconds since 1970 UTC; a text without a zone is taken at UTC for order
    only and has ``zone`` "". ``kind`` is onset, effective, issued, authored, recorded, start, ...
    ``timed`` says that a time of day was sent. ``open_end`` says that a Period has no end.
    """

    text: str
    first: str
    last: str
    earliest: float
    latest: float
    kind: str = ""
    zone: str = ""
    timed: bool = False
    open_end: bool = False
