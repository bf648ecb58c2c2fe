"""Messages about the encounter or the problem under which each line of the record on screen stands."""

from viewer.engine.message import Message, Said


class AskGroups(Message, frozen=True, kw_only=True, tag=True):
    """Under what does each line stand? ``by``: "encounter" or "problem"; "": nobody asks any more.

    It is answered again, with the same number, whenever the record makes another answer.
    """

    number: int
    by: str


class Groups(Said, frozen=True, kw_only=True, tag=True):
    """``titles``: words of the groups in their order, those that no entry gives at the end.

    ``groups``: the place in ``titles`` of each ``Row.number`` from 0 on, packed as 32-bit integers of this
    machine; -1, or a number beyond its end: not looked at yet. ``also``: as ``groups``, the place in
    ``also_words`` of what a line stands under as well, -1 for nothing. ``settled``: nothing more is to come.
    ``notes``: sentences that stand with the list. No titles: it could not be worked out, ``notes`` say so.
    """

    number: int
    by: str
    titles: tuple[str, ...] = ()
    groups: bytes = b""
    also: bytes = b""
    also_words: tuple[str, ...] = ()
    settled: bool = True
    notes: tuple[str, ...] = ()
