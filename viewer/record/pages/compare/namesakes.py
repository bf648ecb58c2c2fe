"""What of the same name or code another source sent, where it sent no entry that is the same."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from viewer.entries.entry import Entry, Flag
from viewer.entries.lists import is_heading
from viewer.entries.naming import DEGRADED
from viewer.fhir.wording import folded
from viewer.merge.drug import drug_name, names_a_drug
from viewer.record.pages.compare.rows import Line
from viewer.source.domain import Domain

_Key = tuple[Domain, str]
_NAMELESS = frozenset({Flag.UNREADABLE, Flag.UNRESOLVED})
"""Where words stand in place of a name: two of them are not of one name."""


@lru_cache(maxsize=8192)
def _name(title: str, domain: Domain) -> str:
    if domain is not Domain.MEDICINES:
        return folded(title)
    return folded(drug_name(title)) if names_a_drug(title) else ""


def _keys(entry: Entry) -> Iterator[_Key]:
    """Codes and name of an entry; of a medicine the name up to its strength, and its one ingredient."""
    for coding in entry.codings:
        if coding.code and coding.system and coding.code not in DEGRADED:
            yield entry.domain, f"{coding.system}|{coding.code}"
    ingredients = entry.course.ingredients if entry.course else ()
    titles = () if entry.flags & _NAMELESS else (entry.title,)
    for title in (*titles, *(ingredients if len(ingredients) == 1 else ())):
        if name := _name(title, entry.domain):
            yield entry.domain, name


class Namesakes:
    """The entries of each source by code and name. Lines are taken newest first."""

    def __init__(self) -> None:
        self._of: dict[str, dict[_Key, list[Line]]] = {}
        self._found: dict[tuple[str, frozenset[_Key]], tuple[int, Line] | None] = {}

    def take(self, line: Line) -> None:
        """Hold one entry; all are held before any is looked for."""
        if is_heading(line.entry):
            return
        keys = frozenset(_keys(line.entry))
        for source in {member.key.source for member in line.entry.members}:
            held = self._of.setdefault(source, {})
            for key in keys:
                held.setdefault(key, []).append(line)

    def said(self, line: Line, source: str) -> str:
        """Return how many of this name or code a source sent and which is the newest, "" for none."""
        keys = frozenset(_keys(line.entry))
        asked = (source, keys)
        if asked not in self._found:  # thousands of results have one code
            held = self._of.get(source, {})
            self._found[asked] = _counted([held[key] for key in keys if key in held])
        found = self._found[asked]
        if found is None or is_heading(line.entry):
            return ""
        number, newest = found
        title = newest.what if newest.what != line.what else ""
        words = ", ".join(filter(None, (title, newest.entry.status, newest.when)))
        return f"it has {number:,} of this name or code{', the newest' if number > 1 else ''}: {words}"


def _counted(lists: Sequence[Sequence[Line]]) -> tuple[int, Line] | None:
    every = {line.entry.id: line for lines in lists for line in lines}
    if not every:
        return None
    return len(every), min((lines[0] for lines in lists), key=lambda line: line.order)
