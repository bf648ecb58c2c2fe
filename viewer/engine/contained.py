"""A defect in making one thing ends the making of that thing, not the engine; it is printed and told."""

from types import TracebackType
from typing import Self

from viewer.engine.messages import Refused
from viewer.errors import ViewerError
from viewer.store.last_words import say_fault

AGAIN = "Try again; if it persists, tell your IT support."


class Contained:
    """``with Contained() as kept:`` around what makes one answer; ``broke`` tells whether it was not made.

    What is foreseen (ViewerError) goes on to who says it; so does what is no defect (the end of the program).
    The kind of the defect and its place are printed, nothing of what it says (PRIV-13).
    """

    def __init__(self) -> None:
        self.broke = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        _error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        self.broke = kind is not None and issubclass(kind, Exception) and not issubclass(kind, ViewerError)
        if self.broke and kind is not None:
            say_fault(kind, trace)
        return self.broke


def broke_off(what: str) -> Refused:
    """Return what the person is told: ``what`` names the page or thing, nothing of the patient.

    >>> broke_off("The page Results").what
    'The page Results could not be made: a fault in this program'
    """
    return Refused(what=f"{what} could not be made: a fault in this program", advice=AGAIN)
