"""Do two descriptions of a Patient contradict each other? What only one states contradicts nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from viewer.errors import ResourceError
from viewer.fhir.dates import parse_date
from viewer.fhir.identifier import identifiers_of
from viewer.fhir.nhs_number import NHS_NUMBER_SYSTEMS, nhs_number
from viewer.fhir.resource import Content
from viewer.fhir.typed import items, objects, text
from viewer.fhir.wording import folded

_Words = frozenset[str]
_NOTHING: Final[_Words] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What tells people apart in one Patient; empty where it states nothing.

    ``families`` and ``givens`` (the first of each name) are folded and of every name, former ones too.
    ``born`` as sent. ``numbers``: every valid NHS number, the old ones too, for they are theirs as well.
    """

    families: _Words = _NOTHING
    givens: _Words = _NOTHING
    born: str = ""
    numbers: _Words = _NOTHING

    def contradicts(self, other: "Description") -> bool:
        """Whether they cannot be one person: no family name, no given name or no birth date of both agrees.

        "J" is no other given name than "John", and 1980 no other date of birth than 1980-02-03.
        """
        return (
            _apart(self.families, other.families, begun=False)
            or _apart(self.givens, other.givens, begun=True)
            or _apart(_one(self.born), _one(other.born), begun=True)
        )


def described(patient: Content) -> Description:
    """Read a Patient of any version; what does not read is as if it were not stated."""
    names = objects(patient.get("name"))
    found = (
        nhs_number(identifier.value)
        for identifier in identifiers_of(patient)
        if identifier.system in NHS_NUMBER_SYSTEMS
    )
    return Description(
        families=_folded(" ".join(_texts(name, "family")) for name in names),
        givens=_folded(given for name in names for given in _texts(name, "given")[:1]),
        born=_day(text(patient.get("birthDate"))),
        numbers=frozenset(number for number in found if number),
    )


def _texts(name: Content, element: str) -> list[str]:
    return [text(part) for part in items(name.get(element)) if text(part)]


def _folded(words: Iterable[str]) -> _Words:
    return frozenset(map(folded, words)) - {""}


def _one(word: str) -> _Words:
    return frozenset({word} - {""})


def _day(sent: str) -> str:
    try:
        return parse_date(sent, "born").text
    except ResourceError:
        return ""


def _apart(ours: _Words, theirs: _Words, *, begun: bool) -> bool:
    """Whether both say something and nothing of it agrees; ``begun``: the beginning of a word does agree."""
    pairs = [(one, other) for one in ours for other in theirs]
    same = (
        one == other or (begun and (one.startswith(other) or other.startswith(one))) for one, other in pairs
    )
    return bool(pairs) and not any(same)
