"""How a page that takes long is made: in pieces that tell how far they are, or in one go."""

from collections.abc import Generator, Iterator, Sequence
from typing import TypeVar

Made = TypeVar("Made")
One = TypeVar("One")
PIECE = 500
"""Entries of a piece: some milliseconds."""

Pieces = Generator[float, None, Made]
"""Yields how much of it is done, 0 to 1, after each piece of a few milliseconds; returns what is made."""


def in_one_go(pieces: Pieces[Made]) -> Made:
    """Return what is made, without a pause."""
    while True:
        try:
            next(pieces)
        except StopIteration as done:
            made: Made = done.value
            return made


def cut(items: Sequence[One], size: int = PIECE) -> Iterator[tuple[float, Sequence[One]]]:
    """Yield some items at a time, and how much is done once they are.

    >>> list(cut("abc", 2))
    [(0.6666666666666666, 'ab'), (1.0, 'c')]
    """
    for at in range(0, len(items), size):
        yield min(1.0, (at + size) / len(items)), items[at : at + size]


def within(pieces: Pieces[Made], first: float, last: float) -> Pieces[Made]:
    """Tell pieces of a part as pieces of the whole, between two shares of it."""
    while True:
        try:
            done = next(pieces)
        except StopIteration as ended:
            made: Made = ended.value
            return made
        yield first + done * (last - first)
