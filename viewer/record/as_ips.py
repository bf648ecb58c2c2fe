"""The record as an International Patient Summary: a document Bundle of R4 that says what it does not know.

After IPS 2.0.0. It has not been run through HL7's validator, and says so; our own invariants are tested.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo

from viewer.entries.entry import Entry, Flag
from viewer.errors import ViewerError
from viewer.fhir.resource import Json
from viewer.record.allergies import allergy_label_of
from viewer.record.completeness import completeness_words, gap_words
from viewer.record.discharge_letters import letters_sentence
from viewer.record.ips.choosing import Chosen, chosen
from viewer.record.ips.copies import Copies
from viewer.record.ips.empty import empty_reason
from viewer.record.ips.held import Held, name_of
from viewer.record.ips.narrative import narrative
from viewer.record.ips.patient import patient_of, place_of_patient
from viewer.record.ips.sections import SECTIONS, Section, withdrawn
from viewer.record.model import Record
from viewer.record.sentence import sources_sentence
from viewer.record.sheet import NOT_ASSURED, Line, line_of
from viewer.record.sources import names_of
from viewer.source.domain import Domain

NOT_VALIDATED = "This patient summary was not yet validated by the HL7 validator"
_PROFILES = "http://hl7.org/fhir/uv/ips/StructureDefinition"
_LOINC = "http://loinc.org"
_RESTRICTED = frozenset({Flag.RESTRICTED, Flag.NOT_FOR_PATIENT})
_NO_PLACES = "Restricted record: addresses, telephones, organisations and people are withheld here"


def as_ips(record: Record, copies: Copies, zone: tzinfo, now: datetime) -> dict[str, Json]:
    """Return the Bundle. ``now``: aware; all else equal, every run with one ``now`` gives the same.

    Raises ViewerError where no source says whose record it is: a summary is about somebody.
    """
    if record.person is None:
        raise ViewerError(
            "No patient summary can be made: no source says whose record this is", "Nothing was written."
        )
    return _Summary(record, copies, zone, now).bundle()


@dataclass(slots=True)
class _Summary:
    """One Bundle being made."""

    record: Record
    copies: Copies
    zone: tzinfo
    now: datetime
    told: set[Domain] = field(default_factory=set)
    """Domains of which a section has said what is left out and who disagrees."""

    def bundle(self) -> dict[str, Json]:
        """Return the Composition first, then what it refers to, each with where it is from."""
        held, about = self._begun()
        author = name_of("author", "Tributary")
        label, _ = allergy_label_of(self.record)
        parts = chosen(self.record.entries, self.copies, self.zone, label)
        sections: list[Json] = [*self._sections(held, parts), self._gaps(parts, about)]
        entries = [(author, _author(author)), *held.entries()]
        name = name_of("composition", self.now.isoformat(), *(url for url, _ in entries))
        composition = self._composition(name, held.patient, author, sections)
        return {
            "resourceType": "Bundle",
            "meta": {"profile": [f"{_PROFILES}/Bundle-uv-ips"]},
            "identifier": {"system": "urn:ietf:rfc:3986", "value": name_of("bundle", name)},
            "type": "document",
            "timestamp": self._at,
            "entry": [
                {"fullUrl": url, "resource": resource} for url, resource in ((name, composition), *entries)
            ],
        }

    @property
    def _at(self) -> str:
        return self.now.astimezone(UTC).isoformat(timespec="seconds")

    def _begun(self) -> tuple[Held, list[str]]:
        """Return what holds the Patient alone, and what is to be said of it."""
        links = self.record.person.links if self.record.person else ()
        rows = {row.origin.id: row for row in self.record.sources}
        lead = links[0].patient
        name = name_of("patient", rows[lead.key.source].origin.name, lead.key.reference)
        places = [place_of_patient(link.patient.key, self.record, self.copies) for link in links]
        restricted = any(link.patient.restricted for link in links)
        held = Held(
            copies=self.copies,
            rows=rows,
            patient=name,
            theirs=frozenset(filter(None, places)),
            ours=frozenset(m.place for e in self.record.entries if not withdrawn(e) for m in e.members),
            restricted=restricted,
        )
        content, about = patient_of(lead, places[0], self.copies, rows[lead.key.source].fhir_version)
        held.take_as(name, lead.key.source, places[0], content)
        names = names_of(self.record)
        for link in links[1:]:
            differ = () if restricted else link.differences  # they may say where the person is (NHS-01)
            said = "; ".join((link.linked_by, *differ))
            about.append(f"The Patient of {names[link.patient.key.source]} is the same person: {said}")
        return held, [*about, *([_NO_PLACES] if restricted else [])]

    def _sections(self, held: Held, parts: Chosen) -> Iterator[dict[str, Json]]:
        for section in SECTIONS:
            entries = parts.sections.get(section.key, [])
            if entries or section.needed:
                yield self._section(section, entries, held, parts)

    def _section(self, section: Section, entries: list[Entry], held: Held, parts: Chosen) -> dict[str, Json]:
        urls: list[str] = []
        lines = [self._line(section, entry, held, parts, urls) for entry in entries]
        text = narrative(self._said(section, parts), lines)
        made = _section(section.title, section.code, section.display, text)
        if urls:
            made["entry"] = [{"reference": url} for url in dict.fromkeys(urls)]
        else:
            made["emptyReason"] = empty_reason(self.record, section.domains, in_words=bool(entries))
        return made

    def _said(self, section: Section, parts: Chosen) -> list[str]:
        """The allergy label first; how complete it is, who disagrees, what is left out."""
        label, words = allergy_label_of(self.record)
        said = [f"{label}. {words}"] if section.key == "allergies" else []
        said.append(completeness_words(self.record, section.domains, self.zone))
        if section.key == "medicines" and (letters := letters_sentence(self.record, self.zone)):
            said.append(letters)
        return [*said, *self._once(section.domains, parts)]

    def _once(self, domains: Iterable[Domain], parts: Chosen) -> list[str]:
        """Say who disagrees and what is left out, where no section before has said it of the same domain."""
        new = [domain for domain in domains if domain not in self.told]
        self.told |= set(new)
        said = [one.what for one in self.record.conflicts if one.domain in new]
        return [*(f"Sources disagree: {words}" for words in said), *parts.left_out_words(new)]

    def _line(self, section: Section, entry: Entry, held: Held, parts: Chosen, urls: list[str]) -> str:
        """Take in every copy of an entry; return its words, which say what does not stand as a resource."""
        names = names_of(self.record)
        words = _words(line_of(entry, names, {entry.id: entry.notes}, self.zone))
        why = parts.in_words.get(entry.id, "")
        said = [f"in words only: {why}"] if why else []
        for member in () if why else entry.members:
            name, done = (
                held.take(member.key.source, member.place)
                if member.key.type in section.types
                else ("", f"a {member.key.type} has no place among the resources of this section")
            )
            urls += [name] if name else []
            if done:
                said.append(f"{names[member.key.source]}: {done if name else f'in words only: {done}'}")
        copies = f"{len(entry.members)} copies of one fact" if len(entry.members) > 1 else ""
        return "; ".join(filter(None, (words, copies, *said)))

    def _gaps(self, parts: Chosen, about: list[str]) -> dict[str, Json]:
        """Return the last section: what is missing from the whole, and why."""
        record, names = self.record, names_of(self.record)
        gaps = [(gap.source, gap_words(gap)) for row in record.sources for gap in row.gaps]
        gaps += [(gap.source, gap_words(gap)) for row in record.domains for gap in row.gaps]
        lines = [f"{names.get(source, source)}: {words}" for source, words in dict.fromkeys(gaps)]
        lines += self._once(Domain, parts)
        if record.quarantined:
            lines.append(f"{len(record.quarantined)} received about another patient: not in this summary")
        first = [self._not_a_whole_record(), sources_sentence(record, self.zone), *about, *record.notices]
        return _section(
            "What this summary does not hold, and why",
            "48767-8",
            "Annotation comment [Interpretation] Narrative",
            narrative(first, lines),
        )

    def _not_a_whole_record(self) -> str:
        return f"This is not a complete record. {NOT_VALIDATED}. {NOT_ASSURED}."

    def _composition(self, name: str, patient: str, author: str, sections: list[Json]) -> dict[str, Json]:
        restricted = any(entry.flags & _RESTRICTED for entry in self.record.entries)
        return {
            "resourceType": "Composition",
            "id": name.removeprefix("urn:uuid:"),
            "meta": {"profile": [f"{_PROFILES}/Composition-uv-ips"]},
            "language": "en-GB",
            "text": narrative([self._not_a_whole_record(), sources_sentence(self.record, self.zone)]),
            "status": "preliminary",  # nobody has checked it: it is put together by a program
            "type": _concept(_LOINC, "60591-5", "Patient summary Document"),
            "subject": {"reference": patient},
            "date": self._at,
            "author": [{"reference": author}],
            "title": "Patient summary (not a complete record)",
            "confidentiality": "R" if restricted else "N",
            "section": sections,
        }


def _words(line: Line) -> str:
    marks = f"{line.marks}: " if line.marks else ""
    said = ", ".join(filter(None, (line.title, line.detail, line.status, line.when)))
    return f"{marks}{said} ({line.sources}){''.join(f'; {note}' for note in line.notes)}"


def _section(title: str, code: str, display: str, text: dict[str, Json]) -> dict[str, Json]:
    return {"title": title, "code": _concept(_LOINC, code, display), "text": text}


def _concept(system: str, code: str, display: str) -> dict[str, Json]:
    return {"coding": [{"system": system, "code": code, "display": display}]}


def _author(name: str) -> dict[str, Json]:
    return {
        "resourceType": "Device",
        "id": name.removeprefix("urn:uuid:"),
        "deviceName": [{"name": "Tributary", "type": "user-friendly-name"}],
    }
