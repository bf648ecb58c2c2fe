"""Which entries a summary holds, section by section, and what it leaves out, counted by the reason."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo

from viewer.entries.entry import Entry, Flag, Standing
from viewer.errors import ResourceError
from viewer.fhir.resource import Content
from viewer.fhir.strict import read_object
from viewer.record.allergies import NONE_KNOWN, states_none
from viewer.record.ips.copies import Copies
from viewer.record.ips.sections import section_of, withdrawn
from viewer.record.prohibitions import has_ended
from viewer.source.domain import Domain
from viewer.timeline.order import newest_first
from viewer.timeline.series import in_series, latest_results

_STATES_NONE = frozenset({Flag.NO_KNOWN_ALLERGY, Flag.NO_KNOWN_ALLERGY_OF_A_KIND})
NOT_UPHELD = "a statement that there is no allergy, which the whole record does not bear out"


@dataclass(slots=True)
class Chosen:
    """What stands where.

    ``sections``: entries by the key of their section, newest first. ``in_words``: by entry id, why its
    resource does not stand in its section. ``left_out``: (domain, reason) and how many.
    """

    sections: dict[str, list[Entry]] = field(default_factory=dict)
    in_words: dict[str, str] = field(default_factory=dict)
    left_out: Counter[tuple[Domain, str]] = field(default_factory=Counter)

    def left_out_words(self, domains: Iterable[Domain]) -> list[str]:
        """Say what of these domains is not in the summary: "Not in this summary: 3 past (Medicines)"."""
        own = set(domains)
        counted = sorted((d.label, why, n) for (d, why), n in self.left_out.items() if d in own)
        return [f"Not in this summary: {number} {why} ({label})" for label, why, number in counted]


def chosen(entries: Iterable[Entry], copies: Copies, zone: tzinfo, label: str) -> Chosen:
    """Choose from the merged entries. ``label``: the record's allergy label (CMP-02)."""
    given = newest_first(entries, zone)
    latest = {one.entry.id for one in latest_results(given, zone)}
    found = Chosen()
    for entry in given:
        why = withdrawn(entry) or _older(entry, latest)
        key = "" if why else section_of(entry, _first_copy(entry, copies))
        if key:
            found.sections.setdefault(key, []).append(entry)
            if _unsafe(entry, label):
                found.in_words[entry.id] = NOT_UPHELD
        else:
            found.left_out[entry.domain, why or _other(entry)] += 1
    return found


def _older(entry: Entry, latest: Iterable[str]) -> str:
    return "earlier results" if in_series(entry) and entry.id not in latest else ""


def _other(entry: Entry) -> str:
    if entry.domain is not Domain.MEDICINES:
        return "of kinds that a patient summary has no place for"
    standing = Standing.PAST if has_ended(entry) else entry.standing
    return _MEDICINES.get(standing, "that are no medicine in use: supplied, given or a list")


def _unsafe(entry: Entry, label: str) -> bool:
    """A resource that says "no known allergy" is read by itself later: the whole record must bear it out."""
    none = bool(entry.flags & _STATES_NONE)
    return none and not (label == NONE_KNOWN and states_none(entry))


def _first_copy(entry: Entry, copies: Copies) -> Content:
    """Only results are told apart by their content; for all others it is not read here."""
    if entry.domain is not Domain.RESULTS:
        return _NOTHING
    try:
        return read_object(copies.raw(entry.members[0].place))
    except ResourceError:
        return _NOTHING


_MEDICINES = {Standing.PAST: "past", Standing.PLANNED: "planned"}
_NOTHING: Mapping[str, None] = {}
