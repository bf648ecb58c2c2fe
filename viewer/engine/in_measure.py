"""Which words go to the window in short: one line of millions of letters would hold it up for seconds.

Qt lays out a whole paragraph at once, in the window's own thread. Rows are made short as they are made; here
it is the banner, the first screen, candidates and pages. What is copied or asked by stays whole.
"""

from collections.abc import Mapping
from functools import cache
from typing import TypeVar

import msgspec

from viewer.engine.messages import Banner, CandidateRow, Found, Glance
from viewer.engine.page_messages import PageGiven
from viewer.present.shortened import ITS_DETAIL, LONGEST, in_short
from viewer.record.pages.results.body import Cell, Copy, Text

READ = 20_000
"""Letters of what is a text to be read, as a report is, and no line."""
BANNER = 200
"""Letters of a name or an address in the banner: the record has to have room below it."""
_ENDS: Mapping[type, str] = {
    Banner: "the detail of the Patient record",
    Found: "the detail of the Patient record",
    Glance: ITS_DETAIL,
    PageGiven: ITS_DETAIL,
}
_WHOLE = frozenset({"id", "key", "entry", "source", "reference", "survivor", "copied", "sequence", "order"})
"""Fields that are no words on screen: ids are short, what is copied is not laid out."""
_LIMITS: Mapping[tuple[type, str], int] = {
    **dict.fromkeys([(Text, "text"), (Copy, "facts"), (Cell, "whole"), (Cell, "spoken")], READ),
    **{
        (Banner, name): BANNER
        for name in ("name", "preferred", "born", "gender", "address", "practice", "died")
    },
    (CandidateRow, "name"): BANNER,
}
Told = TypeVar("Told")


def in_measure(message: Told) -> Told:
    """Return the message; where a part is beyond measure, with its beginning and where all of it stands."""
    end = _ENDS.get(type(message))
    if end is None:
        return message
    made = _measured(message, LONGEST, end)
    return made if isinstance(made, type(message)) else message


def _measured(value: object, longest: int, end: str) -> object:
    if isinstance(value, str):
        return in_short(value, longest, end) if len(value) > longest else value
    if isinstance(value, tuple):
        if set(map(type, value)) == {str} and max(map(len, value)) <= longest:  # a column of a long page
            return value
        parts = [_measured(part, longest, end) for part in value]
        return tuple(parts) if any(a is not b for a, b in zip(parts, value, strict=True)) else value
    if isinstance(value, dict):
        return {key: _measured(part, longest, end) for key, part in value.items()}
    return _struct(value, end) if isinstance(value, msgspec.Struct) else value


def _struct(value: msgspec.Struct, end: str) -> msgspec.Struct:
    changed = {}
    for name, longest in _fields(type(value)):
        part = getattr(value, name)
        made = _measured(part, longest, end)
        if made is not part and made != part:
            changed[name] = made
    return msgspec.structs.replace(value, **changed) if changed else value


@cache
def _fields(kind: type[msgspec.Struct]) -> tuple[tuple[str, int], ...]:
    """Return the fields that may hold words, each with how many letters it may have."""
    names = (name for name in kind.__struct_fields__ if name not in _WHOLE)
    return tuple((name, _LIMITS.get((kind, name), LONGEST)) for name in names)
