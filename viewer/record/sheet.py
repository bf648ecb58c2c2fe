"""What a record says on paper, in order and in words; text and HTML only lay it out."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo

from viewer.entries.entry import Entry, Flag
from viewer.fhir.nhs_number import is_test_number
from viewer.merge.person import PatientFacts
from viewer.present.dates import age_words, date_words
from viewer.present.moments import MONTHS
from viewer.present.names import gender_words
from viewer.present.numbers import nhs_number_words
from viewer.record.allergies import allergy_label_of
from viewer.record.as_at import read_words
from viewer.record.completeness import Cell, gap_words, grid
from viewer.record.dying import age_at_death, died_words
from viewer.record.glance import GlanceList, glance
from viewer.record.link_words import made_words
from viewer.record.model import Record, SourceRow
from viewer.record.safety import safety_lines
from viewer.record.sentence import sources_sentence
from viewer.record.sources import dated_names, found_nobody, names_of
from viewer.source.domain import Domain
from viewer.timeline.days import by_day
from viewer.timeline.places import foot

NOT_ASSURED = "Not assured for live clinical use"
DISAGREE = "Where sources disagree"
MISSING = "What is missing, and why"
_NO_PATIENT = "No Patient in this record"
_TEST = "TEST PATIENT: this NHS number is never issued"
_REPLACED = "This record was replaced at its source: see under identity which one to open"
_RESTRICTED = (
    "Restricted record: address, telephone and practice are withheld here. Notes and documents "
    "are shown as sent and may name a place: take care who sees or hears them"
)
_NOT_RECORDED = "Not recorded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One entry in words; ``marks`` stand before the title, ``notes`` below it."""

    when: str
    marks: str
    title: str
    detail: str
    status: str
    category: str
    sources: str
    notes: tuple[str, ...]
    struck: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The whole of a record in words. ``banner`` is (label, value); ``grid`` rows are domains by source."""

    name: str
    banner: tuple[tuple[str, str], ...]
    allergies: tuple[str, str]
    safety: tuple[str, ...]
    sentence: str
    grid_sources: tuple[str, ...]
    grid: tuple[tuple[str, tuple[str, ...]], ...]
    lists: tuple[tuple[GlanceList, tuple[Line, ...]], ...]
    conflicts: tuple[str, ...]
    days: tuple[tuple[str, tuple[Line, ...]], ...]
    foot: str
    sources: tuple[str, ...]
    gaps: tuple[str, ...]
    supporting: tuple[str, ...]
    quarantined: tuple[str, ...]
    notices: tuple[str, ...]
    counts: str
    printed: str

    @property
    def end(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What stands after the timeline: (heading, lines); a part without lines has no heading."""
        return (
            ("Other records", self.supporting),
            ("About another patient, not part of this record", self.quarantined),
            (MISSING, self.gaps),
            ("Notices", self.notices),
            ("Sources", (*self.sources, self.counts)),
        )


def sheet_of(record: Record, zone: tzinfo, now: datetime) -> Sheet:
    """Put a record into words. ``now``: aware; ages are said for it, and that it was printed then."""
    names = names_of(record)
    patients = [link.patient for link in record.person.links] if record.person else []
    notes = notes_of(record)
    columns, rows = _grid(record, zone, names)
    dated = dated_names(record, zone)
    lists = ((one, _lines(one, dated, notes, zone)) for one in glance(record, zone))
    return Sheet(
        name=patients[0].name if patients else _NO_PATIENT,
        banner=banner_of(record, zone, now),
        allergies=allergy_label_of(record),
        safety=safety_lines(record, zone),
        sentence=sources_sentence(record, zone),
        grid_sources=columns,
        grid=rows,
        lists=tuple(lists),
        conflicts=tuple(f"{number}. {one.what}" for number, one in enumerate(record.conflicts, 1)),
        days=tuple(
            (day, tuple(line_of(entry, dated, notes, zone) for entry in group))
            for day, group in by_day(record.entries, zone)
        ),
        foot=" \u00b7 ".join(f"{label} {number}" for label, number, _ in foot(record.entries)),
        sources=tuple(
            _source(row, names, zone, found_nobody(record)) + _linked(record, row, zone)
            for row in record.sources
        ),
        gaps=gaps_of(record, names),
        supporting=tuple(
            f"{one.title or one.type} ({one.reference}, {names.get(one.source, one.source)})"
            for one in record.supporting
        ),
        quarantined=tuple(
            f"{one.reference}, {names.get(one.source, one.source)}: {one.why}" for one in record.quarantined
        ),
        notices=record.notices,
        counts=_counts(record),
        printed=printed_words(now.astimezone(zone)),
    )


def printed_words(now: datetime) -> str:
    """Say when it was printed. ``now``: in the workstation's zone."""
    return f"Printed {now:%d}-{MONTHS[now.month - 1][:3]}-{now:%Y %H:%M}"


def banner_of(record: Record, zone: tzinfo, now: datetime) -> tuple[tuple[str, str], ...]:
    """Return (label, value) of who the person is, or that nobody has said so."""
    patients = [link.patient for link in record.person.links] if record.person else []
    return _banner(patients, zone, now) if patients else _nobody(record)


def _nobody(record: Record) -> tuple[tuple[str, str], ...]:
    """Say that nobody was found, or that what was read does not say whose it is."""
    searched = bool(record.sources) and len(found_nobody(record)) == len(record.sources)
    why = "nobody was found at any source" if searched else "whose it is has not been stated"
    return (("Patient", f"{_NO_PATIENT}: {why}"),)


def _banner(patients: list[PatientFacts], zone: tzinfo, now: datetime) -> tuple[tuple[str, str], ...]:
    lead = patients[0]
    died = died_words(patients)
    restricted = any(patient.restricted for patient in patients)
    said = [
        ("Name", lead.name),
        ("Preferred name", lead.preferred),
        ("Born", _born(lead, zone, now, died=bool(died))),
        ("Died", died),
        ("Age at Death", age_at_death(patients)),
        ("Gender", gender_words(lead.gender)),
        ("NHS No.", _number(lead)),
        ("Test patient", _TEST if is_test_number(lead.nhs_number) else ""),
        ("Replaced", _REPLACED if any(patient.superseded_by for patient in patients) else ""),
        ("Linked there", "; ".join(dict.fromkeys(words for one in patients for words in one.links))),
        ("Restricted", _RESTRICTED if restricted else ""),
        ("Address", "" if restricted else lead.address),
        ("GP practice", "" if restricted else lead.practice),
    ]
    return tuple((label, value) for label, value in said if value)


def _born(lead: PatientFacts, zone: tzinfo, now: datetime, *, died: bool) -> str:
    """The age too, unless any source says that the person has died."""
    if lead.born is None:
        return _NOT_RECORDED
    age = "" if died else age_words(lead.born, now.astimezone(zone).date())
    return date_words(lead.born, zone) + (f" ({age})" if age else "")


def _number(lead: PatientFacts) -> str:
    if not lead.nhs_number:
        return lead.nhs_status or _NOT_RECORDED
    mark = "" if lead.nhs_verified else f" ({lead.nhs_status})"
    return nhs_number_words(lead.nhs_number) + mark


def notes_of(record: Record) -> dict[str, tuple[str, ...]]:
    """What stands below an entry: its own notes, the rule that made it one, and where a conflict is told."""
    found = {entry.id: [*entry.notes, *([entry.rule] if entry.rule else [])] for entry in record.entries}
    for number, conflict in enumerate(record.conflicts, 1):
        for entry_id in conflict.entries:
            found.get(entry_id, []).append(f"Sources disagree: see {number} under {DISAGREE}")
    return {entry_id: tuple(words) for entry_id, words in found.items()}


def line_of(
    entry: Entry, names: Mapping[str, str], notes: Mapping[str, tuple[str, ...]], zone: tzinfo
) -> Line:
    """Return one entry in words, nothing of it cut off."""
    sources = dict.fromkeys(names.get(m.key.source, m.key.source) for m in entry.members)
    return Line(
        when=date_words(entry.when, zone),
        marks=", ".join((*entry.marks, *entry.quiet_marks)),
        title=entry.title,
        detail=entry.detail,
        status=entry.status,
        category=entry.category,
        sources=" and ".join(sources),
        notes=notes.get(entry.id, ()),
        struck=bool(entry.flags & {Flag.IN_ERROR, Flag.REFUTED, Flag.SUPERSEDED}),
    )


def _lines(
    one: GlanceList, names: Mapping[str, str], notes: Mapping[str, tuple[str, ...]], zone: tzinfo
) -> tuple[Line, ...]:
    """Return the lines of a list; a previous result stands below its latest one."""
    own = {row.entry.id: ((row.addition,) if row.addition else ()) for row in one.rows}
    return tuple(
        line_of(row.entry, names, {row.entry.id: own[row.entry.id] + notes.get(row.entry.id, ())}, zone)
        for row in one.rows
    )


def _grid(
    record: Record, zone: tzinfo, names: Mapping[str, str]
) -> tuple[tuple[str, ...], tuple[tuple[str, tuple[str, ...]], ...]]:
    cells: dict[Domain, dict[str, Cell]] = {}
    for cell in grid(record, zone):
        cells.setdefault(cell.domain, {})[cell.source] = cell
    sources = [source for source in names if any(source in row for row in cells.values())]
    rows = tuple(
        (domain.label, tuple(row[s].words if s in row else "Not known" for s in sources))
        for domain, row in cells.items()
    )
    return tuple(names[source] for source in sources), rows


def _linked(record: Record, row: SourceRow, zone: tzinfo) -> str:
    """Say how its Patients came to be this person (IDM-20); "" for a source that has none in the record."""
    links = record.person.links if record.person else ()
    own = [made_words(link, zone) for link in links if link.patient.key.source == row.origin.id]
    return "".join(f". {words}" for words in own)


def _source(row: SourceRow, names: Mapping[str, str], zone: tzinfo, nobody: Collection[SourceRow]) -> str:
    if row in nobody:
        return f"{names[row.origin.id]}: no Patient found; nothing else was asked"
    version = f", FHIR {row.fhir_version}" if row.fhir_version else ""
    state = row.state.value.replace("-", " ")
    received = f"{row.counts.received} received on {row.pages} pages"
    return f"{names[row.origin.id]}: {state}, {received}{read_words(row, zone)}{version}"


def gaps_of(record: Record, names: Mapping[str, str]) -> tuple[str, ...]:
    """Return every gap once: its source's name in ``names``, what, why, and what to do."""
    gaps = [gap for row in record.sources for gap in row.gaps]
    gaps += [gap for row in record.domains for gap in row.gaps]
    return tuple(dict.fromkeys(f"{names.get(gap.source, gap.source)}: {gap_words(gap)}" for gap in gaps))


def _counts(record: Record) -> str:
    counts = record.counts
    return (
        f"Received {counts.received}: {counts.as_entries} entries, {counts.as_supporting} supporting, "
        f"{counts.as_messages} messages, {counts.repeats} repeats, {counts.quarantined} of another patient, "
        f"{counts.unreadable} unreadable"
    )
