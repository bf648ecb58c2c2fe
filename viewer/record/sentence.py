"""The sources sentence under the safety lines: how many are complete, and what is unknown, worst first."""

from datetime import tzinfo

from viewer.record.as_at import is_read_again, kept_sentence, newest_first, not_read_words
from viewer.record.model import DomainRow, Record, SourceRow
from viewer.record.moments import clock
from viewer.record.sources import ANSWERED, found_nobody, linked_sources, names_of, not_linked
from viewer.source.domain import Domain
from viewer.source.gap import Gap, GapKind
from viewer.source.state import DomainState, SourceState

_WORST_FIRST = (
    SourceState.FAILED,
    SourceState.DENIED,
    SourceState.CANCELLED,
    SourceState.PARTIAL,
    SourceState.LOADING,
    SourceState.WAITING,
    SourceState.NOT_LINKED,
    SourceState.COMPLETE,
)
_WORDS = {
    SourceState.FAILED: "failed",
    SourceState.DENIED: "refused",
    SourceState.CANCELLED: "was stopped",
    SourceState.PARTIAL: "is incomplete",
    SourceState.LOADING: "is loading",
    SourceState.WAITING: "is waiting",
}
_ENDED_EARLY = frozenset({SourceState.FAILED, SourceState.DENIED, SourceState.CANCELLED})
_URGENT = (Domain.PLANS, Domain.ALLERGIES, Domain.MEDICINES, Domain.PROBLEMS, Domain.RESULTS)


def sources_sentence(record: Record, zone: tzinfo) -> str:
    """Say "3 of 4 complete. GP practice failed 03:02: medicines and allergies not seen; no answer."."""
    linked, names = linked_sources(record), names_of(record)
    if not linked:
        return "No source is part of this record."
    nobody = found_nobody(record)
    complete = sum(1 for row in linked if row.state is SourceState.COMPLETE and row not in nobody)
    troubled = sorted(
        (row for row in linked if row.state is not SourceState.COMPLETE and not _waits(row)),
        key=lambda row: (not row.as_at, _WORST_FIRST.index(row.state)),  # what is old is said before all
    )
    kept = kept_sentence(record, zone)
    parts = [*([kept] if kept else []), f"{complete} of {len(linked)} complete."]
    parts += [_trouble(row, record, names[row.origin.id], zone) for row in troubled]
    parts += [f"{names[row.origin.id]}: no Patient found, so nothing of it is seen." for row in nobody]
    parts += [f"{names[row.origin.id]}: {_aside(row)}." for row in not_linked(record)]
    return " ".join(parts)


def _waits(row: SourceRow) -> bool:
    """Whether a kept copy stands until the answer is there: that is said of all such sources together."""
    return bool(row.as_at) and is_read_again(row)


def _aside(row: SourceRow) -> str:
    """Say why a source has no part in the record: it was found and not linked, or it was not asked at all."""
    said = next((gap.what for gap in row.gaps if gap.kind is GapKind.NOT_LINKED), "")
    return f"{said[:1].lower()}{said[1:]}" or "found, not linked: not in this record"


def _trouble(row: SourceRow, record: Record, name: str, zone: tzinfo) -> str:
    when = _when(row, zone)
    own = [one for one in record.domains if one.source == row.origin.id]
    gave = row.counts.received and any(one.count or one.state in ANSWERED for one in own)
    nothing = not own or (row.state in _ENDED_EARLY and not gave)  # its other domains were not even asked
    what = "nothing of it seen" if nothing else _domains([one for one in own if not_seen(one)])
    if row.as_at:
        return _of_copy(row, f"{name}: {not_read_words(row, zone)}{f' {when}' if when else ''}")
    said = f"{name} {_WORDS[row.state]}{f' {when}' if when else ''}"
    body = "; ".join(part for part in (what, _reason(row.gaps)) if part)
    return f"{said}: {body}." if body else f"{said}."


def _of_copy(row: SourceRow, said: str) -> str:
    """All of a copy is seen, and none of it is known to hold now: only the reason is told."""
    reason = _reason(newest_first(row.gaps))
    return f"{said}: {reason}." if reason else f"{said}."


def not_seen(row: DomainRow) -> bool:
    """Whether something of a domain is, or may be, missing; what a source does not offer is not."""
    if row.state in {DomainState.NOT_SUPPORTED, DomainState.NOT_ASKED, DomainState.NOT_HELD}:
        return False
    return not row.settled or row.state not in ANSWERED


def _when(row: SourceRow, zone: tzinfo) -> str:
    times = [gap.when for gap in row.gaps if gap.when]
    if times:
        return f"{max(times).astimezone(zone):%H:%M}"
    return clock(row.retrieved, zone)


def _reason(gaps: tuple[Gap, ...]) -> str:
    """Return each reason once; one that another one quotes is not said twice."""
    reasons = dict.fromkeys(gap.why.rstrip(".") for gap in gaps if gap.kind.makes_partial and gap.why)
    return "; ".join(one for one in reasons if not any(one != other and one in other for other in reasons))


def _domains(rows: list[DomainRow]) -> str:
    """Name the domains of which nothing came apart from those of which a part did."""
    partly = [row for row in rows if row.count or row.state in {DomainState.TRUNCATED, *ANSWERED}]
    unseen = [row for row in rows if row not in partly]
    said = [(unseen, "not seen"), (partly, "not completely seen")]
    said = sorted((one for one in said if one[0]), key=lambda one: min(map(_urgency, one[0])))
    return "; ".join(f"{_labels(lacking)} {words}" for lacking, words in said)


def _urgency(row: DomainRow) -> int:
    """The smaller the sooner it is said: the sentence may be cut where the line ends."""
    return (*_URGENT, *Domain).index(row.domain)


def _labels(rows: list[DomainRow]) -> str:
    labels = list(dict.fromkeys(row.domain.label.lower() for row in sorted(rows, key=_urgency)))
    return labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} and {labels[-1]}"
