"""Messages about one letter, report or narrative that is opened: asked for, given, turned, saved."""

from typing import Literal

import msgspec
from typing_extensions import override

from viewer.engine.message import Message, Said

DocumentKind = Literal["pdf", "image", "html", "text", "unshowable", "pointer", "refused"]
"""``unshowable``: it can be saved; ``pointer``: no content came; ``refused``: neither shown nor saved."""

Size = tuple[float, float]
Spot = tuple[float, float, float, float]
"""Left, top, width, height in points, from the top left of a page as it is shown."""


class DocumentOffer(msgspec.Struct, frozen=True, kw_only=True):
    """What of an entry can be opened. ``part`` is what ``OpenDocument`` names; ``title`` may be "".

    ``words``: form, size, and where its content is. ``narrative``: the source's own text.
    """

    part: int
    source_name: str
    title: str
    words: str
    narrative: bool = False


# ---- window to engine ----------------------------------------------------------------------------


class OpenDocument(Message, frozen=True, kw_only=True, tag=True):
    """Open one part of an entry; the one that was open is forgotten. ``ticket`` is the window's own count."""

    ticket: int
    entry: str
    part: int = 0


class CloseDocument(Message, frozen=True, kw_only=True, tag=True):
    """Nobody looks at it any more: its bytes leave the engine's memory, a fetch of it ends."""


class WantSheet(Message, frozen=True, kw_only=True, tag=True):
    """Draw a page (from 0) of the open PDF at ``scale`` pixels for each point."""

    ticket: int
    page: int
    scale: float


class WantWords(Message, frozen=True, kw_only=True, tag=True):
    """Give the words of the open PDF's pages."""

    ticket: int


class FindInDocument(Message, frozen=True, kw_only=True, tag=True):
    """Look for words in the open PDF, whatever their case."""

    ticket: int
    words: str


class SaveDocument(Message, frozen=True, kw_only=True, tag=True):
    """Write the open document's bytes to a file that the person has chosen, after a warning."""

    ticket: int
    path: str


OfDocuments = OpenDocument | CloseDocument | WantSheet | WantWords | FindInDocument | SaveDocument

# ---- engine to window ----------------------------------------------------------------------------


class DocumentComing(Said, frozen=True, kw_only=True, tag=True):
    """It is fetched from its source; ``words`` say from which, ``facts`` as in ``DocumentGiven``."""

    ticket: int
    title: str
    facts: tuple[tuple[str, str], ...]
    marks: tuple[str, ...]
    words: str


class DocumentGiven(Said, frozen=True, kw_only=True, tag=True):
    """A document, or why it is not shown.

    ``facts``: (label, words), such as source, date, author, status. ``marks`` must be seen first (Entered in
    error). ``warnings`` are loud: a hash that differs; ``notes`` are not. ``words`` says why nothing is
    shown, "" where it is. By ``kind`` one of ``text``, ``html`` (sanitised), ``image`` (bytes) and ``pages``
    (sizes in points) holds it. ``file_name`` is proposed for saving, "" where it cannot be saved.
    """

    ticket: int
    entry: str
    part: int
    title: str
    facts: tuple[tuple[str, str], ...]
    kind: DocumentKind
    marks: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    words: str = ""
    advice: str = ""
    form: str = ""
    text: str = ""
    html: str = ""
    image: bytes = b""
    pages: tuple[Size, ...] = ()
    file_name: str = ""

    @override
    def __repr__(self) -> str:
        return "DocumentGiven(...)"  # a letter has no place in a log


class SheetGiven(Said, frozen=True, kw_only=True, tag=True):
    """One page as pixels: rows of ``width`` times four bytes, blue green red unused; or why not."""

    ticket: int
    page: int
    scale: float
    width: int = 0
    height: int = 0
    pixels: bytes = b""
    words: str = ""


class SheetWords(Said, frozen=True, kw_only=True, tag=True):
    """The words of each page; "" for a page that has none, which may be a picture of words."""

    ticket: int
    texts: tuple[str, ...]
    words: str = ""

    @override
    def __repr__(self) -> str:
        return "SheetWords(...)"


class FoundInDocument(Said, frozen=True, kw_only=True, tag=True):
    """Where words stand: (page, spots) for each find; ``words`` say what was not searched, "" if nothing."""

    ticket: int
    sought: str
    finds: tuple[tuple[int, tuple[Spot, ...]], ...]
    words: str = ""


class DocumentSaved(Said, frozen=True, kw_only=True, tag=True):
    """Whether it was written, in words."""

    ticket: int
    ok: bool
    words: str


SaidOfDocuments = DocumentComing | DocumentGiven | SheetGiven | SheetWords | FoundInDocument | DocumentSaved
