"""Decides whom a search of the simulated PDS finds, and how well each of them fits."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

from viewer.demo.nhs.people import is_restricted, without_places
from viewer.demo.search import Query
from viewer.demo.shelf import Json

_PLACES = ("address-postcode", "address-postalcode", "general-practitioner")
_SWITCHES = ("_fuzzy-match", "_exact-match", "_history", "_max-results")
_KNOWN = frozenset(
    {"family", "given", "gender", "birthdate", "death-date", "email", "phone", *_PLACES, *_SWITCHES}
)
_GENDERS = frozenset({"male", "female", "other", "unknown"})
_DATE = re.compile(r"(eq|ge|le)(\d{4}-\d{2}-\d{2})")
_ALIKE = ("bfpv", "cgjkqsxz", "dt", "l", "mn", "r")
_SOUNDS = {letter: digit for digit, letters in enumerate(_ALIKE, 1) for letter in letters}
_CODE = 4
_LIKE = 0.8


class Unfit(Exception):
    """The question cannot be answered; ``code`` is the Spine's."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(words)
        self.code = code


def found(people: Iterable[Json], query: Query) -> tuple[list[tuple[float, Json]], int]:
    """Return (score, person) best first, and the most that the client wants. Raises Unfit."""
    _check(query)
    criteria = dict(query)
    fuzzy = criteria.get("_fuzzy-match") == "true"
    _complete(criteria, fuzzy=fuzzy)
    scored = [(_score(person, query, fuzzy=fuzzy), person) for person in people]
    least = 1.0 if criteria.get("_exact-match") == "true" else _LIKE
    kept = [
        (score, without_places(one) if is_restricted(one) else one) for score, one in scored if score >= least
    ]
    if any(name in criteria for name in _PLACES):
        kept = [(score, one) for score, one in kept if not is_restricted(one)]
    return sorted(kept, key=lambda match: -match[0]), _most(criteria)


def _check(query: Query) -> None:
    for name, value in query:
        if name not in _KNOWN:
            raise Unfit("ADDITIONAL_PROPERTIES", f"Additional properties are not allowed: {name}")
        if name in {"birthdate", "death-date"} and not _DATE.fullmatch(value):
            raise Unfit("INVALID_VALUE", f"Invalid value in field '{name}'")
        if name == "gender" and value not in _GENDERS:
            raise Unfit("INVALID_VALUE", "Invalid value in field 'gender'")
        if name.startswith("_") and name != "_max-results" and value not in {"true", "false"}:
            raise Unfit("INVALID_VALUE", f"Invalid value in field '{name}'")
    if not query:
        raise Unfit("UNSUPPORTED_SERVICE", "")


def _complete(criteria: dict[str, str], *, fuzzy: bool) -> None:
    needed = {"family", "birthdate"} | ({"given"} if fuzzy else set())
    if needed - set(criteria):
        raise Unfit("INVALID_SEARCH_DATA", "Invalid search data provided - too few search parameters")
    family = criteria["family"]
    if "*" in family and (fuzzy or family.index("*") < 2):  # noqa: PLR2004 - two letters before a wildcard
        raise Unfit("INVALID_SEARCH_DATA", "Invalid wildcard")


def _most(criteria: dict[str, str]) -> int:
    wanted = criteria.get("_max-results", "50")
    if not wanted.isdecimal() or not 1 <= int(wanted) <= 50:  # noqa: PLR2004 - the service's own limit
        raise Unfit("INVALID_VALUE", f"Invalid value - '{wanted}' in field '_max-results'")
    return int(wanted)


def _score(person: Json, query: Query, *, fuzzy: bool) -> float:
    """How well a person fits, 0 for not at all; 1 only where every criterion fits as it was typed."""
    name: Json = next(iter(person.get("name", [])), {})
    scores = [1.0]
    for criterion, value in query:
        if criterion == "family":
            scores.append(_named([name.get("family", "")], value, fuzzy=fuzzy))
        elif criterion == "given":
            scores.append(_named(name.get("given", []), value, fuzzy=fuzzy))
        elif criterion == "birthdate":
            scores.append(float(_on(person.get("birthDate", ""), value)))
        elif criterion == "gender":
            scores.append(float(person.get("gender") == value))
    return min(scores)


def _on(born: str, value: str) -> bool:
    sign, day = value[:2], value[2:]
    return bool(born) and {"eq": born == day, "ge": born >= day, "le": born <= day}[sign]


def _named(names: Iterable[str], value: str, *, fuzzy: bool) -> float:
    wanted = _plain(value)
    for name in map(_plain, names):
        if name == wanted or (wanted.endswith("*") and name.startswith(wanted[:-1])):
            return 1.0
        if fuzzy and _sound(name) == _sound(wanted):
            return 0.9
    return 0.0


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold().strip()


def _sound(name: str) -> str:
    """Return the Soundex code of a name."""
    letters = [letter for letter in name if letter.isascii() and letter.isalpha()]
    digits = [_SOUNDS.get(letter, 0) for letter in letters]
    kept = [digit for before, digit in pairwise(digits) if digit and digit != before]
    return ("".join(letters[:1]) + "".join(map(str, kept)) + "000")[:_CODE]
