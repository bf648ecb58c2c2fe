"""How one row's words are put together for eye and ear; a number never parts from its unit."""

import re
from dataclasses import dataclass

from viewer.engine.haystack import haystack, spoken
from viewer.engine.messages import Row

# fmt: off
__all__ = [
    "Piece", "beside", "breakable", "haystack", "main_pieces", "meta_words", "spoken", "unbroken",
    "when_words",
]
# fmt: on

_NUMBER_UNIT = re.compile(r"(?<=\d) (?=[^\s\d(])")
_LONG_WORD = re.compile(r"\S{24,}")
_DATE = re.compile(r"(?<=\d)-(?=[A-Z][a-z]{2}\b)|(?<=[a-z])-(?=\d{4}\b)")
_SLASH = re.compile(r"/(?=\w)")

_CALM = frozenset({"States no known allergy"})
"""Of one kind only is no calm statement: it may be read as all."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text in one look: mark, calm (a mark that warns of nothing), title, detail or meta."""

    text: str
    look: str


def unbroken(text: str) -> str:
    r"""Keep a number and its unit, and a date, on one line: no-break space, word joiners.

    >>> unbroken("0.010 mmol/L") == "0.010\u00a0mmol/\u2060L"
    True
    """
    joined = _DATE.sub("\u2060-\u2060", _NUMBER_UNIT.sub("\u00a0", text))
    return _SLASH.sub("/\u2060", joined)


def breakable(text: str) -> str:
    """Let a long word without spaces (a hash, an address) go on in the next line; only what is shown changes.

    >>> breakable("a" * 30).count("\u200b")
    2
    """
    return _LONG_WORD.sub(lambda found: re.sub(r"(.{12})", "\\1\u200b", found[0]), text)


def main_pieces(row: Row) -> tuple[Piece, ...]:
    """The first paragraph of a row: marks in words, title, value or dose."""
    marks = tuple(Piece(f"{mark}: ", "calm" if mark in _CALM else "mark") for mark in row.marks)
    detail = (Piece(f"  {unbroken(row.detail)}", "detail"),) if row.detail else ()
    return (*marks, Piece(unbroken(row.title), "title"), *detail)


def when_words(row: Row) -> str:
    """The date as it stands in a row; "local" where it was sent in another time zone (decision 4)."""
    return unbroken(row.when or "No date") + (" local" if row.elsewhere else "")


def meta_words(row: Row, *, dated: bool = False) -> str:
    """The second paragraph: category, status, source, and how many recorded it.

    ``dated`` puts the date in the category's place: a list of one category need not repeat it.
    """
    more = f"{row.members} records of it" if row.members > 1 else ""
    said = f"{row.title.partition(':')[0]}s".casefold() == row.category.casefold()  # "List: Problems"
    first = when_words(row) if dated else "" if said else row.category
    source = row.sources_short or row.sources
    return " · ".join(words for words in (first, _status_words(row), source, more) if words)


def _status_words(row: Row) -> str:
    """The status without what a mark before the title says already."""
    marks = {mark.casefold() for mark in row.marks}
    return ", ".join(part for part in row.status.split(", ") if part.casefold() not in marks)


def beside(row: Row) -> str:
    """What a row says in short, in full: its tooltip; "" where the row says all."""
    whole = f"Source: {row.sources}" if row.sources_short else ""
    elsewhere = f"{row.elsewhere}; {row.when} is the time of this workstation" if row.elsewhere else ""
    return ". ".join(part for part in (whole, elsewhere) if part)
