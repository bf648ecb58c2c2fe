"""Two sources side by side: what both sent, what only one did, and what the other has not answered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from viewer.entries.entry import Entry
from viewer.merge.union import shown_lines
from viewer.present.shortened import in_short
from viewer.present.side_by_side import differing
from viewer.record.model import Record
from viewer.record.pages.asked import PageAsked
from viewer.record.pages.compare.body import Verdict
from viewer.record.pages.compare.namesakes import Namesakes
from viewer.record.pages.compare.rows import Line, lines_in_pieces, said
from viewer.record.pages.in_pieces import Pieces, cut, within
from viewer.record.sources import rows_of
from viewer.record.unanswered import unanswered
from viewer.source.domain import Domain
from viewer.source.state import DomainState

NOT_SENT = "Not among what it sent"
NOT_THE_SAME = "Not the same entry"
SAME = "The same"
SAME_LINE = "The same line; other elements differ, open it"
_LINES, _NAMES = 0.7, 0.8
"""The shares of the work that are done once lines have their words, and once they are held by name."""
_NOT_KEPT = "this kind is not kept there"
_IDS = ("differ", "only_a", "unknown_b", "only_b", "unknown_a", "same")
"""What a clinician has to look at first stands first."""


@dataclass(slots=True)
class BySource:
    """``a`` and ``b`` are ids of sources, ``names`` what they are called."""

    asked: PageAsked
    a: str
    b: str
    names: dict[str, str]
    verdicts: dict[str, Verdict] = field(init=False)
    namesakes: Namesakes = field(default_factory=Namesakes)
    apart: int = 0
    """Entries of other sources alone."""

    def __post_init__(self) -> None:
        a, b = self.names[self.a], self.names[self.b]
        titles = {
            "only_a": (f"Only at {a}", f"{b} has answered this kind in full and sent none that is the same."),
            "unknown_b": (f"At {a}; whether at {b} is not known", _unknown(b)),
            "only_b": (f"Only at {b}", f"{a} has answered this kind in full and sent none that is the same."),
            "unknown_a": (f"At {b}; whether at {a} is not known", _unknown(a)),
            "differ": ("At both, and they differ", "What differs stands on either side."),
            "same": ("At both, the same", "Equal in title, value, status, date and who recorded it."),
        }
        self.verdicts = {key: Verdict(key, *titles[key]) for key in _IDS}

    def compare(self) -> Pieces[Iterable[Verdict]]:
        """Put every entry of either source under one verdict, in pieces."""
        lines = yield from within(lines_in_pieces(self.asked), 0, _LINES)
        unknown = {key: _unanswered(self.asked.record, key) for key in (self.a, self.b)}
        by_id = {line.entry.id: line.entry for line in lines}
        for done, piece in cut(lines):
            for line in piece:
                self.namesakes.take(line)
            yield _LINES + done * (_NAMES - _LINES)
        for done, piece in cut(lines):
            for line in piece:
                self._place(line, unknown, by_id)
            yield _NAMES + done * (1 - _NAMES)
        return self.verdicts.values()

    def _place(self, line: Line, unknown: dict[str, dict[Domain, str]], by_id: dict[str, Entry]) -> None:
        sources = {member.key.source for member in line.entry.members}
        if self.a in sources and self.b in sources:
            self._both(line)
        elif self.a in sources:
            self._one(line, self.a, unknown[self.b], by_id)
        elif self.b in sources:
            self._one(line, self.b, unknown[self.a], by_id)
        else:
            self.apart += 1

    def _copies(self, entry: Entry, source: str) -> list[Entry]:
        own = [copy for copy in self.asked.copies(entry) if copy.members[0].key.source == source]
        return own or [entry]  # it stands as the record shows it

    def _both(self, line: Line) -> None:
        ours, theirs = (self._copies(line.entry, source) for source in (self.a, self.b))
        differs = differing([_shown(ours), _shown(theirs)])
        if differs:
            a, b = (
                in_short("; ".join(f"{label}: {texts[side]}" for label, texts in differs)) for side in (0, 1)
            )
            self._put("differ", line, a, b)
            return
        contents = {copy.content for copy in (*ours, *theirs)}
        whole = len(contents) == 1 and "" not in contents
        self._put("same", line, said(ours[0]), SAME if whole else SAME_LINE)

    def _one(self, line: Line, source: str, unknown: dict[Domain, str], by_id: dict[str, Entry]) -> None:
        """An entry that one source alone sent: the other one sent none, or that is not known."""
        other = self.b if source == self.a else self.a
        why = unknown.get(line.entry.domain, "")
        there = _there(why, self.namesakes.said(line, other))
        alike = [
            by_id[key].title
            for key in line.entry.may_be_same
            if key in by_id and any(member.key.source == other for member in by_id[key].members)
        ]
        if alike:
            there = in_short(f"Perhaps the same, not certainly: {'; '.join(alike)}")
        here = said(self._copies(line.entry, source)[0])
        if source == self.a:
            self._put("unknown_b" if why else "only_a", line, here, there)
        else:
            self._put("unknown_a" if why else "only_b", line, there, here)

    def _put(self, key: str, line: Line, a: str, b: str) -> None:
        self.verdicts[key].rows.append((line.entry.id, line.what, line.when, a, b))


def _shown(copies: Sequence[Entry]) -> list[tuple[str, str]]:
    lines = [line for copy in copies for line in (*shown_lines(copy), ("Marks", ", ".join(copy.marks)))]
    return [(label, words) for label, words in dict.fromkeys(lines) if words]


def _there(why: str, namesake: str) -> str:
    """Return what the other source has in place of an entry; one of its name is never denied."""
    if not namesake:
        return f"Not known: {why}" if why else NOT_SENT
    return in_short(f"Not known: {why}; {namesake}" if why else f"{NOT_THE_SAME}; {namesake}")


def _unknown(name: str) -> str:
    return f"{name} has not answered this kind in full: it may have the same."


def _unanswered(record: Record, source: str) -> dict[Domain, str]:
    """Return each kind of which a source may have more, or keeps nothing, and why."""
    found: dict[Domain, str] = {}
    for domain in Domain:
        why = dict(unanswered(record, domain)).get(source, "")
        row = rows_of(record, domain).get(source)
        if why or (row is not None and row.state is DomainState.NOT_HELD):
            found[domain] = why or _NOT_KEPT
    return found
