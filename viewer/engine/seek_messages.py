"""Messages about finding in the record on screen: what is asked, which rows hold it, and where."""

import msgspec

from viewer.engine.group_messages import AskGroups, Groups
from viewer.engine.message import Message, Said
from viewer.timeline.search.picks import Picks


class Seek(Message, frozen=True, kw_only=True, tag=True):
    """Which rows hold this? ``number`` counts the questions: an older answer is not shown any more.

    It is answered again, with the same number, whenever rows or words that were read make another answer.
    """

    number: int
    picks: Picks


class AskWhere(Message, frozen=True, kw_only=True, tag=True):
    """Where do these rows (ids; those on screen) hold the words of question ``number``?"""

    number: int
    entries: tuple[str, ...]


class AskWhyNot(Message, frozen=True, kw_only=True, tag=True):
    """Why does question ``number`` not show what I look for? Answered for each source.

    ``page``: the domains of the page on screen, () for every one; ``place``: the foot that is chosen there.
    """

    number: int
    picks: Picks
    page: tuple[str, ...] = ()
    place: str = ""


class AskChoices(Message, frozen=True, kw_only=True, tag=True):
    """What can be picked in this record?"""


class Sought(Said, frozen=True, kw_only=True, tag=True):
    """The answer to a question.

    ``hits``: a bit for each ``Row.number`` from 0 on, the first one highest in its byte (``numpy.packbits``);
    a number beyond its end is no hit. ``shown`` counts the bits. ``reach``: whole sentences on what was not
    searched, () where all was. ``offers``: (typed, near) where nothing holds a word as typed and the record
    has one spelt like it, which is not sought. ``notes``: sentences that stand with the notice of the filter
    (limits of ``known_by``, undated ones let through). ``settled``: nothing is left to be read or indexed.
    ``unsure``: as ``hits``, of those that do not say when they were recorded; b"" where ``known_by`` is not
    asked.
    """

    number: int
    picks: Picks
    hits: bytes
    shown: int
    reach: tuple[str, ...] = ()
    offers: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    settled: bool = True
    unsure: bytes = b""


class Where(Said, frozen=True, kw_only=True, tag=True):
    """(id, where, text) of rows whose own line does not show all words: the text around them, one short line.

    ``where`` is the name of the part: "Letter text", "Narrative", "Note", or the element's label.
    """

    number: int
    found: tuple[tuple[str, str, str], ...]


class SourceSays(msgspec.Struct, frozen=True, kw_only=True):
    """What one source has to say to a question that found nothing there: ``state`` is one of "found",
    "not found", "partly", "failed", "not asked", "hidden"; ``words`` the whole sentence with its time.
    ``lacks``: what is found or hidden may not be all of it.
    """  # noqa: D205  # one sentence

    source: str
    name: str
    state: str
    words: str
    lacks: bool = False


class WhyNot(Said, frozen=True, kw_only=True, tag=True):
    """``says`` for each source; ``beside``: what hides it here (filter, window asked for, reach)."""

    number: int
    says: tuple[SourceSays, ...]
    beside: tuple[str, ...] = ()


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that can be picked: ``kind`` is a field of Picks, ``value`` goes there, ``label`` is read.

    ``since``: the ISO day on which the last admission began; ``count``: what picking it shows.
    """

    kind: str
    value: str
    label: str
    count: int


class Choices(Said, frozen=True, kw_only=True, tag=True):
    """Everything that can be picked in this record now, in the order in which it is offered.

    Said again, unasked, once more was found.
    """

    choices: tuple[Choice, ...]


OfSeeking = Seek | AskWhere | AskWhyNot | AskChoices | AskGroups
SaidOfSeeking = Sought | Where | WhyNot | Choices | Groups
