"""How complete each domain is at each source, in words: the grid, and the sentence under each list."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from viewer.record.as_at import EARLIER, KEPT, mark, read_words, short_mark
from viewer.record.model import DomainRow, Record, SourceRow
from viewer.record.sources import ANSWERED, found_nobody, in_full, linked_sources, names_of, settled
from viewer.source.domain import Domain
from viewer.source.gap import Gap, GapKind
from viewer.source.origin import SourceKind
from viewer.source.state import DomainState, SourceState

NOBODY = "No such patient returned"
_AS_THE_SOURCE = frozenset({DomainState.FAILED, DomainState.WITHHELD, DomainState.TRUNCATED})
_SHORT = {
    DomainState.FAILED: "Failed",
    DomainState.WITHHELD: "Withheld",
    DomainState.TRUNCATED: "Incomplete",
    DomainState.NOT_SUPPORTED: "Not offered",
    DomainState.NOT_ASKED: "Not asked",
    DomainState.NOT_HELD: "Not kept there",
    DomainState.ASSERTED_NONE: "States none",
    DomainState.EMPTY: "No records returned",
}
_Held = tuple[SourceRow, Sequence[DomainRow]]
"""A source and its rows of the domains that are asked about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One domain at one source: ids, DomainState value, short words, and the whole reason."""

    domain: Domain
    source: str
    state: DomainState
    words: str
    reason: str


def grid(record: Record, zone: tzinfo) -> tuple[Cell, ...]:
    """Return a cell for every source and domain that the record has a row for, in the order of the rows."""
    names, nobody = names_of(record), {row.origin.id for row in found_nobody(record)}
    sources = {row.origin.id: row for row in record.sources}
    return tuple(
        Cell(
            domain=row.domain,
            source=row.source,
            state=row.state,
            words=NOBODY if row.source in nobody and _not_asked(row) else cell_words(row),
            reason=_reason(row, names.get(row.source, row.source), sources.get(row.source), zone),
        )
        for row in record.domains
    )


def cell_words(row: DomainRow) -> str:
    """Return the few words of one cell: a state, a count, and "so far" while more may come."""
    count = f"{row.count} of {row.expected}" if _fewer(row) else f"{row.count}"
    if row.state is DomainState.DATA:
        words = count
    else:
        words = _SHORT[row.state] + (f", {count} received" if row.count else "")
    noted = words if row.settled or row.state is DomainState.NOT_HELD else f"{words} so far"
    noted += _marked(row) if row.state in ANSWERED or (row.earlier and row.count) else ""
    return f"{noted}, see note" if row.state is DomainState.DATA and _has_note(row) else noted


def _marked(row: DomainRow) -> str:
    return f", {short_mark(row)}" if row.as_at else ""


def _has_note(row: DomainRow) -> bool:
    return any(gap.kind is not GapKind.NOT_SUPPORTED for gap in row.gaps)


def _fewer(row: DomainRow) -> bool:
    return row.expected is not None and row.count < row.expected


def _not_asked(row: DomainRow) -> bool:
    return row.state is DomainState.NOT_ASKED


def _reason(row: DomainRow, name: str, source: SourceRow | None, zone: tzinfo) -> str:
    gaps = " ".join(gap_words(gap) for gap in row.gaps or _of_source(row, source))
    if gaps:
        return f"{name}: {mark(row, zone)}. {gaps}" if row.as_at else gaps
    read = read_words(source, zone) if source else ""
    if row.state is DomainState.EMPTY:
        return f"No records returned by {name}{read}."
    return f"{name}: {cell_words(row).removesuffix(_marked(row))}{read}."


def _of_source(row: DomainRow, source: SourceRow | None) -> Sequence[Gap]:
    """Return why the source as a whole gave nothing, where a domain has no reason of its own."""
    if source is None or row.state not in _AS_THE_SOURCE:
        return ()
    return [gap for gap in source.gaps if gap.kind.makes_partial]


def gap_words(gap: Gap) -> str:
    """Return a gap as sentences: what, why, and what to do."""
    said = f"{gap.what}: {gap.why}" if gap.what and gap.why else gap.what or gap.why
    parts = (part.rstrip(".") + "." for part in (said, gap.advice) if part)
    return " ".join(parts)


class Completeness:
    """How complete the lists of one record are; what the words of all of them share is looked up once."""

    def __init__(self, record: Record) -> None:
        self._names = names_of(record)
        self._linked = linked_sources(record)
        self._nobody = frozenset(row.origin.id for row in found_nobody(record))
        self._so_far = "" if settled(record) else "So far: "
        self._rows: dict[str, list[DomainRow]] = {}
        for row in record.domains:
            self._rows.setdefault(row.source, []).append(row)

    def words(self, domains: Collection[Domain], zone: tzinfo) -> str:
        """Return the sentence under a list: what each source has not given of these domains, worst first.

        It never says "None": silence of a source may be a refusal (CMP-01).
        """
        held = self._held(domains)
        if not held:
            return "No source has been asked."
        named = len(domains) != 1  # the list's own heading names it
        trouble = [
            words
            for source, own in held
            if source.origin.id not in self._nobody
            for words in _trouble(own, source, _as_at(source, self._names, zone), named=named)
        ]
        without = [source.origin.id for source, _ in held if source.origin.id in self._nobody]
        trouble += [f"{self._names[key]}: {NOBODY[:1].lower()}{NOBODY[1:]}." for key in without]
        empty = [
            f"No records returned by {self._names[source.origin.id]}{read_words(source, zone)}."
            for source, own in held
            if _all_empty(own)
        ]
        return self._so_far + " ".join([*_answered(held), *trouble, *empty])

    def short(self, domains: Collection[Domain]) -> str:
        """Return the same in one line: every source that has not answered in full is counted, worst first."""
        held = self._held(domains)
        if not held:
            return "No source has been asked"
        lacking: dict[str, list[str]] = {}
        full = 0
        for source, own in held:
            word = _NO_PATIENT if source.origin.id in self._nobody else _worst_word(own, source)
            full += not word and source.origin.kind is not SourceKind.FILE
            lacking.setdefault(word, []).append(self._names[source.origin.id])
        lacking.pop("", None)
        return self._so_far + "; ".join([*_counted(held, full), *_lacking(lacking)])

    def _held(self, domains: Collection[Domain]) -> list[_Held]:
        """Return who can hold any of these domains at all, each with its rows of those that it can hold."""
        held: list[_Held] = []
        for source in self._linked:
            known = [row for row in self._rows.get(source.origin.id, ()) if row.domain in domains]
            own = [row for row in known if row.state is not DomainState.NOT_HELD]
            if own or not known:  # nobody waits for an allergy from PDS
                held.append((source, own))
        return held


def completeness_words(record: Record, domains: Collection[Domain], zone: tzinfo) -> str:
    """Return the sentence under one list of a record; ``Completeness`` says more of the same record."""
    return Completeness(record).words(domains, zone)


def _as_at(row: SourceRow, names: Mapping[str, str], zone: tzinfo) -> str:
    """Name a source; one of which a kept copy is shown with the moment of that."""
    name, marked = names[row.origin.id], mark(row, zone)
    return f"{name} ({marked})" if marked else name


def _answered(held: Sequence[_Held]) -> list[str]:
    """Count sources that answered in full; a file is never said to: it holds what it holds."""
    asked = [own for source, own in held if source.origin.kind is not SourceKind.FILE]
    files = len(held) - len(asked)
    full = sum(1 for own in asked if own and all(in_full(row) for row in own))
    answered = "answered in full" if full == len(asked) else "in full"  # then the names need the room
    words = [f"{full} of {len(asked)} sources {answered}."] if asked else []
    if files:
        what = "1 file: what it does not hold" if files == 1 else f"{files} files: what they do not hold"
        words.append(f"{what} is not known.")
    return words


def short_completeness(record: Record, domains: Collection[Domain]) -> str:
    """Return the one line of one list of a record; ``Completeness`` says more of the same record."""
    return Completeness(record).short(domains)


def _counted(held: Sequence[_Held], full: int) -> list[str]:
    files = sum(source.origin.kind is SourceKind.FILE for source, _ in held)
    asked = len(held) - files
    parts = [f"{full} of {asked} in full"] if asked else []
    return parts + ([f"{files} file{'s' if files > 1 else ''}"] if files else [])


def _lacking(lacking: Mapping[str, Sequence[str]]) -> list[str]:
    """Name the one source that has not answered in full; of several, count those of each kind."""
    ordered = sorted(lacking.items(), key=lambda item: _WORST_FIRST.index(item[0]))
    one = sum(len(sources) for sources in lacking.values()) == 1
    return [f"{word}: {said[0]}" if one else f"{len(said)} {word}" for word, said in ordered]


_WORDS = {
    DomainState.FAILED: "failed",
    DomainState.WITHHELD: "withheld",
    DomainState.NOT_SUPPORTED: "not offered",
    DomainState.NOT_ASKED: "not asked",
}
_REFUSED, _INCOMPLETE, _NOT_KNOWN, _NO_PATIENT = "refused", "incomplete", "not known", "no such patient"
_WORST_FIRST = (
    "failed", _REFUSED, "withheld", _INCOMPLETE, KEPT, EARLIER, _NO_PATIENT, "not asked", _NOT_KNOWN,
    "not offered",
)  # fmt: skip


def _worst_word(rows: Sequence[DomainRow], source: SourceRow) -> str:
    """Return the worst that applies to a source; "" where it has answered all in full."""
    if not rows:
        return _NOT_KNOWN
    lacking = [row for row in rows if not in_full(row) and not _file_without(row, source)]
    words = {short_mark(row) if _only_kept(row) else _WORDS.get(row.state, _INCOMPLETE) for row in lacking}
    if source.state is SourceState.DENIED:  # that is why it was not asked
        words = {_REFUSED if word == "not asked" else word for word in words}
    return min(words, key=_WORST_FIRST.index, default="")


def _only_kept(row: DomainRow) -> bool:
    """Whether nothing is wrong with a row but that it is a copy of an earlier answer."""
    return bool(row.as_at) and row.state in ANSWERED and not any(gap.kind.makes_partial for gap in row.gaps)


def _all_empty(rows: Sequence[DomainRow]) -> bool:
    return bool(rows) and all(row.state is DomainState.EMPTY and in_full(row) for row in rows)


def _trouble(rows: Sequence[DomainRow], source: SourceRow, name: str, *, named: bool) -> list[str]:
    if not rows:
        return [f"{name}: not known whether it has any."]
    lacking = [row for row in rows if not in_full(row) and not _file_without(row, source)]
    said = dict.fromkeys(_lacking_words(row, named=named) for row in lacking)
    return [f"{name}: {', '.join(said)}."] if said else []


def _file_without(row: DomainRow, source: SourceRow) -> bool:
    return source.origin.kind is SourceKind.FILE and row.state is DomainState.NOT_ASKED


def _lacking_words(row: DomainRow, *, named: bool) -> str:
    """Say "Medicines failed", or "failed" alone where nothing else can be meant."""
    words = cell_words(row).replace(_marked(row), "")  # its source's name says it
    if " of " in words:  # "24 of 43" needs no verb
        words = words.removesuffix(" received")
    said = f"{words[:1].lower()}{words[1:]}"
    return f"{row.domain.label} {said}" if named else said
