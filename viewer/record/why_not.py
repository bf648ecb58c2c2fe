"""Why something is not shown, for each source: not in its answer, not asked, failed, hidden; with the time.

"Not found" is said of a source alone whose domains are complete and of which every letter was searched, and
never without saying so; all else "may hold it".
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import Literal

from viewer.record.as_at import failure_words, mark, newest_first, read_words
from viewer.record.completeness import cell_words, gap_words
from viewer.record.model import DomainRow, Record, SourceRow
from viewer.record.moments import clock
from viewer.record.sources import found_nobody, in_full, names_of
from viewer.source.domain import Domain
from viewer.source.gap import Gap, GapKind
from viewer.source.origin import SourceKind
from viewer.source.state import DomainState, SourceState

State = Literal["found", "not found", "partly", "failed", "not asked", "hidden"]
_MAY, _MORE = "it may hold it", "it may hold more"
_ENDED = {
    SourceState.FAILED: "failed",
    SourceState.DENIED: "refused access",
    SourceState.CANCELLED: "was stopped",
}
_BROKEN = frozenset({DomainState.FAILED, DomainState.WITHHELD})
_COUNTED = frozenset({"found", "hidden"})
_UNASKED = frozenset({DomainState.NOT_ASKED, DomainState.NOT_SUPPORTED})
_MOST = 4
"""Domains that are named one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked, and what the search of this record made of it. Counts are of rows, by source id.

    ``by_words``: words were typed. ``domains``: those that they are about, () where that is unclear.
    ``shown``: rows that the question shows; ``elsewhere``: rows that it would show on another page or at
    another place of this one; ``held``: rows that hold its words, whatever else is asked.
    ``reach``: of each source what is said of its letters, and whether all that it sent was searched; one that
    is not named was not searched.
    """

    by_words: bool = True
    domains: tuple[Domain, ...] = ()
    shown: Mapping[str, int] = field(default_factory=dict)
    elsewhere: Mapping[str, int] = field(default_factory=dict)
    held: Mapping[str, int] = field(default_factory=dict)
    reach: Mapping[str, tuple[str, bool]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceAnswer:
    """What one source has to say: its id, its name, a state, and a whole sentence with its time.

    ``lacks``: what is found or hidden is not all, for it failed, withheld or has not ended.
    """

    source: str
    name: str
    state: State
    words: str
    lacks: bool = False


def why_not(record: Record, asked: Asked, zone: tzinfo) -> tuple[SourceAnswer, ...]:
    """Return one answer for every source of the record, in its order."""
    teller = _Teller(record, asked, zone)
    return tuple(teller.answer(row) for row in record.sources)


class _Teller:
    """Answers for one record and one question."""

    def __init__(self, record: Record, asked: Asked, zone: tzinfo) -> None:
        self._record, self._asked, self._zone = record, asked, zone
        self._names = names_of(record)
        self._nobody = {row.origin.id for row in found_nobody(record)}

    def answer(self, row: SourceRow) -> SourceAnswer:
        source = row.origin.id
        state, words = self._said(row)
        lacks = self._lacks(row) if state in _COUNTED else ""
        said = "; ".join(filter(None, (words.rstrip("."), lacks.rstrip("."))))
        beside = (f"{said}.", self._held_back(source))
        return SourceAnswer(
            source=source,
            name=self._names[source],
            state=state,
            words=" ".join(filter(None, beside)),
            lacks=bool(lacks),
        )

    def _said(self, row: SourceRow) -> tuple[State, str]:
        """The first that applies decides."""
        source = row.origin.id
        if (counted := self._counted(source)) is not None:
            return counted
        if row.state is SourceState.NOT_LINKED:
            return "not asked", self._not_linked(row)
        if source in self._nobody:
            when = self._as_of(row)
            return "not asked", f"Knows nobody of this name and number{when}: nothing more was asked"
        return self._searched(row)

    def _counted(self, source: str) -> tuple[State, str] | None:
        """Something of it holds what is asked: on screen, on another page, or hidden by the filter."""
        asked = self._asked
        if shown := asked.shown.get(source, 0):
            return "found", f"{_rows(shown)} {_verb(shown, 'is', 'are')} shown"
        if others := asked.elsewhere.get(source, 0):
            return "hidden", f"{_rows(others)} {_verb(others, 'is', 'are')} on another page, not in this list"
        if held := asked.held.get(source, 0):
            verb, them = _verb(held, "holds", "hold"), _verb(held, "it", "them")
            holds = f" {verb} the words" if asked.by_words else ""
            return "hidden", f"{_rows(held)}{holds}; the filter hides {them}"
        return None

    def _lacks(self, row: SourceRow) -> str:
        """Something of it is here: say why that may not be all, "" where what it was asked came in full."""
        if row.as_at:
            return f"that is {mark(row, self._zone)}. {self._again(row, _MORE)}"
        if not row.state.settled:
            return f"it is still answering, {_MORE}"
        if row.origin.kind is SourceKind.FILE:
            return ""
        rows = [one for one in self._record.domains if one.source == row.origin.id and _may_hold(one)]
        lacking = [one for one in rows if not in_full(one) and self._concerns(one)]
        if row.state in _ENDED:
            return _small(self._failed(row, _ENDED[row.state], lacking, _MORE))
        return f"not all came: {_states(lacking)}, {_MORE}" if lacking else ""

    def _concerns(self, row: DomainRow) -> bool:
        """Whether the words are about a domain; what broke is said of every one."""
        return not self._asked.domains or row.domain in self._asked.domains or row.state in _BROKEN

    def _searched(self, row: SourceRow) -> tuple[State, str]:
        """Nothing of it holds the words: what that is worth."""
        if row.as_at:
            of = "what it gave " if row.earlier else "its "
            return "partly", f"Not in {of}{mark(row, self._zone)}. {self._again(row, _MAY)}"
        if not row.state.settled:
            return "partly", f"Still answering: {_MAY}"
        if row.origin.kind is SourceKind.FILE:
            reach = self._reach(row.origin.id)[0]
            return "partly", f"Not in this file{self._read(row)}; what it leaves out is not known. {reach}"
        return self._asked_for(row, self._rows(row))

    def _asked_for(self, row: SourceRow, rows: Sequence[DomainRow]) -> tuple[State, str]:
        """An endpoint that has ended: what it gave of what the words are about."""
        if row.state in _ENDED and not any(map(in_full, rows)):
            return "failed", self._failed(row, _ENDED[row.state])
        if not rows:
            return (
                "not asked",
                f"Keeps none of this: {self._listed(self._asked.domains) or 'clinical records'}",
            )
        lacking = [one for one in rows if not in_full(one)]
        return self._lacking(row, rows, lacking) if lacking else self._complete(row)

    # ---- what a source answered --------------------------------------------------------------

    def _complete(self, row: SourceRow) -> tuple[State, str]:
        reach, whole = self._reach(row.origin.id)
        beside = self._elsewhere(row)
        of = f"; {self._listed(self._asked.domains)}" if self._asked.domains else ""
        words = f"Not in its answer (as of {self._time(row)}, complete{of})"
        said = ". ".join(filter(None, (words, reach, beside)))
        return ("not found" if whole else "partly"), said

    def _lacking(
        self, row: SourceRow, rows: Sequence[DomainRow], lacking: Sequence[DomainRow]
    ) -> tuple[State, str]:
        came = [one.domain for one in rows if one not in lacking]
        state = _state(rows, lacking)
        if state == "failed":
            return state, self._failed(row, "did not give it", lacking)
        if state == "not asked":
            return state, f"Not asked: {_states(lacking)}; {_MAY}"
        full = f"In full: {self._listed(came)}" if came else "Nothing of it came in full"
        reach = self._reach(row.origin.id)[0]
        return state, f"Not all came{self._as_of(row)}: {_states(lacking)}; {_MAY}. {full}. {reach}"

    def _elsewhere(self, row: SourceRow) -> str:
        """Domains that the words are not about, and that have not come in full."""
        about = self._asked.domains
        own = (one for one in self._record.domains if one.source == row.origin.id)
        others = [one for one in own if about and one.domain not in about and _may_hold(one)]
        left = [one for one in others if not in_full(one)]
        return f"Not in full: {_states(left)}" if left else ""

    def _failed(self, row: SourceRow, what: str, lacking: Sequence[DomainRow] = (), may: str = _MAY) -> str:
        gap = _worst_gap([gap for one in lacking for gap in one.gaps] or row.gaps)
        when = gap.when.isoformat() if gap is not None and gap.when else row.retrieved
        why = gap_words(gap).rstrip(".") if gap is not None else "no reason was given"
        at = f" at {clock(when, self._zone)}" if when else ""
        return f"It {what}{at}: {why}; {may}"

    def _not_linked(self, row: SourceRow) -> str:
        gap = next((gap for gap in row.gaps if gap.kind is GapKind.NOT_LINKED), None)
        why = f"{gap_words(gap).rstrip('.')}. " if gap is not None else ""
        return f"{why}Nobody there is linked to this record: nothing of it is searched"

    def _again(self, row: SourceRow, may: str) -> str:
        """Say what became of reading a kept or earlier copy again: the newest reason, and when."""
        if not row.state.settled:
            return "It is being read again"
        gap = _worst_gap(newest_first(row.gaps))
        why = failure_words(row, self._zone)
        why = f" {why}" if why else f": {gap.why.rstrip('.')}" if gap is not None and gap.why else ""
        return f"Reading it again failed{why}; {may}"

    # ---- small words -------------------------------------------------------------------------

    def _rows(self, row: SourceRow) -> list[DomainRow]:
        about = self._asked.domains or tuple(Domain)
        return [
            one
            for one in self._record.domains
            if one.source == row.origin.id and one.domain in about and _may_hold(one)
        ]

    def _reach(self, source: str) -> tuple[str, bool]:
        return self._asked.reach.get(source, ("Its letters were not searched", False))

    def _held_back(self, source: str) -> str:
        """Never their words: they are another person's."""
        count = sum(1 for one in self._record.quarantined if one.source == source)
        if not count:
            return ""
        records = "record" if count == 1 else "records"
        return f"{count:,} {records} of another patient {_verb(count, 'was', 'were')} held back."

    def _time(self, row: SourceRow) -> str:
        return clock(row.retrieved, self._zone) or "its end"

    def _as_of(self, row: SourceRow) -> str:
        return f" (as of {clock(row.retrieved, self._zone)})" if row.retrieved else ""

    def _read(self, row: SourceRow) -> str:
        return read_words(row, self._zone).replace(" at ", " as read at ", 1)

    def _listed(self, domains: Collection[Domain]) -> str:
        return _listed([domain.label for domain in domains])


def _state(rows: Sequence[DomainRow], lacking: Sequence[DomainRow]) -> State:
    states = {one.state for one in lacking}
    if len(lacking) < len(rows) or any(one.count for one in lacking):
        return "partly"
    if states <= _UNASKED:
        return "not asked"
    return "failed" if states <= _BROKEN | _UNASKED else "partly"


def _may_hold(row: DomainRow) -> bool:
    return row.state is not DomainState.NOT_HELD


def _worst_gap(gaps: Sequence[Gap]) -> Gap | None:
    return next((gap for gap in gaps if gap.kind.makes_partial), None)


def _states(rows: Sequence[DomainRow]) -> str:
    """Name domains by what became of them: "Medicines failed", several of one state together."""
    by_words: dict[str, list[str]] = {}
    for row in rows:
        by_words.setdefault(cell_words(row), []).append(row.domain.label)
    return "; ".join(
        f"{_listed(labels)}: {words[:1].lower()}{words[1:]}" for words, labels in by_words.items()
    )


def _listed(labels: Sequence[str]) -> str:
    if len(labels) > _MOST:
        return f"{', '.join(labels[: _MOST - 1])} and {len(labels) - _MOST + 1} more"
    return ", ".join(labels)


def _small(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"


def _rows(count: int) -> str:
    return f"{count:,} of its rows"


def _verb(count: int, one: str, several: str) -> str:
    return one if count == 1 else several
