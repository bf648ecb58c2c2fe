"""The headless way, in place: sources are surveyed, the person is settled, one record is read.

Endpoints are asked for the patient first; files are read whole. What a source cannot do is said in the
record, never thrown.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import tzinfo
from functools import partial

from viewer.engine.gathered import Gathered
from viewer.engine.national import asked_by_number, expecting
from viewer.engine.parts import (
    Part,
    file_part,
    one_after_the_other,
    others_in,
    part_of,
    parts_of,
    subjects_of_links,
)
from viewer.engine.persons import Wish, each_person, settle
from viewer.engine.readers import Read, read_together
from viewer.errors import UsageError
from viewer.fetch.source import EndpointSource
from viewer.load.flow import Load
from viewer.load.scope import Scope
from viewer.load.survey import survey
from viewer.merge.person import Link, PatientFacts
from viewer.merge.persons import restricted_numbers
from viewer.present.numbers import nhs_number_words
from viewer.record.model import Record
from viewer.source.answer import Answer
from viewer.source.origin import SourceKind
from viewer.source.protocols import PatientQuery, RecordSource
from viewer.source.session import Session

NOBODY = (
    "No Patient record came from these sources: whose record this is is not known, and nothing here is "
    "joined to another source."
)


def gather(
    sources: Sequence[RecordSource], query: PatientQuery, links: Sequence[tuple[str, str]] = ()
) -> Gathered:
    """Read every file, ask every endpoint for the patient, and for those of ``links``; survey what came.

    Where PDS says that the number was replaced, everybody is asked again by the new one (IDM-08): what is
    kept under the old one is dropped, and ``replaced`` says so.
    """
    found = _asked(sources, query, links)
    current = found.current(query.nhs_number)
    if current == query.nhs_number:
        return found
    anew = _asked(sources, replace(query, nhs_number=current), links)
    anew.replaced = query.nhs_number
    return anew


def _asked(
    sources: Sequence[RecordSource], query: PatientQuery, links: Sequence[tuple[str, str]]
) -> Gathered:
    found = Gathered({source.origin.id: source for source in sources})
    found.events = {key: [] for key in found.sources}
    asked = [
        (source, first_round(source, query, [reference for at, reference in links if at == key]))
        for key, source in found.sources.items()
    ]
    session = next((one.session for one in sources if isinstance(one, EndpointSource)), Session())
    reads = {source.origin.id: read for source, read in expecting(session, query, asked)}
    for event in read_together(reads):
        found.events[event.source].append(event)
    for key, events in found.events.items():
        answers = [event for event in events if isinstance(event, Answer)]
        source = found.sources[key]
        found.surveys[key] = survey(source.origin.base, answers, by_number=asked_by_number(source))
    return found


def first_round(source: RecordSource, query: PatientQuery, links: Sequence[str] = ()) -> Read:
    """How a source is asked who is there: a file is read, an endpoint is searched, also for ``links``."""
    if source.origin.kind is SourceKind.FILE:
        return partial(source.read, "")
    named = [PatientQuery(reference=reference) for reference in links]
    return partial(one_after_the_other, [partial(source.find, one) for one in (query, *named)])


Loaded = tuple[Record, Load]
"""A record, and the load that holds the bytes it was read from."""


def one_record(found: Gathered, wish: Wish, zone: tzinfo) -> Record | None:
    """Read the one record that is meant; None where a human has to say who is meant."""
    loaded = one_loaded(found, wish, zone)
    return loaded[0] if loaded is not None else None


def one_loaded(found: Gathered, wish: Wish, zone: tzinfo) -> Loaded | None:
    """Read the same, with the bytes that it was read from."""
    parts = settled_parts(found, wish)
    if parts is None:
        return None
    record, load = _load(parts, zone, needs_person=True, restricted=restricted_numbers(found.traced))
    return replace(record, notices=(*said_of_replaced(found), *record.notices)), load


def said_of_replaced(found: Gathered) -> tuple[str, ...]:
    """Say loudly that the number asked for is no number any more."""
    if not found.replaced:
        return ()
    old, new = nhs_number_words(found.replaced), nhs_number_words(found.current(found.replaced))
    words = (
        f"PDS says that NHS number {old} was replaced by {new}. This is the record of {new}; what sources "
        f"keep under {old} is not shown."
    )
    return (words,)


def settled_parts(found: Gathered, wish: Wish) -> tuple[Part, ...] | None:
    """Return every source's part in the record that is meant, None where that is not settled."""
    wish = replace(wish, nhs_number=found.current(wish.nhs_number))
    strangers = found.strangers()
    meant = [(source, subject) for source, subject in strangers if wish.means(source, subject)]
    named_one = len(meant) == 1 and not any(_at(facts) in wish.links for facts in found.patients())
    if named_one and wish.reference not in {facts.key.reference for facts in found.patients()}:
        return stranger_parts(found, *meant[0])
    if not found.patients() and (not strangers or (len(strangers) == 1 and not wish.says_whom)):
        named = {source: frozenset({subject}) for source, subject in strangers}
        return tuple(
            file_part(found, key, Scope(subjects=named.get(key, frozenset())))
            if found.is_file(key)
            else part_of(found, key, ())
            for key in found.sources
        )
    settled = settle(found.patients(), wish, found.traced)
    if settled is None or (strangers and not wish.says_whom):
        return None
    return parts_of(found, settled.links)


def stranger_parts(found: Gathered, source: str, subject: str) -> tuple[Part, ...]:
    """Return the parts of somebody whom no Patient explains: one file gives theirs, the others nothing."""
    ours = frozenset({subject})
    own = Scope(subjects=ours, mixed=others_in(found, source, ours))
    return tuple(
        file_part(found, key, own if key == source else Scope(foreign=True))
        if found.is_file(key)
        else part_of(found, key, ())
        for key in found.sources
    )


def check_links(found: Gathered, wish: Wish) -> None:
    """Refuse a link by hand to what a source does not hold. Raises UsageError.

    A source that did not answer is no such case: it stands in the record as failed.
    """
    known = {_at(facts) for facts in found.patients()} | set(found.strangers())
    for source, reference in wish.links:
        if (source, reference) not in known and found.answered(source):
            name = found.sources[source].origin.name
            raise UsageError(
                f"--link: {name} gave no such Patient", "Nothing was linked; check the reference."
            )


def _at(facts: PatientFacts) -> tuple[str, str]:
    return facts.key.source, facts.key.reference


def each_loaded(found: Gathered, zone: tzinfo) -> Iterator[Loaded]:
    """Yield one record per person and stranger, then one for what names nobody, each with its bytes."""
    for links in each_person(found.patients(), found.traced):
        yield _load(_alone(found, links), zone, needs_person=True)
    for source, subject in found.strangers():
        scope = Scope(subjects=frozenset({subject}), alone=True)
        yield _load((file_part(found, source, scope),), zone, needs_person=True)
    if any(survey.unnamed for survey in found.surveys.values()):
        yield _load([file_part(found, key, Scope(alone=True)) for key in found.sources], zone)


def _alone(found: Gathered, links: Sequence[Link]) -> list[Part]:
    return [
        file_part(
            found,
            key,
            Scope(subjects=subjects, alone=True),
            [link for link in links if link.patient.key.source == key],
        )
        for key, subjects in subjects_of_links(links).items()
    ]


def _load(
    parts: Sequence[Part],
    zone: tzinfo,
    *,
    needs_person: bool = False,
    restricted: frozenset[str] = frozenset(),
) -> Loaded:
    load = Load(zone)
    if needs_person and not any(part.links for part in parts):
        load.notices.append(NOBODY)
    for part in parts:
        part.join(load)
    for event in read_together({part.origin.id: part.read for part in parts}):
        load.feed(event)
    load.restricted = restricted
    return load.record(), load
