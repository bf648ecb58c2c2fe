"""Which tests stand together: those that one report or group of results holds, then by kind of finding."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import inf

from viewer.entries import headings
from viewer.entries.entry import Entry
from viewer.record.pages.asked import PageAsked
from viewer.record.pages.meant import Wanted, meant

_KINDS = {
    headings.EXAMINATION: "Vital signs and examination",
    headings.RESULTS: "Other tests, by name",
    headings.OBSERVATIONS: "Other observations, by name",
    headings.SOCIAL: "Social context",
    headings.ASSESSMENTS: "Assessments",
}
_REPORTS = "Reports without results on this page"
_DEPTH = 5  # a report holds a group that holds results; a ring of groups ends here
Rows = Mapping[str, Sequence[Entry]]


@dataclass(slots=True)
class Panels:
    """Row key to the title of its panel, and to other panels that hold it.

    ``lacking``: how many of an entry's parts are not on the page, by the entry's id.
    """

    panel_of: dict[str, str] = field(default_factory=dict)
    also: dict[str, list[str]] = field(default_factory=dict)
    lacking: dict[str, int] = field(default_factory=dict)


def panels_of(asked: PageAsked, rows: Rows) -> Panels:
    """Read which row belongs to which panel; the newest report that holds a test decides."""
    holders = [(key, entry) for key, entries in rows.items() for entry in entries if entry.parts]
    if not holders:
        return Panels()
    row_at = _row_at(asked, rows, [entry for _, entry in holders])
    panels, above = Panels(), dict[str, str]()
    for own, entry in holders:
        held, lacking = _held(asked, entry, row_at)
        panels.lacking[entry.id] = lacking
        claimed = [key for key in held if _claims(entry, rows[key][0])]
        if claimed:
            panels.panel_of.setdefault(own, entry.title)
        for key in claimed:
            _put(panels, key, entry.title)
            if key != own and panels.panel_of.get(key) == entry.title:
                above[key] = own
    for key in above:
        panels.panel_of[key] = _top(panels.panel_of, above, key)
    return panels


def _claims(holder: Entry, held: Entry) -> bool:
    """A report keeps its tests together; a score never takes the vital signs away that it is made of."""
    return holder.members[0].key.type != "Observation" or held.category != headings.EXAMINATION


def _put(panels: Panels, key: str, title: str) -> None:
    if panels.panel_of.setdefault(key, title) != title:
        others = panels.also.setdefault(key, [])
        if title not in others:
            others.append(title)


def _top(panel_of: Mapping[str, str], above: Mapping[str, str], key: str) -> str:
    """The panel of the outermost holder: a group inside a report stands with the report."""
    for _ in range(_DEPTH):
        if key not in above:
            break
        key = above[key]
    return panel_of[key]


def _row_at(asked: PageAsked, rows: Rows, holders: Sequence[Entry]) -> Mapping[Wanted, str]:
    """Row keys by source and reference, of what somebody holds."""
    wanted = {
        (copy.members[0].key.source, part)
        for entry in holders
        for copy in _copies(asked, entry)
        for part in copy.parts
    }
    members = (
        (member, row) for row, entries in rows.items() for entry in entries for member in entry.members
    )
    return meant(asked.found, wanted, members)


def _held(asked: PageAsked, entry: Entry, row_at: Mapping[Wanted, str]) -> tuple[list[str], int]:
    """Rows of the results that an entry holds, found at its own source (FID-13), and how many are not."""
    found: dict[str, None] = {}
    lacking = 0
    for copy in _copies(asked, entry):
        source = copy.members[0].key.source
        rows = [row_at.get((source, part), "") for part in copy.parts]
        found.update(dict.fromkeys(filter(None, rows)))
        lacking = max(lacking, rows.count(""))
    return list(found), lacking


def _copies(asked: PageAsked, entry: Entry) -> tuple[Entry, ...]:
    return asked.copies(entry) if len(entry.members) > 1 else (entry,)


def groups_of(rows: Rows, panels: Panels) -> list[tuple[str, list[str]]]:
    """Titles and row keys in the order of the screen: the group with the newest result first.

    Of one time: panels by name, then kinds, then lone reports. Within one: what holds the others first, then
    tests by name.
    """
    found: dict[tuple[int, str], list[str]] = {}
    for key, entries in rows.items():
        found.setdefault(_group(key, entries[0], panels), []).append(key)
    ordered = sorted(found.items(), key=lambda item: (_age(rows, item[1]), item[0]))
    return [(title, sorted(keys, key=lambda key: _within(rows[key][0], key))) for (_, title), keys in ordered]


def _group(key: str, lead: Entry, panels: Panels) -> tuple[int, str]:
    kinds = list(_KINDS)
    if key in panels.panel_of:
        return 0, panels.panel_of[key]
    if lead.members[0].key.type != "Observation":
        return len(kinds) + 2, _REPORTS
    if lead.category in kinds:
        return kinds.index(lead.category) + 1, _KINDS[lead.category]
    return len(kinds) + 1, lead.category


def _age(rows: Rows, keys: Sequence[str]) -> float:
    """The smaller the newer; a group without any date is the last."""
    dates = (rows[key][0].when for key in keys)
    return -max((when.latest for when in dates if when), default=-inf)


def _within(entry: Entry, key: str) -> tuple[bool, str, str]:
    return not entry.parts, entry.title.casefold(), key
