"""A source's part in a record: whose resources it may give, and how it is read."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from viewer.engine.gathered import Gathered
from viewer.engine.national import asked_by_number
from viewer.engine.readers import Read
from viewer.engine.status import waits_for_number
from viewer.fetch.source import EndpointSource
from viewer.load.flow import Load
from viewer.load.scope import Scope
from viewer.load.subjects import SubjectIndex, own_subject
from viewer.merge.person import Link, PatientFacts
from viewer.merge.persons import CHOSEN, link_key
from viewer.source.answer import CAME, Answer, Asked, Ended, SourceEnded, SourceEvent
from viewer.source.endpoint import Kind
from viewer.source.gap import Gap, GapKind
from viewer.source.origin import Origin, SourceKind
from viewer.source.protocols import Cancel, RecordSource
from viewer.source.state import SourceState

_BY_NUMBER = frozenset({Kind.SCR})
_ASIDE = "Found, not linked: not in this record"
_NOBODY = "No patient was returned for this search"
_NO_NUMBER = "Nothing was returned for this NHS number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One source's part. ``read`` yields its events; it is run by ``readers``.

    ``aside``: what its end says of this search beside what the source says.
    """

    origin: Origin
    scope: Scope
    links: tuple[Link, ...]
    index: SubjectIndex | None
    read: Read
    aside: tuple[Gap, ...] = ()

    def join(self, load: Load) -> None:
        """Make room for it in a load."""
        load.add(self.origin, self.scope, self.links, self.index)


def lead_of(parts: Sequence[Part]) -> PatientFacts | None:
    """Return the Patient that was chosen and leads the record, whichever source gave it; None for nobody."""
    links = (link for part in parts for link in part.links)
    return next((link.patient for link in links if link.linked_by == CHOSEN), None)


def parts_of(found: Gathered, links: Sequence[Link]) -> tuple[Part, ...]:
    """Return one part per source that was asked, linked or not, in the order in which they were named."""
    return tuple(part_of(found, key, links) for key in found.sources)


def part_of(found: Gathered, key: str, links: Sequence[Link]) -> Part:
    """Return one source's part in the record of the person with these links."""
    source = found.sources[key]
    own = tuple(link for link in links if link.patient.key.source == key)
    if links and not own and is_by_number(source):
        return _part_by_number(found, key, links[0].patient)
    foreign = found.is_file(key) and bool(links) and not own
    subjects, aside = subjects_of_links(own).get(key, frozenset()), left_aside(found, key, links)
    return Part(
        origin=source.origin,
        scope=Scope(subjects=subjects, foreign=foreign, mixed=bool(own) and others_in(found, key, subjects)),
        links=own,
        index=found.surveys[key].index,
        read=_with_gaps(_read(found, key, own), aside),
        aside=aside,
    )


def is_by_number(source: RecordSource) -> bool:
    """Whether a source is opened by the number of the person on screen, and gives nobody to link before."""
    return isinstance(source, EndpointSource) and source.kind in _BY_NUMBER


def _part_by_number(found: Gathered, key: str, lead: PatientFacts) -> Part:
    """Read by the number of the person on screen, which has to be verified or traced (IDM-02)."""
    source = found.sources[key]
    known = link_key(lead, found.traced)
    number = known[0] if known else ""
    end = SourceEnded(source=key, state=SourceState.NOT_LINKED, gaps=(_no_number(key),))
    return Part(
        origin=source.origin,
        scope=Scope(subjects=frozenset({f"nhs:{number}"}), foreign=not number),
        links=(),
        index=SubjectIndex(source.origin.base, asked=number),
        read=partial(source.read, f"Patient/{number}") if number else partial(_kept, [end]),
    )


def others_in(found: Gathered, key: str, subjects: frozenset[str]) -> bool:
    """Whether a file holds other people than these, so that what names nobody may be any of theirs."""
    return found.is_file(key) and not subjects.issuperset(found.surveys[key].subjects)


def again(part: Part, source: RecordSource) -> Part:
    """Return the part to be read anew from its source: a file from the disk, not as it was first read."""
    return part if source.origin.kind is SourceKind.ENDPOINT else replace(part, read=partial(source.read, ""))


def left_aside(found: Gathered, key: str, links: Sequence[Link]) -> tuple[Gap, ...]:
    """Say what of a source was found and is not linked: a whole file, or a second Patient of one number."""
    own = [link.patient for link in links if link.patient.key.source == key]
    if not links or (not own and not found.is_file(key)):
        return ()
    patients = found.surveys[key].patients
    if not own:
        return (not_linked(key) if patients else _nobodys(key),)
    number, subjects = links[0].patient.nhs_number, subjects_of_links(links)[key]
    doubles = [one for subject, one in patients.items() if subject not in subjects]
    return tuple(_double(key) for one in doubles if number and one.nhs_number == number)


def file_part(found: Gathered, key: str, scope: Scope, links: Sequence[Link] = ()) -> Part:
    """Return a file's part with a scope of its own: one subject of several, or nobody."""
    return Part(
        origin=found.sources[key].origin,
        scope=scope,
        links=tuple(links),
        index=found.surveys[key].index,
        read=partial(_kept, _events_for(found, key, scope)),
    )


def _events_for(found: Gathered, key: str, scope: Scope) -> list[SourceEvent]:
    """Leave out answers that are only about others: with many people each would be read for each of them."""
    if not scope.alone:
        return found.events[key]
    survey, number, kept = found.surveys[key], -1, []
    for event in found.events[key]:
        number += isinstance(event, Answer)
        if not isinstance(event, Answer) or survey.concerns(number, scope.subjects):
            kept.append(event)
    return kept


def subjects_of_links(links: Sequence[Link]) -> Mapping[str, frozenset[str]]:
    """Map each source to the subjects that its linked Patients are."""
    subjects: dict[str, set[str]] = {}
    for link in links:
        key, place = link.patient.key, link.patient.place
        subjects.setdefault(key.source, set()).add(own_subject(key, place.slot))
    return {source: frozenset(named) for source, named in subjects.items()}


def _read(found: Gathered, key: str, own: Sequence[Link]) -> Read:
    if found.is_file(key):
        return partial(_kept, found.events[key])
    if not own:
        return partial(_kept, [_not_in_record(found, key)])
    return partial(
        one_after_the_other, [partial(found.sources[key].read, link.patient.key.reference) for link in own]
    )


def _with_gaps(read: Read, gaps: Sequence[Gap]) -> Read:
    return partial(_ending, read, tuple(gaps)) if gaps else read


def _ending(read: Read, gaps: tuple[Gap, ...], cancel: Cancel) -> Iterator[SourceEvent]:
    """Read on to the end, and end with these gaps as well; what failed keeps its own state."""
    for event in read(cancel):
        if isinstance(event, SourceEnded):
            aside = any(gap.what == _ASIDE for gap in gaps) and event.state in CAME
            state = SourceState.NOT_LINKED if aside else event.state
            yield replace(event, state=state, gaps=event.gaps + gaps)
        else:
            yield event


def _kept(events: Sequence[SourceEvent], _cancel: Cancel) -> Iterator[SourceEvent]:
    yield from events


def one_after_the_other(reads: Sequence[Read], cancel: Cancel) -> Iterator[SourceEvent]:
    """Read one source several times (for several Patients) as one reading; the worst end is the end."""
    ends: list[SourceEnded] = []
    for number, read in enumerate(reads, start=1):
        for event in read(cancel):
            if isinstance(event, SourceEnded):
                ends.append(event)
            else:  # a search of the second Patient is another search, and must not stand for the first's
                yield event if number == 1 else _numbered(event, number)
    gaps = tuple(gap for end in ends for gap in end.gaps)
    bad = [end.state for end in ends if end.state is not SourceState.COMPLETE]
    yield SourceEnded(source=ends[0].source, state=bad[0] if bad else SourceState.COMPLETE, gaps=gaps)


def _numbered(event: SourceEvent, number: int) -> SourceEvent:
    if isinstance(event, Asked | Answer | Ended):
        return replace(event, search=f"{event.search} ({number})")
    return event


def _not_in_record(found: Gathered, key: str) -> SourceEnded:
    """Say why a source that was asked for the patient has no part in the record."""
    ends = [event for event in found.events[key] if isinstance(event, SourceEnded | Ended)]
    gaps = tuple(gap for event in ends for gap in event.gaps if gap.kind.makes_partial)
    states = [event.state for event in ends if isinstance(event, SourceEnded)]
    if not states:
        return SourceEnded(source=key, state=SourceState.FAILED, gaps=(_unanswered(key),))
    if waits_for_number(gaps):
        gaps = (replace(_no_number(key), kind=GapKind.FAILED),)
    if gaps or states != [SourceState.COMPLETE]:
        return SourceEnded(source=key, state=_failed(states, found.surveys[key].patients), gaps=gaps)
    if found.surveys[key].patients:
        return SourceEnded(source=key, state=SourceState.NOT_LINKED, gaps=(not_linked(key),))
    gap = Gap(
        source=key,
        kind=GapKind.NOTICE,
        domain=None,
        what=_NO_NUMBER if asked_by_number(found.sources[key]) else _NOBODY,
        why="the source may hold none, or may not show one",
    )
    return SourceEnded(source=key, state=SourceState.COMPLETE, gaps=(gap,))


def _failed(states: Sequence[SourceState], patients: Collection[str]) -> SourceState:
    """Half an answer in which nobody was found gave nothing: nothing else was asked of that source."""
    nothing = {SourceState.COMPLETE} if patients else {SourceState.COMPLETE, SourceState.PARTIAL}
    bad = [state for state in states if state not in nothing]
    return bad[0] if bad else SourceState.FAILED


def not_linked(source: str) -> Gap:
    """The gap of a source whose Patient was found and stays out of the record."""
    return _aside(source, "only a verified NHS number and an equal date of birth link by themselves")


def _no_number(source: str) -> Gap:
    return Gap(
        source=source,
        kind=GapKind.NOT_LINKED,
        domain=None,
        what="Not asked: the NHS number is not verified",
        why="this service knows people by NHS number alone, and no source or PDS bears the number out",
        advice="Search PDS by NHS number, compare the demographics, then retry this source.",
    )


def _double(source: str) -> Gap:
    gap = _aside(source, "this source holds more than one, and they do not link by themselves")
    return replace(gap, what="Another patient record of the same NHS number is not linked")


def _nobodys(source: str) -> Gap:
    gap = _aside(source, "no Patient record here says that this is about the person on screen")
    return replace(gap, advice="Open it together with its Patient record as one folder, or by itself.")


def _aside(source: str, why: str) -> Gap:
    return Gap(
        source=source,
        kind=GapKind.NOT_LINKED,
        domain=None,
        what=_ASIDE,
        why=why,
        advice="Compare the demographics and link by hand if it is the same person.",
    )


def _unanswered(source: str) -> Gap:
    return Gap(
        source=source,
        kind=GapKind.FAILED,
        domain=None,
        what="This source had not answered when the record was opened",
        why="the search for the patient was still under way",
        advice="Retry this source.",
    )
