"""Which documents are discharge letters, and which sources name medicines, if any, in such a letter alone."""

from collections.abc import Iterable, Mapping
from datetime import tzinfo

from viewer.entries.entry import Entry, Flag
from viewer.present.dates import short_day
from viewer.record.model import Record
from viewer.record.sources import linked_sources, names_of
from viewer.source.domain import Domain

_CODES = frozenset(
    {
        "373942005",  # SNOMED CT: Discharge summary
        "824331000000106",  # SNOMED CT (UK): Inpatient final discharge letter
        "18842-5",  # LOINC: Discharge summary, and those of one setting or profession below
        "11490-0",
        "28655-9",
        "29761-4",
        "34105-7",
        "34106-5",
        "34745-0",
        "59258-4",
        "59259-2",
    }
)
_TYPES = frozenset({"DocumentReference", "Composition", "DocumentManifest"})
_WITHDRAWN = frozenset({Flag.IN_ERROR, Flag.SUPERSEDED, Flag.UNREADABLE, Flag.ABOUT_OTHER})
_WORD = "discharge"


def is_discharge_letter(entry: Entry) -> bool:
    """Whether an entry is a discharge letter that stands."""
    if entry.members[0].key.type not in _TYPES or entry.flags & _WITHDRAWN:
        return False
    coded = any(coding.code in _CODES for coding in entry.codings)
    said = (entry.title, *(coding.display for coding in entry.codings))
    return coded or any(_WORD in words.casefold() for words in said)


def letters_of(entries: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    """Return the discharge letters of each source by its id, the newest first."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        if is_discharge_letter(entry):
            for source in {member.key.source for member in entry.members}:
                found.setdefault(source, []).append(entry)
    return {source: tuple(sorted(own, key=_newest_first)) for source, own in found.items()}


def _newest_first(entry: Entry) -> tuple[float, str]:
    return -(entry.when.earliest if entry.when else float("-inf")), entry.id


def letter_words(entry: Entry, zone: tzinfo) -> str:
    """Return "Discharge summary, 06-Nov-2026"."""
    when = short_day(entry.when, zone) if entry.when else "date not recorded"
    return f"{entry.title}, {when}"


def only_in_letters(record: Record, zone: tzinfo) -> Mapping[str, str]:
    """Map linked sources that gave a discharge letter and no medicine to the words of their newest letter.

    What a letter lists is in no list of the record: nothing may be concluded from the silence of the source.
    """
    giving = {m.key.source for e in record.entries if e.domain is Domain.MEDICINES for m in e.members}
    linked = {row.origin.id for row in linked_sources(record)} - giving
    return {
        source: letter_words(own[0], zone)
        for source, own in letters_of(record.entries).items()
        if source in linked
    }


def letters_sentence(record: Record, zone: tzinfo) -> str:
    """Say of each such source "Acute trust: medicines only in a letter (Discharge summary, 06-Nov-2026)."."""
    names = names_of(record)
    return " ".join(
        f"{names[source]}: medicines only in a letter ({words})."
        for source, words in only_in_letters(record, zone).items()
    )
