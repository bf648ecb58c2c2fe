"""By what a clinician's choice is known again: who chose, and about exactly what; told to the hash alone."""

import hashlib
from collections.abc import Mapping

from viewer.engine.endpoint_desk import EndpointDesk
from viewer.engine.gathered import Gathered
from viewer.engine.open_record import OpenRecord
from viewer.entries.entry import Member
from viewer.errors import ResourceError, SettingsError
from viewer.merge.person import PatientFacts
from viewer.store.account import os_user
from viewer.store.endpoint_rules import INTERACTIVE
from viewer.store.kept_choices import Choice, Kind

Key = tuple[Kind, str, str]
"""A choice as it stands in a record: a linked Patient (source id, reference), or the ids of two entries."""
Who = tuple[str, ...]


def clinician(desk: EndpointDesk) -> Who:
    """Return who chooses: the OS user, and everybody who is signed in at a source in use (PRIV-04, AUTH-11).

    Raises SettingsError where a source let somebody in without proving who: several may use one account.
    """
    persons = set()
    for endpoint in desk.in_use:
        found = desk.setting.signs.signed_in(endpoint.id) if endpoint.sign_in in INTERACTIVE else None
        if found is not None and not found.person:
            raise SettingsError(
                f"Your links and regroupings are not kept: {endpoint.name} does not say who signed in",
                "They hold for this session.",
            )
        persons |= {found.person} if found is not None else set()
    return (os_user(), *sorted(persons))


def link_choice(who: Who, found: Gathered, one: PatientFacts, other: PatientFacts) -> Choice:
    """Two Patients as they were compared: where what tells a person is another now, it is another choice."""
    return Choice(Kind.LINK, who, (_patient(found, one), _patient(found, other)))


def _patient(found: Gathered, facts: PatientFacts) -> tuple[str, ...]:
    return (
        facts.key.source,
        found.sources[facts.key.source].origin.base,
        facts.key.reference,
        facts.nhs_number,
        facts.nhs_status,
        facts.born.text if facts.born else "",
        facts.gender,
        facts.superseded_by,
        facts.family,
        *facts.given,
    )


def pair_choice(who: Who, record: OpenRecord, kind: Kind, members: Mapping[str, Member]) -> Choice:
    """Two entries: apart whatever else they come to say, together only as long as both say the same.

    What was put together by hand may contradict itself; another dose or value is to be looked at anew.
    """
    about = ((one, *_content(record, member, kind)) for one, member in members.items())
    return Choice(kind, who, tuple(about))


def _content(record: OpenRecord, member: Member, kind: Kind) -> tuple[str, ...]:
    base = record.found.sources[member.key.source].origin.base
    if kind is Kind.APART:
        return (base,)
    try:
        return base, hashlib.sha256(record.load.raw(member.place)).hexdigest()
    except ResourceError:
        return base, ""
