"""Which reader reads which type, and what every entry has whatever its type: identity, hash, shared flags."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, tzinfo
from types import MappingProxyType

from viewer.entries import (
    allergies,
    answers,
    devices,
    documents,
    encounters,
    family_history,
    immunisations,
    incidents,
    lists,
    medicines,
    messages,
    plans,
    problems,
    procedures,
    referrals,
    reports,
    results,
    taking_part,
    team,
)
from viewer.entries.doubts import doubts_of
from viewer.entries.entry import Entry, Flag, Member, Standing
from viewer.entries.general import read_any
from viewer.entries.headings import UNREADABLE
from viewer.entries.identity import entry_id
from viewer.entries.phrases import line, one_line, type_words
from viewer.entries.reading import Context, Draft, Reader
from viewer.entries.recorded import recorded_in, written_in
from viewer.entries.supporting import SUPPORTING, supporting_title, supports
from viewer.entries.traits.register import traits_of
from viewer.fhir.canonical import canonical_hash, narrative_hash
from viewer.fhir.dates import ClinicalDate
from viewer.fhir.identifier import identifiers_of
from viewer.fhir.reference import subject_of
from viewer.fhir.resource import Content, Place, Resource, ResourceKey
from viewer.source.domain import Domain, domain_of

__all__ = [
    "READERS",
    "SUPPORTING",
    "entry_from",
    "entry_id",
    "supporting_title",
    "supports",
    "unreadable_entry",
]

READERS: Mapping[str, Reader] = MappingProxyType(
    {
        **allergies.READERS,
        **medicines.READERS,
        **problems.READERS,
        **results.READERS,
        **reports.READERS,
        **immunisations.READERS,
        **procedures.READERS,
        **encounters.READERS,
        **documents.READERS,
        **answers.READERS,
        **messages.READERS,
        **plans.READERS,
        **team.READERS,
        **referrals.READERS,
        **family_history.READERS,
        **devices.READERS,
        **lists.READERS,
        **incidents.READERS,
        **taking_part.READERS,
    }
)
"""Type to reader. Types of every version stand here; one that does not is read by ``general``."""

_NO_SUBJECT = frozenset({Flag.NO_SUBJECT})
# An appointment's patient is one of its participants, often without a reference.
_ABOUT_NOBODY = frozenset({"Bundle", "List", "Composition", "Appointment", "AppointmentResponse"})
_NONE_KNOWN = frozenset({Flag.NO_KNOWN_ALLERGY, Flag.NO_KNOWN_ALLERGY_OF_A_KIND})
_WITHDRAWN = frozenset({Flag.IN_ERROR, Flag.REFUTED})
_UTC = frozenset({"Z", "z", "+00:00", "-00:00"})


def entry_from(resource: Resource, context: Context) -> Entry:
    """Read one resource as one line of the record. Never raises: what makes no sense is said in words."""
    content, key = resource.content, resource.key
    draft = READERS.get(key.type, read_any)(resource, context)
    doubts = doubts_of(content)
    flags = _settled(draft.flags | doubts.flags | _shared_flags(resource, draft, context.zone))
    member = Member(key=key, place=resource.place)
    domain = draft.domain or domain_of(key.type)
    recorded_by, recorded = recorded_in(key.type, content)
    return Entry(
        id=entry_id((member,)),
        members=(member,),
        domain=domain,
        category=draft.category,
        title=_title(draft.title.strip() or type_words(key.type), flags, domain),
        when=draft.when,
        detail=line(doubts.words, draft.detail),
        status=_status(draft.status, flags),
        value=draft.value,
        standing=_standing(draft.standing, flags),
        flags=flags,
        codings=draft.codings,
        identifiers=_identifiers(content),
        content=canonical_hash(content),
        narrative=narrative_hash(content),
        recorded=recorded,
        recorded_by=recorded_by,
        written=written_in(content),
        series=draft.series if not flags & {Flag.IN_ERROR, Flag.NOT_UNDERSTOOD} else "",
        recorder=one_line(draft.recorder),
        waiting_for=draft.waiting_for,
        traits=traits_of(key.type, content),
        parts=draft.parts,
        brief=None if draft.brief is None else line(doubts.words, draft.brief),
        course=draft.course,
    )


def _settled(flags: frozenset[Flag]) -> frozenset[Flag]:
    """CMP-02: a withdrawn statement that no allergy is known states nothing."""
    return flags - _NONE_KNOWN if flags & _WITHDRAWN else flags


def _shared_flags(resource: Resource, draft: Draft, zone: tzinfo) -> frozenset[Flag]:
    flags: set[Flag] = set()
    if draft.when is not None and _elsewhere(draft.when, zone):
        flags.add(Flag.OTHER_OFFSET)
    kind = resource.key.type
    if kind in READERS and kind not in _ABOUT_NOBODY and not _has_subject(resource.content):
        flags.add(Flag.NO_SUBJECT)
    return frozenset(flags)


def _has_subject(content: Content) -> bool:
    named_by = content.get("subject") or content.get("patient")
    return (isinstance(named_by, dict) and "reference" in named_by) or subject_of(content) is not None


def _elsewhere(when: ClinicalDate, zone: tzinfo) -> bool:
    """Whether the sent offset is of another place: neither the workstation's at that time nor UTC.

    Many systems write every time in UTC: a mark on half of all rows would hide the one that matters.
    """
    if not when.zone or not when.timed or when.zone in _UTC:
        return False
    try:
        here = datetime.fromtimestamp(when.earliest, UTC).astimezone(zone).utcoffset()
    except (ValueError, OverflowError, OSError):  # year 1 or 9999, a day from the end of the calendar
        return False
    return here != _ahead(when.zone)


def _ahead(offset: str) -> timedelta:
    """Return how far ``+01:00`` is ahead of UTC."""
    ahead = timedelta(hours=int(offset[1:3]), minutes=int(offset[4:]))
    return -ahead if offset[0] == "-" else ahead


def _title(title: str, flags: frozenset[Flag], domain: Domain) -> str:
    if Flag.DO_NOT not in flags or title.startswith("DO NOT "):
        return title
    return f"DO NOT {'GIVE' if domain is Domain.MEDICINES else 'DO'}: {title}"


def _status(status: str, flags: frozenset[Flag]) -> str:
    """STU3 says "completed" beside "not done": the negation leads."""
    if Flag.NOT_DONE in flags and not status.startswith(("not ", "cancelled", "did not", "declined")):
        status = f"not done ({status})" if status else "not done"
    if Flag.IN_ERROR in flags and "entered in error" not in status:
        status = f"entered in error, {status}" if status else "entered in error"
    return status


def _standing(standing: Standing, flags: frozenset[Flag]) -> Standing:
    """SAFE-09, SAFE-13: what must not be done is no current item, what is not understood is UNKNOWN."""
    if Flag.DO_NOT in flags:
        return Standing.NONE
    doubtful = flags & {Flag.UNKNOWN_STATUS, Flag.NOT_UNDERSTOOD} and standing is not Standing.NONE
    return Standing.UNKNOWN if doubtful else standing


def _identifiers(content: Content) -> tuple[tuple[str, str], ...]:
    if "identifier" not in content:
        return ()
    return tuple((found.system, found.value) for found in identifiers_of(content) if found.is_match_key)


def unreadable_entry(key: ResourceKey, place: Place, reason: str) -> Entry:
    """A place whose bytes cannot be read as a resource: listed with the reason, openable, never dropped."""
    member = Member(key=key, place=place)
    return Entry(
        id=entry_id((member,), by_place=True),
        members=(member,),
        domain=domain_of(key.type),
        category=UNREADABLE,
        title=f"{type_words(key.type)} that could not be read"
        if key.type
        else "Record that could not be read",
        when=None,
        detail=one_line(reason),
        status="not read",
        standing=Standing.NONE,
        flags=frozenset({Flag.UNREADABLE}),
    )
