"""What the lines say was on the screen at a moment: exactly, or between which states it was just changing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from viewer.source.audit_line import AuditLine
from viewer.source.shown import Shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One record at a moment. ``patient`` is the trail's keyed hash, "" where it keeps none.

    ``shown`` stood there since ``since`` and until ``until`` ("" where no end is noted). ``into`` is set
    where the screen was just changing, several times within seconds: from ``shown`` (None: it had shown
    nothing yet) into that. ISO 8601. ``line`` is the number of the line in the trail, 0 outside of it.
    """

    opening: str
    patient: str
    shown: Shown | None
    since: str
    until: str
    into: Shown | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class ToldAt:
    """``records`` that were on the screen; ``lost`` counts older ones of which no end is noted."""

    records: tuple[Told, ...]
    lost: int = 0


def told_at(lines: Iterable[AuditLine], moment: datetime) -> ToldAt:
    """Return what lines of the action "shown" say of a moment (aware); other lines are passed over."""
    of_opening: dict[str, list[tuple[AuditLine, Shown]]] = {}
    for line in lines:
        if line.shown is not None and _moment(line.shown.at) is not None:
            of_opening.setdefault(line.request, []).append((line, line.shown))
    found = [told for held in of_opening.values() if (told := _of_one(held, moment)) is not None]
    ends = [one for one in found if one.until]
    open_ones = [one for one in found if not one.until]
    newest = max((one.line for one in found), default=0)
    kept = [one for one in open_ones if one.line == newest]
    return ToldAt((*ends, *kept), len(open_ones) - len(kept))


def state_at(lines: Sequence[Shown], moment: datetime) -> Told | None:
    """Return what the lines of one record say of a moment; None where nothing of it was on the screen."""
    before = [one for one in lines if (at := _moment(one.at)) is not None and at <= moment]
    place = len(before)
    now = before[-1] if before else None
    after = lines[place] if place < len(lines) else None
    begun = _moment(after.before) if after is not None else None
    if after is not None and begun is not None and begun <= moment:
        return _told(now, after.before, after.at, after)
    if now is None or now.ended:
        return None
    return _told(now, now.at, (after.before or after.at) if after is not None else "", None)


def _told(shown: Shown | None, since: str, until: str, into: Shown | None) -> Told:
    return Told(opening="", patient="", shown=shown, since=since, until=until, into=into)


def _of_one(held: list[tuple[AuditLine, Shown]], moment: datetime) -> Told | None:
    told = state_at([shown for _, shown in held], moment)
    if told is None:
        return None
    stands = told.shown or told.into
    line = next(line for line, shown in held if shown is stands)
    return Told(
        opening=line.request,
        patient=line.patient,
        shown=told.shown,
        since=told.since,
        until=told.until,
        into=told.into,
        line=line.number,
    )


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None
