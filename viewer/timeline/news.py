"""What has come, changed or gone between two states of a source: every resource of either is told once.

A resource is what its type and id say it is. One without an id is known by its bytes alone: a change of it
shows as one that went and one that came. What is compared is what it says, not how it was written: another
version with the same content is told apart from a change.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from viewer.entries.entry import Entry, Flag

_BYTES = 12
_STANDING = (Flag.SUPERSEDED, Flag.FROM_WITHDRAWN, Flag.REPLACED, Flag.ADDED_TO)
"""What another resource has made of it: a letter says the same, and yet a later one has taken its place."""
_WITHDRAWN = frozenset({Flag.IN_ERROR, Flag.FROM_WITHDRAWN})
_CORRECTED = frozenset({"corrected"})
_AMENDED = frozenset({"amended", "appended", "modified"})


class Change(StrEnum):
    """What became of one resource."""

    NEW = "new"
    CHANGED = "changed"
    AMENDED = "amended"
    CORRECTED = "corrected"
    RETRACTED = "retracted"
    """It is entered in error now, and was not."""
    GONE = "gone"
    """It was there and is not any more."""
    WRITTEN_AGAIN = "written-again"
    """Another version, of which everything that we compare is the same."""
    SAME = "same"

    @property
    def is_news(self) -> bool:
        """Whether somebody who knew the former state has to be told."""
        return self not in {Change.SAME, Change.WRITTEN_AGAIN}


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One resource as it stands. ``content`` and ``version`` are hashes, or "" for a version never stated.

    ``entry``: the id of the line that it is (the latest of several forms under one id); "" where it is not on
    screen. ``stated``: AMENDED or CORRECTED where its status says so. ``withdrawn``: it is entered in error.
    """

    kind: str
    content: str
    version: str = ""
    entry: str = ""
    withdrawn: bool = False
    stated: Change | None = None


State = Mapping[str, Form]
"""Every resource of one source, by what it is: its key is given out by ``key_of``, or a hash of that."""
AnyKey = TypeVar("AnyKey")


def key_of(entry: Entry) -> str:
    """Return what a source's own copy is known by: ``Observation/7``; without an id by its bytes."""
    key = entry.members[0].key
    return key.reference if key.id else f"{key.type}#{entry.id}"


def form_of(entry: Entry) -> Form:
    """Return the form in which one source's own copy stands."""
    key = entry.members[0].key
    status = entry.status.casefold().split(",")[0].split(";")[0].strip()
    return Form(
        kind=key.type,
        content=_hash(_said(entry), entry.narrative, *(one for one in _STANDING if one in entry.flags)),
        version=key.version,
        entry=entry.id,
        withdrawn=bool(entry.flags & _WITHDRAWN),
        stated=Change.CORRECTED if status in _CORRECTED else Change.AMENDED if status in _AMENDED else None,
    )


def _said(entry: Entry) -> str:
    """What it says; of what cannot be read its id, which is a hash of its bytes."""
    return entry.id if Flag.UNREADABLE in entry.flags else entry.content


def add_form(state: dict[str, Form], entry: Entry) -> None:
    """Add one copy to a state; several forms under one id are one resource that says all of it."""
    key, form = key_of(entry), form_of(entry)
    other = state.get(key)
    state[key] = form if other is None else _both(other, form, is_replaced=Flag.SUPERSEDED in entry.flags)


def _both(one: Form, other: Form, *, is_replaced: bool) -> Form:
    """Of two forms the one that is not replaced leads; what counts is what both say, in any order."""
    lead = one if is_replaced else other
    return Form(
        kind=lead.kind,
        content=_hash(*sorted((one.content, other.content))),
        version=_hash(*sorted((one.version, other.version))),
        entry=lead.entry,
        withdrawn=lead.withdrawn,
        stated=lead.stated,
    )


def state_of(entries: Iterable[Entry]) -> dict[str, Form]:
    """Return the state of one source from its own copies."""
    state: dict[str, Form] = {}
    for entry in entries:
        add_form(state, entry)
    return state


def compared(before: Mapping[AnyKey, Form], now: Mapping[AnyKey, Form]) -> dict[AnyKey, Change]:
    """Return what became of every resource of two states: each stands exactly once."""
    found = {key: _change(before.get(key), form) for key, form in now.items()}
    found.update({key: Change.GONE for key in before if key not in now})
    return found


def _change(before: Form | None, now: Form) -> Change:
    if before is None:
        return Change.NEW
    if before.content == now.content:
        return Change.SAME if before.version == now.version else Change.WRITTEN_AGAIN
    if now.withdrawn and not before.withdrawn:
        return Change.RETRACTED
    return now.stated or Change.CHANGED


def _hash(*parts: str) -> str:
    told = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(told, digest_size=_BYTES).hexdigest()
