"""The medicines of a record in rows, columns and courses: made once, whatever is asked of their page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from viewer.entries.entry import Entry
from viewer.record.pages.asked import PageAsked
from viewer.record.pages.medicines.body import Column
from viewer.record.pages.medicines.columns import Found, Given, column, given_of
from viewer.record.pages.medicines.courses import SourceCourse, by_source
from viewer.record.pages.medicines.letters import letters
from viewer.record.pages.medicines.own_lists import OwnLists, own_lists
from viewer.record.pages.medicines.rows import Copy, Drug, drugs, is_named, similar
from viewer.source.domain import Domain

_KEPT = "medicines"


@dataclass(frozen=True, slots=True, kw_only=True)
class Aligned:
    """``listed``: the courses of each row by its key and the source; ``near``: rows of similar names.

    ``heads``: the columns in words. ``marks``: what a source's own list says of an item, by source and item.
    """

    rows: Sequence[Drug]
    listed: Mapping[str, Mapping[str, tuple[SourceCourse, ...]]]
    near: Mapping[str, Sequence[Drug]]
    columns: tuple[Given, ...]
    heads: tuple[Column, ...]
    marks: Mapping[tuple[str, str], tuple[str, ...]]


def aligned(asked: PageAsked) -> Aligned:
    """Return the record's medicines aligned; another day or switch does not align them again."""
    kept = asked.kept.get(_KEPT)
    if isinstance(kept, Aligned):
        return kept
    rows = drugs(_copies(asked))
    listed = {drug.key: by_source(drug.copies) for drug in rows}
    found = _found(asked, rows, listed)
    columns = given_of(asked.record, found)
    made = asked.kept[_KEPT] = Aligned(
        rows=rows,
        listed=listed,
        near=similar(rows),
        columns=columns,
        heads=tuple(column(given, asked.zone) for given in columns),
        marks=_marks(found.lists),
    )
    return made


def _found(
    asked: PageAsked, rows: Sequence[Drug], listed: Mapping[str, Mapping[str, Sequence[SourceCourse]]]
) -> Found:
    documents = (entry for entry in asked.record.entries if entry.domain is Domain.DOCUMENTS)
    return Found(
        courses=_all(listed.values()),
        unnamed=_unnamed(rows),
        letters=letters(documents, asked.zone),
        lists=own_lists(asked),
    )


def _marks(lists: Mapping[str, OwnLists]) -> dict[tuple[str, str], tuple[str, ...]]:
    return {
        (source, reference): words for source, own in lists.items() for reference, words in own.marks.items()
    }


def _copies(asked: PageAsked) -> dict[str, tuple[Copy, ...]]:
    """Every medicine of the record with each source's own copy; a copy that is not kept is the merged one."""
    found = {}
    for entry in asked.record.entries:
        if entry.domain is Domain.MEDICINES:
            copies = asked.copies(entry) if len(entry.members) > 1 else ()  # one's own copy is itself
            own = {one.members[0].key.source: one for one in copies}
            found[entry.id] = tuple(_copy(entry, own, member.key.source) for member in entry.members)
    return found


def _copy(entry: Entry, own: Mapping[str, Entry], source: str) -> Copy:
    return Copy(entry=entry, own=own.get(source, entry), source=source)


def _all(
    rows: Iterable[Mapping[str, Sequence[SourceCourse]]],
) -> dict[str, list[SourceCourse]]:
    found: dict[str, list[SourceCourse]] = {}
    for row in rows:
        for source, courses in row.items():
            found.setdefault(source, []).extend(courses)
    return found


def _unnamed(rows: Iterable[Drug]) -> dict[str, int]:
    """How many medicines of each source have no readable name, and stand in a row of no drug."""
    found: dict[str, int] = {}
    for drug in rows:
        for copy in drug.copies:
            if not drug.is_named and not is_named(copy.own):
                found[copy.source] = found.get(copy.source, 0) + 1
    return found
