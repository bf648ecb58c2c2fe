"""Messages about what leaves the program: paper, PDF, a table, a patient summary, the copy for a patient."""

from typing import Literal

from viewer.engine.message import Message, Said
from viewer.record.paper import Part

ExportForm = Literal["print", "pdf", "csv", "ips", "patient", "shown"]
"""``print`` and ``pdf`` both give a Paper, which the window lays out; the others are the file's own text.

``shown``: a table of what was on the screen when, since the record was opened.
"""

# ---- window to engine ----------------------------------------------------------------------------


class AskExport(Message, frozen=True, kw_only=True, tag=True):
    """Make this of the record on screen; the person has been asked. ``ticket`` is the window's own count.

    ``part``: one page of it, None for the whole; a summary and a patient's copy are always of the whole.
    """

    ticket: int
    form: ExportForm
    part: Part | None = None


class CancelExport(Message, frozen=True, kw_only=True, tag=True):
    """Nobody waits for it any more."""

    ticket: int


OfExports = AskExport | CancelExport

# ---- engine to window ----------------------------------------------------------------------------


class Exported(Said, frozen=True, kw_only=True, tag=True):
    """A piece of the text, in order; ``last``: it is whole now. A Paper is JSON of ``record/paper.Paper``.

    ``words``, with the last piece: what the person has to know beside it, "" for nothing. ``file_name`` is
    proposed for saving and names nobody.
    """

    ticket: int
    form: ExportForm
    text: str
    last: bool
    words: str = ""
    file_name: str = ""


class ExportRefused(Said, frozen=True, kw_only=True, tag=True):
    """It was not made, in words."""

    ticket: int
    what: str
    advice: str = ""


SaidOfExports = Exported | ExportRefused
"""The answers to AskExport."""
