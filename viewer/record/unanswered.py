"""Which sources have not answered a clinical domain in full: what is missing there is not known."""

from viewer.record.completeness import NOBODY, cell_words
from viewer.record.model import DomainRow, Record
from viewer.record.sources import ANSWERED, files_of, found_nobody, in_full, linked_sources, names_of, rows_of
from viewer.source.domain import Domain
from viewer.source.state import DomainState


def unanswered(record: Record, domain: Domain) -> tuple[tuple[str, str], ...]:
    """Return (source id, why in few words) of each linked source that may have more of a domain.

    A source that never keeps any of it may not; a file holds what it holds and answers nothing in full.
    """
    rows, files = rows_of(record, domain), files_of(record)
    nobody = {source.origin.id for source in found_nobody(record)}
    found = []
    for source in linked_sources(record):
        key = source.origin.id
        row = rows.get(key)
        if key in nobody:
            found.append((key, f"{NOBODY[:1].lower()}{NOBODY[1:]}"))
        elif row is None:
            found.append((key, "not asked"))
        elif row.state is not DomainState.NOT_HELD and (key in files or not in_full(row)):
            found.append((key, _why(row, is_file=key in files)))
    return tuple(found)


def unanswered_words(record: Record, domain: Domain) -> str:
    """Return whether there is more at those sources as a sentence, "" where every source has answered."""
    names = names_of(record)
    said = [f"{names[key]} ({why})" for key, why in unanswered(record, domain)]
    return f"Not known at {', '.join(said)}" if said else ""


def _why(row: DomainRow, *, is_file: bool) -> str:
    if not row.settled:
        return "still answering"
    if is_file:
        return "a file"
    if row.as_at:
        return "read earlier, not again" if row.earlier else "a kept copy"
    if row.state in ANSWERED:
        return "not in full"
    words = cell_words(row)
    return f"{words[:1].lower()}{words[1:]}"
