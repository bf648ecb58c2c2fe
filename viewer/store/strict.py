"""How our own JSON files are read: every key known, every type right, nothing guessed or dropped."""

import difflib
import json
from collections.abc import Collection, Mapping
from dataclasses import Field, fields
from enum import StrEnum
from pathlib import Path
from typing import ClassVar, Protocol, TypeVar

from viewer.errors import SettingsError
from viewer.store.plain_file import opened_plain

_LARGEST = 1024 * 1024

Table = Mapping[str, object]


class _Plain(Protocol):
    """Any dataclass."""

    __dataclass_fields__: ClassVar[dict[str, Field[object]]]


Values = TypeVar("Values", bound=_Plain)
Word = TypeVar("Word", bound=StrEnum)


def read_table(path: Path, what: str) -> Table | None:
    """Return the JSON object in a file of ours, None if there is no file.

    Raises SettingsError where it is damaged; the file is left as it is. ``what`` names it in words.
    """
    try:
        body = start_of(path, what)
    except FileNotFoundError:
        return None
    if len(body) > _LARGEST:
        raise SettingsError(f"{what}: the file is far too large to be one of ours")
    return table_of(body, what)


def start_of(path: Path, what: str) -> bytes:
    """Return what a file of ours could hold; a pipe would be waited for, a device has no end.

    Raises SettingsError in words, FileNotFoundError.
    """
    try:
        with opened_plain(path) as file:
            return file.read(_LARGEST + 1)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise SettingsError(f"{what} cannot be read ({error.strerror or 'no reason given'})") from None


def table_of(body: bytes, what: str) -> Table:
    """Decode one JSON object without repeated keys. Raises SettingsError."""
    try:
        content = json.loads(body, object_pairs_hook=lambda pairs: _once(pairs, what))
    except (ValueError, RecursionError) as error:
        line = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise SettingsError(f"{what}: the file is damaged, it is not JSON{line}") from None
    if not isinstance(content, dict):
        raise SettingsError(f"{what}: the file must hold one JSON object")
    return content


def _once(pairs: list[tuple[str, object]], what: str) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise SettingsError(f"{what}: {key!r} stands twice")
        found[key] = value
    return found


def only_known(table: Table, known: Collection[str], what: str) -> None:
    """Refuse a key that is not known, with the nearest one that is. Raises SettingsError.

    >>> only_known({"tme_zone": ""}, {"time_zone"}, "The settings")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    viewer.errors.SettingsError: The settings: 'tme_zone' is not known; did you mean 'time_zone'. Correct ...
    """
    for key in table:
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            hint = f"; did you mean {near[0]!r}" if near else ""
            raise SettingsError(f"{what}: {key!r} is not known{hint}")


def text_in(table: Table, key: str, what: str, default: str = "") -> str:
    """Return a text value. Raises SettingsError for any other type."""
    value = table.get(key, default)
    if not isinstance(value, str):
        raise SettingsError(f"{what}: {key!r} must be text")
    return value


def flag_in(table: Table, key: str, what: str) -> bool:
    """Return a true/false value, false where it is absent. Raises SettingsError for any other type."""
    value = table.get(key, False)
    if not isinstance(value, bool):
        raise SettingsError(f"{what}: {key!r} must be true or false")
    return value


def number_in(table: Table, key: str, what: str, default: int) -> int:
    """Return a whole number. Raises SettingsError for any other type."""
    value = table.get(key, default)
    if not isinstance(value, int) or isinstance(value, bool):
        raise SettingsError(f"{what}: {key!r} must be a whole number")
    return value


def table_in(table: Table, key: str, what: str) -> Table:
    """Return an object, empty where it is absent. Raises SettingsError for any other type."""
    value = table.get(key, {})
    if not isinstance(value, dict):
        raise SettingsError(f"{what}: {key!r} must be an object")
    return value


def tables_in(table: Table, key: str, what: str) -> list[Table]:
    """Return a list of objects, empty where it is absent. Raises SettingsError for any other type."""
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise SettingsError(f"{what}: {key!r} must be a list of objects")
    return value


def values_of(kind: type[Values], table: Table, what: str) -> Values:
    """Read a dataclass of plain values (text, number, flag, word, list of texts), absent ones by default.

    Raises SettingsError for an unknown key, a wrong type, a word that is not known.
    """
    only_known(table, [field.name for field in fields(kind)], what)
    given: dict[str, object] = {}
    for field in fields(kind):
        if field.name in table:
            given[field.name] = _like(field.default, table, field.name, what)
    return kind(**given)


def _like(default: object, table: Table, key: str, what: str) -> object:
    if isinstance(default, StrEnum):
        return word_in(table, key, what, default)
    if isinstance(default, bool):
        return flag_in(table, key, what)
    if isinstance(default, int):
        return number_in(table, key, what, default)
    if isinstance(default, tuple):
        return texts_in(table, key, what)
    return text_in(table, key, what)


def word_in(table: Table, key: str, what: str, default: Word) -> Word:
    """Return a word of a known list. Raises SettingsError for any other, and names them all."""
    value = text_in(table, key, what, default.value)
    try:
        return type(default)(value)
    except ValueError:
        known = ", ".join(one.value for one in type(default))
        raise SettingsError(f"{what}: {key!r} must be one of {known}") from None


def texts_in(table: Table, key: str, what: str) -> tuple[str, ...]:
    """Return a list of texts, empty where it is absent. Raises SettingsError for any other type."""
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise SettingsError(f"{what}: {key!r} must be a list of texts")
    return tuple(value)
