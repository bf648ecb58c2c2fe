"""What a record knows of keeping: how a part of it is read, with a copy before and after, or as it is."""

from typing import Protocol

from viewer.engine.gathered import Gathered
from viewer.engine.parts import Part
from viewer.engine.readers import Read


class Keep(Protocol):
    """Returns the reading that a record starts for a part; ``anew``: what stands is read again."""

    def __call__(self, found: Gathered, part: Part, read: Read, *, anew: bool) -> Read: ...


def not_kept(found: Gathered, part: Part, read: Read, *, anew: bool) -> Read:  # noqa: ARG001
    """Read it as it is."""
    return read
