"""What is written outside of the trail at intervals: how many lines there are, and the hash of the last one.

With it a trail whose end was cut off, or that was deleted, is found. It names nobody. Its mark is an HMAC
under the key of the seals: where others can add to the place, theirs are told from ours.
"""

import hashlib
import hmac
import re
from dataclasses import dataclass, replace

from viewer import __version__

NAME = "tributary-audit"
_FORM = re.compile(
    r"trail=([0-9a-f]{16}) lines=([1-9][0-9]{0,11}) head=([0-9a-f]{64})(?![0-9a-f])"
    r"(?: mark=([0-9a-f]{16})(?![0-9a-f]))?"
)
_MARK = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """``trail`` is the trail's own name, ``head`` what the line after line ``lines`` has to name.

    ``mark``: 16 hex digits, "" where whoever wrote it made none.
    """

    trail: str
    lines: int
    head: str
    mark: str = ""

    @property
    def text(self) -> str:
        """The anchor as it is written.

        >>> Anchor(trail="0123456789abcdef", lines=7, head="0" * 64).text.partition(" trail=")[2][:24]
        '0123456789abcdef lines=7'
        """
        mark = f" mark={self.mark}" if self.mark else ""
        return f"{NAME} {__version__} {self._bare}{mark}"

    def marked(self, key: bytes) -> "Anchor":
        """Return it with the mark of whoever has the key."""
        return replace(self, mark=self._mark(key))

    def is_marked(self, key: bytes) -> bool:
        """Whether somebody who has the key wrote it."""
        return hmac.compare_digest(self.mark, self._mark(key))

    @property
    def _bare(self) -> str:
        return f"trail={self.trail} lines={self.lines} head={self.head}"

    def _mark(self, key: bytes) -> str:
        own = hmac.digest(key, b"tributary audit anchor", "sha256")
        return hmac.new(own, self._bare.encode("ascii"), hashlib.sha256).hexdigest()[:_MARK]


def anchors_in(text: str) -> tuple[Anchor, ...]:
    """Return the anchors in a text of any kind, such as an excerpt of a system's log, in its order."""
    return tuple(
        Anchor(trail=trail, lines=int(lines), head=head, mark=mark)
        for trail, lines, head, mark in _FORM.findall(text)
    )
