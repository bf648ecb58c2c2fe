"""Messages about who may see what, and why: purpose of use, emergency access, an error told to its source."""

import msgspec

from viewer.engine.message import Message, Said
from viewer.source.glass import Ground

# ---- window to engine ----------------------------------------------------------------------------


class ChoosePurpose(Message, frozen=True, kw_only=True, tag=True):
    """For what records are asked for in this session; one of the codes that policy offers."""

    code: str


class BreakGlass(Message, frozen=True, kw_only=True, tag=True):
    """Ask a source for what it withholds of the patient on screen, as an emergency (PRIV-20)."""

    source: str
    ground: Ground
    reason: str


class AskReport(Message, frozen=True, kw_only=True, tag=True):
    """How an error in one entry is told to whoever keeps it (GOV-06)."""

    entry: str


OfGates = ChoosePurpose | BreakGlass | AskReport


# ---- engine to window ----------------------------------------------------------------------------


class Purposes(Said, frozen=True, kw_only=True, tag=True):
    """What records may be asked for in this session: (code, words) of each purpose, and the chosen one."""

    offered: tuple[tuple[str, str], ...]
    chosen: str


class SourceReport(msgspec.Struct, frozen=True, kw_only=True):
    """One source's copy of an entry, ready to be told of: whom to tell, how, and the text.

    ``text`` names the entry by its ids alone; ``with_number`` is the same with the NHS number, "" where the
    patient on screen has none.
    """

    source_name: str
    owner: str
    contact: str
    text: str
    with_number: str = ""


class Reports(Said, frozen=True, kw_only=True, tag=True):
    """Answer to AskReport: one for each source that gave a copy of the entry."""

    entry: str
    title: str
    reports: tuple[SourceReport, ...]


SaidOfGates = Purposes | Reports
