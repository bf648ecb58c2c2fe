"""Looking for a patient: what each source has answered so far, and the candidates that came of it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo

from viewer.engine.gathered import Gathered
from viewer.engine.kept_words import KeptLink, not_kept
from viewer.engine.messages import CandidateRow, Found, SourceStatus
from viewer.engine.national import asked_by_number, is_pds
from viewer.engine.proposal_order import in_order
from viewer.engine.status import WAITS_FOR_NUMBER, status_of_search
from viewer.fetch.matching import grades_of
from viewer.fetch.nhs.pds_words import OFFER_FUZZY, SEARCH_WARNING
from viewer.load.survey import survey
from viewer.merge.by_number import described
from viewer.merge.comparing import compared
from viewer.merge.person import FieldCompared, PatientFacts
from viewer.merge.persons import candidates, group_persons, said_of_number
from viewer.present.dates import date_words
from viewer.present.names import gender_words
from viewer.present.numbers import nhs_number_words
from viewer.source.answer import Answer, Ended, SourceEnded, SourceEvent
from viewer.source.protocols import PatientQuery, RecordSource
from viewer.source.state import SourceState

_LOCAL = re.compile(r"Patient/[A-Za-z0-9.-]{1,64}")
_NOT_STATED = "Not stated"
_AGREES = {True: "agrees", False: "differs"}
_STANDS_ABOVE = frozenset(
    {
        "Family name",
        "Given name",
        "Date of birth",
        "Gender",
        "NHS number",
        "Address",
        "Postcode",
        "GP practice",
    }
)
"""Fields whose value needs no second mention where both records agree."""


@dataclass(slots=True)
class Search:
    """One search over all sources, growing with their answers. Nothing is opened here."""

    sources: Iterable[RecordSource]
    query: PatientQuery
    zone: tzinfo
    kept: KeptLink = not_kept
    found: Gathered = field(init=False)
    _lead: PatientFacts | None = None

    def __post_init__(self) -> None:
        self.found = Gathered({source.origin.id: source for source in self.sources})
        self.found.events = {key: [] for key in self.found.sources}
        for key, source in self.found.sources.items():
            self.found.surveys[key] = survey(source.origin.base, ())

    def feed(self, event: SourceEvent) -> None:
        """Take in an event; files are surveyed once, when they have been read whole."""
        events = self.found.events[event.source]
        events.append(event)
        is_file = self.found.is_file(event.source)
        if isinstance(event, SourceEnded) or (isinstance(event, Answer) and not is_file):
            answers = [item for item in events if isinstance(item, Answer)]
            source = self.found.sources[event.source]
            self.found.surveys[event.source] = survey(
                source.origin.base, answers, by_number=asked_by_number(source)
            )

    @property
    def settled(self) -> bool:
        """Whether every source has answered, or said that it cannot."""
        return all(self.found.ended(key) for key in self.found.sources)

    @property
    def is_files(self) -> bool:
        """Whether only files are looked at."""
        return all(self.found.is_file(key) for key in self.found.sources)

    def message(self, generation: int, sequence: int = 0) -> Found:
        """Return what has been found so far."""
        return Found(
            generation=generation,
            sequence=sequence,
            candidates=self._rows(),
            sources=self._statuses(),
            settled=self.settled,
            words=self._words(),
            loud=bool(self._replaced()),
            similar=self._similar,
        )

    @property
    def _similar(self) -> bool:
        """Whether PDS said that it looked for exactly this name alone and found nobody."""
        ends = (
            event for events in self.found.events.values() for event in events if isinstance(event, Ended)
        )
        return self.settled and any(gap.why == OFFER_FUZZY for event in ends for gap in event.gaps)

    def begin_again(self, source: str) -> None:
        """Forget what a source answered: it is asked anew."""
        self.found.events[source] = []
        self.found.surveys[source] = survey(self.found.sources[source].origin.base, ())

    def lead_by(self, lead: PatientFacts) -> bool:
        """Compare everybody with the Patient that was opened from now on; whether that changes anything."""
        rows = self._rows()
        self._lead = lead
        return rows != self._rows()

    def patient(self, source: str, reference: str) -> PatientFacts | None:
        """Return a found Patient by source and reference."""
        return next(
            (f for f in self.found.patients() if (f.key.source, f.key.reference) == (source, reference)), None
        )

    def _rows(self) -> tuple[CandidateRow, ...]:
        # Stable: whoever a source gives although somebody else was asked for never stands first.
        people = described(self.found.patients())
        groups = sorted(group_persons(people, self.found.traced), key=lambda one: self._is_doubtful(one[0]))
        rows = []
        if groups:
            first = self._lead or groups[0][0]
            groups = in_order(groups, first, self._keeps_place, self._is_doubtful)
            leads = next((group for group in groups if any(one is first for one in group)), ())
            for number, group in enumerate(groups):
                others = () if group is leads else leads
                rows += [
                    self._row(facts, number, first, self.kept(self.found, others, facts)) for facts in group
                ]
        for number, (source, subject) in enumerate(self.found.strangers(), start=len(groups)):
            rows.append(self._stranger(source, subject, number))  # nobody links them: a group of their own
        return tuple(rows)

    def _row(self, facts: PatientFacts, group: int, lead: PatientFacts, kept: str) -> CandidateRow:
        beside = candidates(lead, [facts], self.found.traced)[0] if facts is not lead else None
        fields = beside.compared if beside else compared(lead, lead)
        return CandidateRow(
            source=facts.key.source,
            source_name=self._name(facts),
            reference=facts.key.reference,
            name=facts.name or "Name not recorded",
            born=date_words(facts.born, self.zone) if facts.born else _NOT_STATED,
            gender=gender_words(facts.gender) if facts.gender else _NOT_STATED,
            nhs_number=nhs_number_words(facts.nhs_number) if facts.nhs_number else _NOT_STATED,
            linked_by=beside.linked_by if beside else "",
            compared=tuple(_compared(field, self._name(lead)) for field in fields),
            warning=" ".join(
                filter(
                    None,
                    (
                        self._doubt(facts),
                        beside.warning if beside else _replaced(facts),
                        self._graded(facts),
                    ),
                )
            ),
            group=group,
            survivor=self._survivor(facts),
            kept=kept,
        )

    def _survivor(self, facts: PatientFacts) -> str:
        """Return the Patient that replaced this one where its own source has it (IDM-10)."""
        base = self.found.sources[facts.key.source].origin.base.rstrip("/")
        reference = facts.superseded_by.removeprefix(f"{base}/") if base else facts.superseded_by
        if self.found.is_file(facts.key.source) and self.patient(facts.key.source, reference) is None:
            return ""  # a file holds what it holds: there is nobody to ask
        return reference if _LOCAL.fullmatch(reference) else ""

    def _is_doubtful(self, facts: PatientFacts) -> bool:
        return bool(self._doubt(facts) or facts.superseded_by)

    def _name(self, facts: PatientFacts) -> str:
        return self.found.sources[facts.key.source].origin.name

    def _keeps_place(self, facts: PatientFacts) -> bool:
        return is_pds(self.found.sources[facts.key.source])

    def _doubt(self, facts: PatientFacts) -> str:
        """Why this may be somebody else than the number asked for: a source may ignore the question."""
        replaced = said_of_number(facts, self.found.traced)
        if replaced:
            return f"{replaced}: this record is not the one to use."
        if self.found.current(self.query.nhs_number) in {"", facts.nhs_number}:
            return ""
        if facts.nhs_number:
            return "This record has another NHS number than the one asked for."
        return "This record states no valid NHS number to compare with the one asked for."

    def _graded(self, facts: PatientFacts) -> str:
        """Return the source's own grade of its match; it is told and decides nothing (IDM-13)."""
        answers = (one for one in self.found.events[facts.key.source] if isinstance(one, Answer))
        grades = (grades_of(one).get(facts.key.reference, "") for one in answers)
        return next(filter(None, grades), "")

    def _stranger(self, source: str, subject: str, group: int) -> CandidateRow:
        return CandidateRow(
            source=source,
            source_name=self.found.sources[source].origin.name,
            reference=subject,
            name="No Patient record in this file",
            born=_NOT_STATED,
            gender=_NOT_STATED,
            nhs_number=_NOT_STATED,
            linked_by="",
            group=group,
        )

    def _statuses(self) -> tuple[SourceStatus, ...]:
        return tuple(
            status_of_search(source.origin, self.found.events[key], len(self.found.surveys[key].patients))
            for key, source in self.found.sources.items()
        )

    def _replaced(self) -> str:
        """Say first that the number asked for is no number any more, and which one is (IDM-08)."""
        old = self.found.replaced or self.query.nhs_number
        current = self.found.current(old)
        if current == old:
            return ""
        new = nhs_number_words(current)
        return (
            f"PDS says that NHS number {nhs_number_words(old)} was replaced by {new}: {new} is looked for. "
        )

    def _words(self) -> str:
        """Say what the search found; a source that answered nothing is named, never counted as 'no'."""
        replaced = self._replaced()
        states = [(status.name, SourceState(status.state)) for status in self._statuses()]
        waiting = [name for name, state in states if state is SourceState.WAITING]
        silent = [name for name, state in states if state not in {SourceState.COMPLETE, SourceState.WAITING}]
        count = len(described(self.found.patients()))
        said = (
            f"{count} patient record{'s' if count != 1 else ''} found so far"
            if not self.settled
            else (
                f"{count} patient record{'s' if count != 1 else ''} found"
                if count
                else "No patient was returned"
            )
        )
        ended = [f"Not answered in full: {', '.join(silent)}."] if silent else []
        ended += [f"{WAITS_FOR_NUMBER}: {', '.join(waiting)}."] if waiting else []
        warning = f" {SEARCH_WARNING}" if self._similar else ""
        told = " ".join(ended) or "Every source has answered."
        return f"{replaced}{self._why_not()}{said}. {told}{warning}"

    def _why_not(self) -> str:
        """Say first why PDS, which knows everybody, gives nobody: a wrong number is not an unknown person."""
        ends = (
            event
            for key, source in self.found.sources.items()
            for event in self.found.events[key]
            if is_pds(source) and isinstance(event, Ended | SourceEnded)
        )
        gaps = [gap for event in ends for gap in event.gaps if gap.kind.makes_partial]
        said = dict.fromkeys(
            f"{part[:1].upper()}{part[1:].rstrip('.')}."
            for gap in gaps
            for part in (gap.why, gap.advice)
            if part
        )
        return "".join(f"{words} " for words in said)


def _replaced(facts: PatientFacts) -> str:
    to = facts.superseded_by
    return f"Replaced at its source by {to}: this record is not the one to use." if to else ""


def _compared(field: FieldCompared, leads: str) -> tuple[str, str, str]:
    """``leads`` is the name of the source whose record the other side is."""
    if field.agrees:
        return field.label, "" if field.label in _STANDS_ABOVE else field.theirs, "agrees"
    return field.label, _both(field, leads), _verdict(field)


def _verdict(field: FieldCompared) -> str:
    if field.agrees is False:
        return "differs"
    return "not comparable" if field.ours and field.theirs else "not stated"


def _both(field: FieldCompared, leads: str) -> str:
    if field.ours == field.theirs:  # neither states it, or it is withheld of both
        return field.theirs
    return f"{field.theirs or 'none'} here, {field.ours or 'none'} at {leads}"


def names_of(sources: Mapping[str, RecordSource]) -> dict[str, str]:
    """Map source ids to what people call them."""
    return {key: source.origin.name for key, source in sources.items()}
