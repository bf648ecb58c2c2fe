"""Whether two names that sources give for who signed in may be one person's; names are all they share."""

import re
import unicodedata
from collections.abc import Mapping
from itertools import combinations, product

from viewer.source.signed_in import SignedIn

_TITLES = frozenset(
    {"dr", "mr", "mrs", "ms", "miss", "mx", "prof", "professor", "sir", "dame", "sister", "nurse"}
)
_WORD = re.compile(r"[^\W\d_]+")
_ACCENT = re.compile(r"[\u0300-\u036f]")
_HYPHEN = re.compile(r"[-\u00ad\u2010-\u2015\u2212]")
_APOSTROPHE = re.compile(r"['`\u00b4\u02b9\u02bb\u02bc\u2018\u2019\u2032]")
_BETWEEN_WORDS = re.compile(r"(?<=[^\W\d_]{2})'(?=[^\W\d_]{2})")
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "\u0131": "i"}
)
"""Letters that Unicode does not take apart, as they are written where a keyboard has none of them."""


def may_be_one(one: str, other: str) -> bool | None:
    """Whether both names may be one person's; None where one of them is no name but an id.

    Titles, order and accents say nothing, an initial stands for every name that begins with it, and what a
    hyphen or an apostrophe joins may be one word or two. Every source has ids of its own, so that nothing
    but names can be compared between two of them.

    >>> may_be_one("Dr Ada Okafor", "OKAFOR, Ada"), may_be_one("A. Okafor", "Ada Okafor")
    (True, True)
    >>> may_be_one("Zoë Smith-Jones", "SMITH JONES, Zoe"), may_be_one("Ada O'Neill", "Ada ONeill")
    (True, True)
    >>> may_be_one("Ada Okafor", "Ada Jones"), may_be_one("Ada Okafor", "Practitioner/7")
    (False, None)
    """
    plain = _plain(one), _plain(other)
    if any("/" in name or not _words(name) for name in plain):
        return None
    return any(
        _are_alike(*(_words(name, hyphen, apostrophe) for name in plain))
        for hyphen, apostrophe in product((" ", ""), repeat=2)
    )


def _are_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return bool(shorter) and all(any(_stands_for(word, other) for other in longer) for word in shorter)


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


def _plain(name: str) -> str:
    """Return a name without case and accents; of other scripts nothing but what is an accent goes."""
    marked = _APOSTROPHE.sub("'", name)
    parted = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", marked).casefold())
    return unicodedata.normalize("NFC", _ACCENT.sub("", parted)).translate(_PLAIN)


def _words(plain: str, hyphen: str = " ", apostrophe: str = " ") -> frozenset[str]:
    """Return the words of a name, hyphens and apostrophes read as these.

    An apostrophe never cuts one letter off: the O of O'Neill would pass for an initial, of Okafor as well.
    """
    joined = _BETWEEN_WORDS.sub(apostrophe, _HYPHEN.sub(hyphen, plain)).replace("'", "")
    return frozenset(_WORD.findall(joined)) - _TITLES


def _stands_for(word: str, other: str) -> bool:
    short, long = sorted((word, other), key=len)
    return short == long or (len(short) == 1 and long.startswith(short))
