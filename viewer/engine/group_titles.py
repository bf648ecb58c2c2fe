"""What an encounter or a problem is called where entries stand under it."""

from datetime import tzinfo

from viewer.entries.entry import Entry
from viewer.entries.headings import ADMISSION, CONTACTS, DIAGNOSES, PROBLEMS
from viewer.present.dates import date_words
from viewer.present.shortened import in_short

_KINDS = {ADMISSION: "Admission", CONTACTS: "Contact", PROBLEMS: "Problem", DIAGNOSES: "Diagnosis"}


def group_title(entry: Entry, zone: tzinfo) -> str:
    """Return its kind, what it is and when, such as "Problem: Asthma, 12-Mar-2019"."""
    when = date_words(entry.when, zone) if entry.when else "date not recorded"
    return in_short(f"{_kind_and_title(entry)}, {when}")


def choice_title(entry: Entry, day: str) -> str:
    """Return the same with its day first: in a narrow list the end of a long title is cut.

    ``day`` as the row of the entry says it.
    """
    return in_short(f"{day}, {_kind_and_title(entry)}")


def _kind_and_title(entry: Entry) -> str:
    return f"{_KINDS.get(entry.category, entry.category)}: {entry.title}"
