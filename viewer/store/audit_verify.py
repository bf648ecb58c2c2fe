"""Whether an audit trail is whole: every line follows from the one before, each anchor is where it was.

From the files alone any edit, removal, swap or insertion is found except at the very end; there the seal
finds a changed line, and an anchor that lines are missing. Each line needs a seal of its own: a line of ours
that stands behind somebody else's does not make them ours. Lines of the first version, which sealed none, are
counted apart while they stand before every sealed one: they are nobody's word, and no sign of a forgery.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from viewer.store.audit_anchor import Anchor
from viewer.store.audit_chain import FIRST, Seal, bound, event_of, lines_in, number_of, seal_of, trail_id
from viewer.store.audit_lines import contents

_NOT_OURS = "it is not sealed by this account"
_NO_SEAL = f"{_NOT_OURS}: it has no seal"
_FALSE = "its seal is false: it was not written by this program for this account"


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong at which line; 0 for the trail as a whole."""

    line: int
    words: str


@dataclass(slots=True)
class Report:
    """What a check found. ``sealed`` is the last line under our seal.

    ``first`` and ``last`` are line numbers. ``anchors`` is how many anchors of this trail were looked at,
    ``unmarked`` how many name it and are not this account's, ``strangers`` how many other trails are
    anchored there. ``unsealed`` is how many lines of the first version the trail begins with.
    """

    first: int = 1
    last: int = 0
    files: int = 0
    sealed: int = 0
    anchors: int = 0
    unmarked: int = 0
    strangers: int = 0
    unsealed: int = 0
    findings: list[Finding] = field(default_factory=list)


def verify(first: Path, key: bytes | None = None, anchors: Sequence[Anchor] = ()) -> Report:
    """Walk a trail from its first file on; without ``key`` no seal can be checked. Raises StoreError."""
    files = contents(first)
    walk = _Walk(key, {anchor.lines for anchor in anchors}, Report(files=len(files)))
    for number, content in files.items():
        walk.file(number, content)
    walk.end(anchors)
    return walk.report


@dataclass(slots=True)
class _Walk:
    key: bytes | None
    wanted: set[int]
    report: Report
    _expected: str = FIRST
    _next_file: int = 1
    _seals: bool = False
    _heads: dict[int, str] = field(default_factory=dict)
    _trails: set[str] = field(default_factory=set)

    def file(self, number: int, content: bytes) -> None:
        """Walk the lines of one file."""
        if number != self._next_file:
            missing = (
                f"{self._next_file} to {number - 1}" if number > self._next_file + 1 else str(number - 1)
            )
            self._find(self.report.last + 1, f"the file before it is not here (number {missing})")
        self._next_file = number + 1
        for line in lines_in(content):
            self._line(line)
        if content and not content.endswith(b"\n"):
            self._find(self.report.last, "it was cut off: its end is missing")

    def _line(self, line: bytes) -> None:
        event = event_of(line)
        own, number = number_of(event), self.report.last + 1
        if number == 1 and own is not None and own != 1:
            self._find(own, "the lines before it are not here")
            self.report.first = number = own
            self._expected = str(event.get("previous")) if event else FIRST
        self.report.last = number
        if event is None:
            self._find(number, "it is damaged: cut off while it was written, or changed")
        elif event.get("previous") != self._expected:
            self._find(number, "it does not follow: the line before it was changed, removed, moved or put in")
        elif own is not None and own != number:
            self._find(number, f"it calls itself line {own}")
        self._seal(line, number)
        self._trails.add(str(event.get("trail", "")) if event else "")
        self._expected = bound(line)
        if number in self.wanted:
            self._heads[number] = self._expected

    def _seal(self, line: bytes, number: int) -> None:
        seal, event = seal_of(line, self.key), event_of(line)
        if event is None:  # said to be damaged
            return
        if seal is Seal.NONE and not self._seals and "v" not in event:
            self.report.unsealed += 1
            return
        self._seals = True
        if seal is Seal.NONE:
            self._find(number, _NO_SEAL)
        elif seal is Seal.FORGED:
            self._find(number, _FALSE)
        elif seal is Seal.ANOTHER and self.key is not None:
            self._find(number, _NOT_OURS)
        elif seal is Seal.OURS:
            self.report.sealed = number

    def end(self, anchors: Sequence[Anchor]) -> None:
        """Compare with what was made known outside."""
        own = self._trails if self.key is None else {trail_id(self.key)}
        self.report.strangers = len({one.trail for one in anchors} - own)
        named = dict.fromkeys(one for one in anchors if one.trail in own)
        ours = [one for one in named if self.key is None or one.is_marked(self.key)]
        self.report.unmarked = len(named) - len(ours)
        most = max((anchor.lines for anchor in ours), default=0)
        self.report.anchors = len(ours)
        if most > self.report.last:
            words = f"lines were cut off: there were {most} when it was anchored"
            self._find(self.report.last, words)
        for anchor in ours:
            if self._heads.get(anchor.lines, anchor.head) != anchor.head:
                self._find(anchor.lines, "it, or a line before it, is not the one that was anchored")

    def _find(self, line: int, words: str) -> None:
        self.report.findings.append(Finding(line, words))
