"""What is written outside of the trail at intervals: how many lines there are, and the hash of the last one.

With it a trail whose end was cut off, or that was deleted, is found. It names nobody.
"""

import re
from dataclasses import dataclass

from viewer import __version__

NAME = "tributary-audit"
_FORM = re.compile(r"trail=([0-9a-f]{16}) lines=([1-9][0-9]{0,11}) head=([0-9a-f]{64})(?![0-9a-f])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """``trail`` is the trail's own name, ``head`` what the line after line ``lines`` has to name."""

    trail: str
    lines: int
    head: str

    @property
    def text(self) -> str:
        """The anchor as it is written.

        >>> Anchor(trail="0123456789abcdef", lines=7, head="0" * 64).text.partition(" trail=")[2][:24]
        '0123456789abcdef lines=7'
        """
        return f"{NAME} {__version__} trail={self.trail} lines={self.lines} head={self.head}"


def anchors_in(text: str) -> tuple[Anchor, ...]:
    """Return the anchors in a text of any kind, such as an excerpt of a system's log, in its order."""
    return tuple(
        Anchor(trail=trail, lines=int(lines), head=head) for trail, lines, head in _FORM.findall(text)
    )
