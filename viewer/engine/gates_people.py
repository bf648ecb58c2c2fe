"""Whether two names that sources give for who signed in may be one person's; names are all they share."""

import re
from collections.abc import Mapping
from itertools import combinations

from viewer.source.signed_in import SignedIn

_TITLES = frozenset(
    {"dr", "mr", "mrs", "ms", "miss", "mx", "prof", "professor", "sir", "dame", "sister", "nurse"}
)
_WORD = re.compile(r"[^\W\d_]+")


def may_be_one(one: str, other: str) -> bool | None:
    """Whether both names may be one person's; None where one of them is no name but an id.

    Titles and order say nothing, an initial stands for every name that begins with it. Every source has
    ids of its own, so that nothing but names can be compared between two of them.

    >>> may_be_one("Dr Ada Okafor", "OKAFOR, Ada"), may_be_one("A. Okafor", "Ada Okafor")
    (True, True)
    >>> may_be_one("Ada Okafor", "Ada Jones"), may_be_one("Ada Okafor", "Practitioner/7")
    (False, None)
    """
    if any("/" in name or not _words(name) for name in (one, other)):
        return None
    shorter, longer = sorted((_words(one), _words(other)), key=len)
    return all(any(_stands_for(word, other) for other in longer) for word in shorter)


def different(people: Mapping[str, SignedIn]) -> tuple[str, str] | None:
    """Return two sources at which different persons are signed in, None where there are none.

    ``people``: by what their source is called on screen.
    """
    pairs = combinations(sorted(people), 2)
    return next((pair for pair in pairs if _differ(people, *pair)), None)


def not_compared(people: Mapping[str, SignedIn]) -> tuple[str, ...]:
    """Return the sources whose user has no name that could be compared with another one's."""
    if len(people) < 2:  # noqa: PLR2004  # nobody to compare with
        return ()
    return tuple(name for name, one in sorted(people.items()) if may_be_one(one.user, one.user) is None)


def _differ(people: Mapping[str, SignedIn], one: str, other: str) -> bool:
    return may_be_one(people[one].user, people[other].user) is False


def _words(name: str) -> frozenset[str]:
    return frozenset(_WORD.findall(name.casefold())) - _TITLES


def _stands_for(word: str, other: str) -> bool:
    short, long = sorted((word, other), key=len)
    return short == long or (len(short) == 1 and long.startswith(short))
