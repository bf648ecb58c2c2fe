"""Messages about what was on the screen when: which page is on it, and the moments of this session."""

import msgspec

from viewer.engine.message import Message, Said


class Turned(Message, frozen=True, kw_only=True, tag=True):
    """This page (its key) is on the screen from now on, whether it is made of rows or not."""

    page: str


class AskShown(Message, frozen=True, kw_only=True, tag=True):
    """What was on the screen since this record was opened?"""


class ShownMoment(msgspec.Struct, frozen=True, kw_only=True):
    """One moment: ``line`` for the list of moments, ``words`` are whole sentences on what stood there."""

    line: str
    words: tuple[str, ...]


class ShownMoments(Said, frozen=True, kw_only=True, tag=True):
    """Every moment of the record on screen that is noted, the newest first; ``limits``: whole sentences."""

    moments: tuple[ShownMoment, ...]
    limits: str


OfShown = Turned | AskShown
