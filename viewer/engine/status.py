"""One chip of the sources strip: what a source is doing, and in words what went wrong."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, tzinfo

from viewer.engine.messages import SourceStatus
from viewer.fetch.nhs.person import NO_NUMBER
from viewer.load.outcomes import MESSAGE
from viewer.record.as_at import is_read_again, mark
from viewer.record.model import SourceRow
from viewer.record.moments import as_at_words
from viewer.source.answer import Answer, Ended, SourceEnded, SourceEvent
from viewer.source.gap import Gap, GapKind
from viewer.source.glass import Emergency
from viewer.source.origin import Origin, SourceKind
from viewer.source.permission import NOT_RECORDED
from viewer.source.state import SourceState

_SIGN_IN = "sign in"
WAITS_FOR_NUMBER = "Waits for the NHS number"
_WHEN = "it is asked by that alone, as soon as a person is opened whose number is verified"


def status_of_row(row: SourceRow, zone: tzinfo) -> SourceStatus:
    """Return the chip of a source in the record on screen."""
    worst = _in_order([gap for gap in row.gaps if gap.kind.makes_partial]) or list(row.gaps)
    retrieved = datetime.fromisoformat(row.retrieved).astimezone(zone) if row.retrieved else None
    return SourceStatus(
        id=row.origin.id,
        name=row.origin.name,
        care_setting=_setting(row.origin),
        state=row.state.value,
        marking=row.origin.marking.value,
        received=row.counts.received,
        expected=row.expected,
        pages=row.pages,
        retrieved=f"{retrieved:%H:%M}" if retrieved else "",
        as_at=as_at_words(row.as_at, zone) if row.as_at else "",
        earlier=row.earlier,
        read=row.as_at or row.retrieved,
        words="; ".join(filter(None, (_of_copy(row, zone), _words(worst)))),
        advice=_advice(worst[0].advice if worst else "", row.origin, row.gaps),
        offers=_offers(row.gaps, row.origin),
    )


def status_of_search(origin: Origin, events: Sequence[SourceEvent], patients: int) -> SourceStatus:
    """Return the chip of a source that is being asked for a patient."""
    gaps = [gap for event in events if isinstance(event, Ended | SourceEnded) for gap in event.gaps]
    ends = [event.state for event in events if isinstance(event, SourceEnded)]
    if ends and waits_for_number(gaps):
        ends, gaps = [SourceState.WAITING], [replace(gaps[0], what=WAITS_FOR_NUMBER, why=_WHEN, advice="")]
    return SourceStatus(
        id=origin.id,
        name=origin.name,
        care_setting=_setting(origin),
        state=(ends[-1] if ends else SourceState.LOADING).value,
        marking=origin.marking.value,
        received=patients,
        pages=sum(isinstance(event, Answer) for event in events),
        words=_words(gaps) or (_found(patients) if ends else ""),
        advice=_advice(gaps[0].advice if gaps else "", origin, gaps),
        offers=_offers(gaps, origin),
    )


def _of_copy(row: SourceRow, zone: tzinfo) -> str:
    """Say of what is older of when it is, and that the source is being read again (CMP-15)."""
    if not row.as_at:
        return ""
    again = "being read again" if is_read_again(row) else "reading it again did not give a whole answer"
    said = mark(row, zone)
    return f"{said[:1].upper()}{said[1:]}, {again}"


def waits_for_number(gaps: Sequence[Gap]) -> bool:
    """Whether a source was not asked for want of an NHS number: it is asked once a person is opened."""
    return any(gap.why == NO_NUMBER.why for gap in gaps)


def _offers(gaps: Sequence[Gap], origin: Origin) -> tuple[str, ...]:
    """What would let it answer: a sign-in where it was refused for want of one, a permission (NHS-11), or
    emergency access where it withholds something (PRIV-20).
    """  # noqa: D205  # one list
    wanted = {
        "sign-in": _wants_sign_in(gaps),
        "permission": any(NOT_RECORDED in gap.why for gap in gaps),
        "break-glass": _withholds(gaps, origin) and origin.emergency is Emergency.OFFERED,
    }
    return tuple(offer for offer, is_wanted in wanted.items() if is_wanted)


def _wants_sign_in(gaps: Sequence[Gap]) -> bool:
    return any(gap.kind is GapKind.DENIED and _SIGN_IN in gap.advice.casefold() for gap in gaps)


def _withholds(gaps: Sequence[Gap], origin: Origin) -> bool:
    """Whether a source that is asked as plain FHIR refuses or withholds something, signed in as we are."""
    refused = any(gap.kind in {GapKind.DENIED, GapKind.WITHHELD} for gap in gaps)
    return refused and origin.emergency is not None and not _wants_sign_in(gaps)


def _advice(advice: str, origin: Origin, gaps: Sequence[Gap]) -> str:
    """Add whether emergency access can be asked for: nobody is to look for a way that there is none of."""
    if origin.emergency is None or not _withholds(gaps, origin):
        return advice
    return f"{advice} {origin.emergency.words}".strip()


def _setting(origin: Origin) -> str:
    """A file is of no care setting."""
    return origin.care_setting if origin.kind is SourceKind.ENDPOINT else ""


def _in_order(gaps: Sequence[Gap]) -> list[Gap]:
    """What a person can let in first, then what is missing; a message of the source's own explains, last."""
    return sorted(gaps, key=lambda gap: (gap.what.startswith(MESSAGE), gap.kind is not GapKind.DENIED))


def _words(gaps: Sequence[Gap]) -> str:
    said = dict.fromkeys(f"{gap.what}: {gap.why}" if gap.why else gap.what for gap in gaps)
    return "; ".join(said)


def _found(patients: int) -> str:
    return (
        f"{patients} patient record{'s' if patients != 1 else ''} returned"
        if patients
        else "No patient returned"
    )
