"""How complete each domain is at each source, in words: the grid, and the sentence under each list."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from viewer.record.as_at import EARLIER, KEPT, mark, read_words, short_mark
from viewer.record.model import DomainRow, Record, SourceRow
from viewer.record.sources import ANSWERED, found_nobody, holding, in_full, names_of, settled
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


def completeness_words(record: Record, domains: Collection[Domain], zone: tzinfo) -> str:
    """Return the sentence under a list: what each source has not given of these domains, worst first.

    It never says "None": silence of a source may be a refusal (CMP-01).
    """
    names, rows = names_of(record), holding(record, domains)
    if not rows:
        return "No source has been asked."
    own = {row.origin.id: [d for d in record.domains if _of(d, row, domains)] for row in rows}
    nobody = found_nobody(record)
    one = len(domains) == 1  # the list's own heading names it
    trouble = [
        words
        for row in rows
        if row not in nobody
        for words in _trouble(own[row.origin.id], row, _as_at(row, names, zone), named=not one)
    ]
    trouble += [f"{names[row.origin.id]}: {NOBODY[:1].lower()}{NOBODY[1:]}." for row in rows if row in nobody]
    empty = [
        f"No records returned by {names[row.origin.id]}{read_words(row, zone)}."
        for row in rows
        if _all_empty(own[row.origin.id])
    ]
    so_far = "" if settled(record) else "So far: "
    return so_far + " ".join([*_answered(rows, own), *trouble, *empty])


def _as_at(row: SourceRow, names: Mapping[str, str], zone: tzinfo) -> str:
    """Name a source; one of which a kept copy is shown with the moment of that."""
    name, marked = names[row.origin.id], mark(row, zone)
    return f"{name} ({marked})" if marked else name


def _answered(rows: Sequence[SourceRow], own: Mapping[str, Sequence[DomainRow]]) -> list[str]:
    """Count sources that answered in full; a file is never said to: it holds what it holds."""
    asked = [own[row.origin.id] for row in rows if row.origin.kind is not SourceKind.FILE]
    files = len(rows) - len(asked)
    full = sum(1 for one in asked if one and all(in_full(row) for row in one))
    answered = "answered in full" if full == len(asked) else "in full"  # then the names need the room
    words = [f"{full} of {len(asked)} sources {answered}."] if asked else []
    if files:
        what = "1 file: what it does not hold" if files == 1 else f"{files} files: what they do not hold"
        words.append(f"{what} is not known.")
    return words


def short_completeness(record: Record, domains: Collection[Domain]) -> str:
    """Return the same in one line: every source that has not answered in full is counted, worst first."""
    names, rows = names_of(record), holding(record, domains)
    if not rows:
        return "No source has been asked"
    asked = [row for row in rows if row.origin.kind is not SourceKind.FILE]
    lacking: dict[str, list[str]] = {}
    nobody = found_nobody(record)
    full = 0
    for row in rows:
        own = [d for d in record.domains if _of(d, row, domains)]
        word = _NO_PATIENT if row in nobody else _worst_word(own, row)
        full += not word and row in asked
        lacking.setdefault(word, []).append(names[row.origin.id])
    lacking.pop("", None)
    ordered = sorted(lacking.items(), key=lambda item: _WORST_FIRST.index(item[0]))
    one = sum(len(sources) for sources in lacking.values()) == 1
    parts = [f"{full} of {len(asked)} in full"] if asked else []
    files = len(rows) - len(asked)
    parts += [f"{files} file{'s' if files > 1 else ''}"] if files else []
    parts += [f"{word}: {said[0]}" if one else f"{len(said)} {word}" for word, said in ordered]
    return ("" if settled(record) else "So far: ") + "; ".join(parts)


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


def _of(row: DomainRow, source: SourceRow, domains: Collection[Domain]) -> bool:
    held = row.state is not DomainState.NOT_HELD
    return held and row.source == source.origin.id and row.domain in domains


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
