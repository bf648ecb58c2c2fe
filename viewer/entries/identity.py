"""The id of an entry: a hash over what its members are, the same in every run."""

from collections.abc import Iterable
from hashlib import sha256

from viewer.entries.entry import Member

_DIGITS = 16


def entry_id(members: Iterable[Member], *, by_place: bool = False) -> str:
    """Hash the members' identities (source, type, id, version), in any order, to 16 hex digits.

    A member without an id is told apart by its place as well, and so is every member with ``by_place``
    (other bytes under one identity): two facts under one id would be a silent loss.
    """
    parts = sorted(_identity(member, by_place=by_place) for member in members)
    return sha256("\x1e".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def _identity(member: Member, *, by_place: bool) -> str:
    key, place = member.key, member.place
    parts = [key.source, key.type, key.id, key.version]
    if by_place or not key.id:
        parts += [str(place.page), str(place.start), place.slot]
    return "\x1f".join(parts)
