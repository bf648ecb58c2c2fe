"""Which row of the grid a result stands in: one code and one unit, and what has no number (RES-09)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from viewer.entries.entry import Entry, Flag
from viewer.fhir.concept import Coding
from viewer.present.systems import system_name

_SERIES, _CODE, _NAME = "series", "code", "name"
_APART = frozenset({Flag.ABOUT_OTHER, Flag.DEGRADED, Flag.NOT_UNDERSTOOD})
"""Another person's result, or one whose meaning is doubtful, never stands among the patient's own."""


def rows_of(entries: Sequence[Entry]) -> Mapping[str, Sequence[Entry]]:
    """Put every entry into exactly one row, the order of the entries kept; the key is the same in every run.

    A result of a code and a unit stands with those of equal code and unit. One of the same code without a
    number (words, a reason for none, entered in error) stands with them where only one unit is known of that
    code, else by itself. What has no code stands under its name, and is never joined into a trend.
    """
    series: defaultdict[str, list[Entry]] = defaultdict(list)
    loose: list[Entry] = []
    for entry in entries:
        if entry.series and entry.series[-1] != "|":  # has_unit, in the one loop that 40,000 go through
            series[entry.series].append(entry)
        else:
            loose.append(entry)
    found = {f"{_SERIES}|{key}": held for key, held in series.items()}
    units: dict[str, set[str]] = {}
    for key, held in found.items():
        units.setdefault(_code(held[0]), set()).add(key)
    mixed: set[str] = set()
    for entry in loose:
        code = _code(entry)
        key = _home(entry, code, _alike(entry, units.get(code, set()), found))
        mixed.add(key)
        found.setdefault(key, []).append(entry)
    inside = {entry.id for key in mixed for entry in found[key]}
    order = {entry.id: place for place, entry in enumerate(entries) if entry.id in inside}
    for key in mixed:
        found[key].sort(key=lambda entry: order[entry.id])
    return found


def has_unit(entry: Entry) -> bool:
    """Whether an entry is a number of a test with a code: only these are ever drawn together."""
    return bool(entry.series) and not entry.series.endswith("|")


def may_be_drawn(key: str) -> bool:
    """Whether a row is of one code and one unit."""
    return key.startswith(f"{_SERIES}|")


def numbers_in(key: str, entries: Sequence[Entry]) -> int:
    """How many results of a row are numbers of its one code and unit."""
    series = key.removeprefix(f"{_SERIES}|") if may_be_drawn(key) else None
    return len([entry for entry in entries if entry.series == series])


def row_note(key: str, entries: Sequence[Entry]) -> str:
    """Why a row is no series, in words; "" where it is one, or is of reports."""
    if any(Flag.ABOUT_OTHER in entry.flags for entry in entries):
        return "About another subject, not the patient"
    if key.startswith(_NAME) and entries[0].members[0].key.type == "Observation":
        return "No code sent: same name, perhaps not the same test"
    return "The report as a whole" if entries[0].parts and not may_be_drawn(key) else ""


def _alike(entry: Entry, keys: set[str], found: Mapping[str, Sequence[Entry]]) -> set[str]:
    """Of several units those that are written like the entry's own: so one entered in error finds its row."""
    unit = entry.value.partition(" ")[2]
    return {key for key in keys if len(keys) == 1 or (unit and found[key][0].value.partition(" ")[2] == unit)}


def _home(entry: Entry, code: str, units: set[str]) -> str:
    if entry.flags & _APART or not code:
        kind = entry.members[0].key.type
        about = "other" if Flag.ABOUT_OTHER in entry.flags else ""
        return f"{_NAME}|{kind}|{about}|{entry.category}|{entry.title.casefold()}"
    return next(iter(units)) if len(units) == 1 else f"{_CODE}|{code}"


def code_words(entry: Entry) -> str:
    """The code that tells a test from another of its name; "Not coded" where it has none."""
    found = _coding(entry)
    return f"{system_name(found.system) or found.system} {found.code}" if found else "Not coded"


def _code(entry: Entry) -> str:
    """System and code that a series goes by; "" where none was sent, or the type has no series."""
    found = _coding(entry) if entry.members[0].key.type == "Observation" else None
    return f"{found.system}|{found.code}" if found else ""


def _coding(entry: Entry) -> Coding | None:
    return next((coding for coding in entry.codings if coding.system and coding.code), None)
