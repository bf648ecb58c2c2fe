"""A list page as a table for CSV: a row for each entry, with its source and when that was retrieved."""

from datetime import tzinfo

from viewer.entries.entry import Entry
from viewer.record.allergies import allergy_label_of
from viewer.record.as_csv import Table
from viewer.record.model import Record
from viewer.record.paper import Part, Printing, entries_of, state_words
from viewer.record.sentence import sources_sentence
from viewer.record.sheet import NOT_ASSURED, banner_of, gaps_of, line_of, notes_of, printed_words
from viewer.record.sources import dated_names, names_of

COLUMNS = (
    "Date",
    "Kind",
    "Marks",
    "Title",
    "Detail",
    "Value",
    "Status",
    "Withdrawn",
    "Source and retrieval time",
    "Recorded by",
    "Reference at the source",
    "Notes",
)

_WHOLE = "Every entry of the record; records that only explain others (people, places) are not in the table"
_PAGE = "One page of the record only, not the whole record"


def table_of_part(record: Record, part: Part, zone: tzinfo) -> Table:
    """Return a page's rows in its order; what has left the record is said in the head."""
    entries, _ = entries_of(record, part)
    names, notes = dated_names(record, zone), notes_of(record)
    rows = tuple(_row(entry, names, notes, zone) for entry in entries)
    return Table(title=part.title, columns=COLUMNS, rows=rows)


def _row(
    entry: Entry, names: dict[str, str], notes: dict[str, tuple[str, ...]], zone: tzinfo
) -> tuple[str, ...]:
    line = line_of(entry, names, notes, zone)
    return (
        line.when,
        line.category,
        line.marks,
        line.title,
        line.detail,
        entry.value,
        line.status,
        "yes" if line.struck else "",
        line.sources,
        entry.recorder,
        " and ".join(member.key.reference for member in entry.members),
        "; ".join(line.notes),
    )


def head_of_table(record: Record, part: Part, printing: Printing) -> tuple[tuple[str, str], ...]:
    """Return what stands above the table: who, allergies, how complete, from where, when, by whom."""
    label, words = allergy_label_of(record)
    _, gone = entries_of(record, part)
    said = [
        *banner_of(record, printing.zone, printing.now),
        ("Allergies", f"{label}. {words}"),
        ("Completeness", f"{state_words(record)}. {_WHOLE if part.whole else _PAGE}"),
        ("Sources", sources_sentence(record, printing.zone)),
        *(("Retrieved", name) for name in dated_names(record, printing.zone).values()),
        *(("Missing", words) for words in gaps_of(record, names_of(record))),
        ("Filter", part.note),
        ("Rows", gone),
        ("Exported", _exported(printing)),
        ("Note", NOT_ASSURED),
    ]
    return tuple((one, value) for one, value in said if value)


def _exported(printing: Printing) -> str:
    printed = printed_words(printing.now.astimezone(printing.zone)).removeprefix("Printed ")
    return f"{printed} by {printing.user}"
