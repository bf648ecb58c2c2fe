"""Filters that this OS user named and kept: words and kinds, nothing that names an entry or a person."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from viewer.errors import SettingsError, StoreError
from viewer.store.atomic import write_whole
from viewer.store.file_turn import turn_beside
from viewer.store.strict import only_known, read_table, tables_in, values_of

NAME = "filters.json"
"""Beside the settings."""
MOST = 50
LONGEST_NAME = 60
_WHAT = "The file of saved filters"


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedFilter:
    """``since`` and ``until``: ISO dates; ``span``: a stretch of time that ends today stands for both."""

    name: str = ""
    words: str = ""
    domains: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    span: str = ""


Saved = tuple[SavedFilter, ...]


def load(path: Path) -> Saved:
    """Read them in the order of their names. Raises SettingsError for a damaged file; it is left so."""
    table = read_table(path, _WHAT)
    if table is None:
        return ()
    only_known(table, {"filters"}, _WHAT)
    found = tuple(values_of(SavedFilter, one, _WHAT) for one in tables_in(table, "filters", _WHAT))
    names = [one.name.casefold() for one in found]
    if len(set(names)) < len(names) or not all(name.strip() for name in names):
        raise SettingsError(f"{_WHAT}: each filter must have a name of its own")
    return found


def keep(path: Path, one: SavedFilter) -> Saved:
    """Keep one, in the place of one of the same name. Raises SettingsError, StoreError."""
    named = _named(one, one.name)
    with _turn(path):
        return _write(path, [*_others(load(path), one.name), named])


def rename(path: Path, name: str, other: str) -> Saved:
    """Give one another name. Raises SettingsError, also where another one has it, StoreError."""
    with _turn(path):
        held = load(path)
        own = next((one for one in held if _same(one.name, name)), None)
        if own is None:
            raise SettingsError("The filter is not there any more", "Another window may have deleted it.")
        others = _others(held, name)
        if any(_same(one.name, other) for one in others):
            raise SettingsError("Another filter has this name", "Type another name.")
        return _write(path, [*others, _named(own, other)])


def delete(path: Path, name: str) -> Saved:
    """Forget one. Raises SettingsError, StoreError."""
    with _turn(path):
        return _write(path, _others(load(path), name))


def _same(name: str, other: str) -> bool:
    return name.strip().casefold() == other.strip().casefold()


def _others(held: Saved, name: str) -> list[SavedFilter]:
    return [one for one in held if not _same(one.name, name)]


def _named(one: SavedFilter, name: str) -> SavedFilter:
    if not name.strip() or len(name.strip()) > LONGEST_NAME:
        raise SettingsError(f"A filter needs a name of at most {LONGEST_NAME} letters", "Type another name.")
    return replace(one, name=name.strip())


def _write(path: Path, filters: list[SavedFilter]) -> Saved:
    if len(filters) > MOST:
        raise SettingsError(f"No more than {MOST} filters can be kept", "Delete one first.")
    ordered = tuple(sorted(filters, key=lambda one: one.name.casefold()))
    told = {"filters": [{key: value for key, value in asdict(one).items() if value} for one in ordered]}
    write_whole(path, json.dumps(told, indent=2).encode() + b"\n")
    return ordered


@contextmanager
def _turn(path: Path) -> Iterator[None]:
    """Keep another window from writing between our reading and our writing. Raises StoreError."""
    try:
        with turn_beside(path):
            yield
    except OSError as error:
        raise StoreError(f"The filter was not saved ({error.strerror or 'no reason given'})") from None
