"""Which documents are discharge letters, by their type's code or word: what a letter lists is in no table."""

from collections.abc import Iterable
from datetime import tzinfo

from viewer.entries.entry import Entry, Flag
from viewer.present.dates import short_day
from viewer.record.pages.medicines.body import Letter

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


def letters(entries: Iterable[Entry], zone: tzinfo) -> dict[str, tuple[Letter, ...]]:
    """Return the discharge letters of each source, the newest first."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        if is_discharge_letter(entry):
            for source in {member.key.source for member in entry.members}:
                found.setdefault(source, []).append(entry)
    return {
        source: tuple(_letter(entry, zone) for entry in sorted(own, key=_newest_first))
        for source, own in found.items()
    }


def _newest_first(entry: Entry) -> tuple[float, str]:
    return -(entry.when.earliest if entry.when else float("-inf")), entry.id


def _letter(entry: Entry, zone: tzinfo) -> Letter:
    when = short_day(entry.when, zone) if entry.when else "date not recorded"
    return Letter(entry=entry.id, words=f"{entry.title}, {when}")
