"""The headless way, in place: sources are surveyed, the person is settled, one record is read.

Endpoints are asked for the patient first; files are read whole. What a source cannot do is said in the
record, never thrown.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo
from functools import partial

from viewer.engine.persons import Settled, Wish, each_person, settle
from viewer.engine.readers import Read, read_together
from viewer.load.flow import Load
from viewer.load.scope import Scope
from viewer.load.subjects import own_subject
from viewer.load.survey import Survey, survey
from viewer.merge.person import Link, PatientFacts
from viewer.record.model import Record
from viewer.source.answer import Answer, Ended, SourceEnded, SourceEvent
from viewer.source.gap import Gap, GapKind
from viewer.source.origin import SourceKind
from viewer.source.protocols import PatientQuery, RecordSource
from viewer.source.state import SourceState


@dataclass(slots=True)
class Gathered:
    """What the first round gave: each source's events and survey. Sources stay in the order given."""

    sources: dict[str, RecordSource]
    events: dict[str, list[SourceEvent]] = field(default_factory=dict)
    surveys: dict[str, Survey] = field(default_factory=dict)

    def patients(self) -> tuple[PatientFacts, ...]:
        """Every Patient that any source holds or found."""
        return tuple(facts for found in self.surveys.values() for facts in found.patients.values())

    def strangers(self) -> list[tuple[str, str]]:
        """Subjects of files that no Patient of that file explains: (source, subject)."""
        return [
            (source, subject)
            for source, found in self.surveys.items()
            for subject in found.subjects
            if subject not in found.patients and self.is_file(source)
        ]

    def is_file(self, source: str) -> bool:
        """Whether a source is a file or a folder."""
        return self.sources[source].origin.kind is SourceKind.FILE


def gather(sources: Sequence[RecordSource], query: PatientQuery) -> Gathered:
    """Read every file, ask every endpoint for the patient; survey what came."""
    found = Gathered({source.origin.id: source for source in sources})
    found.events = {source: [] for source in found.sources}
    for event in read_together({key: _first_round(source, query) for key, source in found.sources.items()}):
        found.events[event.source].append(event)
    for key, events in found.events.items():
        answers = [event for event in events if isinstance(event, Answer)]
        found.surveys[key] = survey(found.sources[key].origin.base, answers)
    return found


def _first_round(source: RecordSource, query: PatientQuery) -> Read:
    if source.origin.kind is SourceKind.FILE:
        return partial(source.read, "")
    return partial(source.find, query)


def one_record(found: Gathered, wish: Wish, zone: tzinfo) -> Record | None:
    """Read the one record that is meant; None where a human has to say who is meant."""
    strangers = found.strangers()
    if not found.patients() and len(strangers) <= 1:
        return _nobody(found, dict(strangers), zone)
    settled = settle(found.patients(), wish)
    if settled is None or (strangers and not wish.says_whom):
        return None
    load = Load(zone)
    for source in found.sources:
        _add(found, load, source, settled)
    return load.record()


def each_record(found: Gathered, zone: tzinfo) -> Iterator[Record]:
    """Yield one record per person and stranger, then one for what names nobody."""
    for links in each_person(found.patients()):
        yield _alone(found, _subjects(links), links, zone)
    for source, subject in found.strangers():
        yield _alone(found, {source: frozenset({subject})}, (), zone)
    if any(survey.unnamed for survey in found.surveys.values()):
        yield _alone(found, {}, (), zone)


def _subjects(links: Sequence[Link]) -> dict[str, frozenset[str]]:
    subjects: dict[str, set[str]] = {}
    for link in links:
        key, place = link.patient.key, link.patient.place
        subjects.setdefault(key.source, set()).add(own_subject(key, place.slot))
    return {source: frozenset(named) for source, named in subjects.items()}


def _nobody(found: Gathered, strangers: Mapping[str, str], zone: tzinfo) -> Record:
    """Read files that hold no Patient: what they hold is shown, and it is said that nobody is named."""
    load = Load(zone)
    load.notices.append(
        "No Patient record came from these sources: whose record this is is not known, and nothing here is "
        "joined to another source."
    )
    for key, source in found.sources.items():
        named = frozenset({strangers[key]}) if key in strangers else frozenset()
        load.add(source.origin, Scope(subjects=named), index=found.surveys[key].index)
        for event in found.events[key]:
            load.feed(event)
    return load.record()


def _alone(
    found: Gathered, subjects: Mapping[str, frozenset[str]], links: Sequence[Link], zone: tzinfo
) -> Record:
    load = Load(zone)
    if not links:
        load.notices.append("No Patient record came with this: whose record it is is not known.")
    for key, source in found.sources.items():
        if subjects and key not in subjects:
            continue
        own = [link for link in links if link.patient.key.source == key]
        scope = Scope(subjects=subjects.get(key, frozenset()), alone=True)
        load.add(source.origin, scope, own, found.surveys[key].index)
        for event in found.events[key]:
            load.feed(event)
    return load.record()


def _add(found: Gathered, load: Load, key: str, settled: Settled) -> None:
    source = found.sources[key]
    links = [link for link in settled.links if link.patient.key.source == key]
    subjects = _subjects(links).get(key, frozenset())
    load.add(source.origin, Scope(subjects=subjects), links, found.surveys[key].index)
    if found.is_file(key):
        for event in found.events[key]:
            load.feed(event)
    elif not links:
        load.feed(_not_in_record(found, key))
    else:
        for event in _read(source, [link.patient.key.reference for link in links]):
            load.feed(event)


def _read(source: RecordSource, references: Sequence[str]) -> Iterator[SourceEvent]:
    for reference in references:
        yield from read_together({source.origin.id: partial(source.read, reference)})


def _not_in_record(found: Gathered, key: str) -> SourceEnded:
    """Say why a source that was asked for the patient has no part in the record."""
    failed = [event for event in found.events[key] if isinstance(event, SourceEnded | Ended)]
    gaps = tuple(gap for event in failed for gap in event.gaps if gap.kind.makes_partial)
    states = [event.state for event in failed if isinstance(event, SourceEnded)]
    if gaps or states != [SourceState.COMPLETE]:
        return SourceEnded(source=key, state=states[-1] if states else SourceState.FAILED, gaps=gaps)
    if found.surveys[key].patients:
        gap = _gap(
            key,
            GapKind.NOT_LINKED,
            "A patient was found here and is not linked: not in this record",
            "only a verified NHS number and an equal date of birth link by themselves",
            "Compare the demographics and link by hand if it is the same person.",
        )
        return SourceEnded(source=key, state=SourceState.NOT_LINKED, gaps=(gap,))
    gap = _gap(
        key,
        GapKind.NOTICE,
        "No patient was returned for this search",
        "the source may hold none, or may not show one",
        "",
    )
    return SourceEnded(source=key, state=SourceState.COMPLETE, gaps=(gap,))


def _gap(source: str, kind: GapKind, what: str, why: str, advice: str) -> Gap:
    return Gap(source=source, kind=kind, domain=None, what=what, why=why, advice=advice)
