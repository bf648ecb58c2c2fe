"""When a fact was so, clinically: the first date the resource gives, or why it gives none (TML-12)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import tzinfo
from types import MappingProxyType

from viewer.entries.phrases import labelled, shown
from viewer.fhir.dates import ClinicalDate, when_of
from viewer.fhir.resource import Content, Json
from viewer.fhir.typed import choice
from viewer.present.dates import date_words

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "authoredOn": "authored",
        "dateWritten": "written",
        "recordedDate": "recorded",
        "dateRecorded": "recorded",
        "recordedOn": "recorded",
        "assertedDate": "asserted",
        "dateAsserted": "asserted",
        "statementDate": "stated",
        "startDate": "start",
        "createdOn": "created",
        "lastOccurrence": "last occurrence",
        "whenHandedOver": "handed over",
        "whenPrepared": "prepared",
        "effectiveTime": "effective",
        "actualPeriod": "period",
        "plannedPeriod": "planned",
        "plannedStartDate": "planned",
        "requestedPeriod": "requested",
        "executionPeriod": "performed",
        "occurredPeriod": "occurrence",
        "servicePeriod": "service",
        "billablePeriod": "service",
        "serviced": "service",
        "servicedDate": "service",
        "dateTime": "dated",
        "date": "dated",
        "identified": "identified",
        "collection": "collected",
        "occurence": "occurrence",  # as R5 spells it  # codespell:ignore occurence
        "validityPeriod": "supply valid",
        "authoringTime": "authored",
        "indexed": "indexed",
    }
)
"""Kinds of date in the words of the screen, where the element's name is not already the word."""

_WORDS_ONLY = frozenset({"Age", "Range", "String", "Duration"})


@dataclass(frozen=True, slots=True)
class Moment:
    """``when`` None means no clinical date; ``words`` then say so where something unreadable was sent."""

    when: ClinicalDate | None
    words: str = ""


_NO_DATE = Moment(None)


def moment(content: Content, *names: str) -> Moment:
    """The first of these elements that was sent, clinical dates before recorded ones.

    One that was sent and cannot be read ends the search: a recorded date in its place would look like
    the clinical one.
    """
    for name in names:
        when = when_of(content, name)
        if when is not None:
            kind = KINDS.get(name)
            return Moment(replace(when, kind=kind) if kind else when)
        raw = _sent(content, name)
        if raw:
            return Moment(None, f"date not readable: {raw}")
    return _NO_DATE


def _sent(content: Content, name: str) -> str:
    value = content.get(name)
    if value is None:
        kind, value = choice(content, name)
        if kind in _WORDS_ONLY:
            return ""  # an age or words, which the reader says in the detail
    return _raw(value)


def _raw(value: Json) -> str:
    if isinstance(value, dict):
        return " to ".join(filter(None, (shown(value.get(part)) for part in ("start", "end"))))
    if isinstance(value, list):
        return ", ".join(filter(None, (_raw(item) for item in value)))
    return shown(value)


def dated(label: str, content: Content, name: str, zone: tzinfo) -> str:
    """Label and date in words, "" where none was sent; what cannot be read as a date is shown as sent."""
    when = when_of(content, name)
    return labelled(label, date_words(when, zone) if when else _sent(content, name))
