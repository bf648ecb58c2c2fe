"""Which rows of the board are on screen and in which order: the view, the sorting, the filters, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from viewer.record.pages.medicines.body import MedicinesPage, Row, Section
from viewer.timeline.folding import fold, holds, wanted_words

VIEWS = (
    ("current", "Current and suspended"),
    ("past", "Past"),
    ("other", "Given, supplied, in error"),
    ("all", "All"),
)
SORTS = (
    ("start", "Newest start first"),
    ("name", "Medicine, A to Z"),
    ("match", "Differences first"),
)
_MATCHES = ("differs", "only", "one", "none", "same")


@dataclass(frozen=True, slots=True)
class Choices:
    """What the reader asked for. ``since`` is the engine's switch: "" for any time."""

    view: str = "current"
    sort: str = "start"
    since: str = ""
    unreviewed: bool = False
    words: str = ""


@dataclass(slots=True)
class Reviewed:
    """Which rows were marked, as they read then; kept in memory for this record only."""

    seen: dict[str, str] = field(default_factory=dict)

    def turn(self, rows: Sequence[Row]) -> None:
        """Mark these rows; where all of them are marked already, take the marks away."""
        if all(self.holds(row) for row in rows):
            for row in rows:
                del self.seen[row.key]
        else:
            self.seen.update((row.key, row.seen) for row in rows)

    def holds(self, row: Row) -> bool:
        """Whether a row is marked and still says what it said then."""
        return self.seen.get(row.key) == row.seen

    def words(self, row: Row) -> str:
        """What stands on the row: a mark that no longer holds says so."""
        if self.holds(row):
            return "Reviewed"
        return "Changed since you reviewed it" if row.key in self.seen else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Rows under one heading."""

    section: Section
    rows: tuple[Row, ...]


def count(page: MedicinesPage, view: str) -> int:
    """How many medicines a view holds, before any filter."""
    return len(in_view(page, view))


def in_view(page: MedicinesPage, view: str) -> list[Row]:
    """Rows of a view; every row is in exactly one of the first three."""
    keys = {section.key for section in page.sections if view in {"all", section.view}}
    return [row for row in page.rows if row.section in keys]


def parts(page: MedicinesPage, choices: Choices, reviewed: Reviewed) -> tuple[Part, ...]:
    """Return what is on screen, section by section."""
    rows = [row for row in in_view(page, choices.view) if _lets(row, choices, reviewed)]
    ordered = _sorted(rows, choices.sort)
    made = (
        Part(section=section, rows=tuple(row for row in ordered if row.section == section.key))
        for section in page.sections
    )
    return tuple(part for part in made if part.rows)


def _lets(row: Row, choices: Choices, reviewed: Reviewed) -> bool:
    if choices.since and not row.changes:
        return False
    if choices.words and not holds(_all_words(row), wanted_words(choices.words)):
        return False
    return not (choices.unreviewed and reviewed.holds(row))


def _all_words(row: Row) -> str:
    said = [row.name, row.match_words, *row.marks, *(cell.words for cell in row.cells)]
    return fold(" ".join(said))


def _sorted(rows: Sequence[Row], sort: str) -> list[Row]:
    """In the order of the engine, newest start first, unless another was chosen."""
    if sort == "name":
        return sorted(rows, key=lambda row: row.name.casefold())
    if sort == "match":
        return sorted(rows, key=lambda row: _MATCHES.index(row.match))
    return list(rows)


def filter_words(page: MedicinesPage, choices: Choices, shown: int) -> str:
    """CMP-09: what is filtered, and how many are shown of how many; "" where nothing is."""
    said = []
    if choices.since:
        said.append(f"changed since {page.since or 'that day'}")
    if choices.unreviewed:
        said.append("not reviewed")
    if choices.words:
        said.append(f'"{choices.words}"')
    whole = count(page, choices.view)
    return f"Filter: {', '.join(said)}. {shown} of {whole} shown. Clear" if said else ""


def copied(rows: Sequence[Row], page: MedicinesPage, *, settled: bool) -> str:
    """Return rows as plain text, and below them what lists they come from that are not complete."""
    feet = [page.copied_foot, "" if settled else "So far: not every source has answered."]
    return "\n".join([*(row.copied for row in rows), *(foot for foot in feet if foot)])


def heading(page: MedicinesPage, *, settled: bool) -> str:
    """How many medicines there are, by section."""
    numbers: Mapping[str, int] = {
        section.key: sum(1 for row in page.rows if row.section == section.key) for section in page.sections
    }
    said = [
        f"{numbers[section.key]} {section.title.lower()}"
        for section in page.sections
        if numbers[section.key] and section.view == "current"
    ]
    so_far = "" if settled else " so far"
    return f"Medicines{so_far}: {', '.join(said) or '0 current'}"
