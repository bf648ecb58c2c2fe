"""Which words count as the same when something is looked for: without case, accents and spelling habits.

Only what is compared is folded; what is shown and kept stays as it was sent (FID-26).
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

_SAME: Mapping[str, str] = MappingProxyType(
    {
        "ae": "e",
        "oe": "e",
        "æ": "e",
        "œ": "e",
        "ph": "f",
        "our": "or",
        "z": "s",
        "ø": "o",
        "ß": "ss",
        "ł": "l",
    }
)
"""haemoglobin and hemoglobin, sulphate and sulfate, tumour and tumor, immunisation and immunization."""

_PAIRS = (
    ("adrenaline", "epinephrine"),
    ("noradrenaline", "norepinephrine"),
    ("paracetamol", "acetaminophen"),
    ("salbutamol", "albuterol"),
    ("pethidine", "meperidine"),
    ("glyceryl trinitrate", "nitroglycerin"),
    ("glibenclamide", "glyburide"),
    ("rifampicin", "rifampin"),
    ("ciclosporin", "cyclosporin"),
    ("frusemide", "furosemide"),
    ("lignocaine", "lidocaine"),
    ("amoxycillin", "amoxicillin"),
    ("bendrofluazide", "bendroflumethiazide"),
    ("cephalexin", "cefalexin"),
    ("chlorpheniramine", "chlorphenamine"),
    ("thyroxine", "levothyroxine"),
    ("phenobarbitone", "phenobarbital"),
    ("cholestyramine", "colestyramine"),
    ("beclomethasone", "beclometasone"),
    ("dothiepin", "dosulepin"),
    ("trimeprazine", "alimemazine"),
    ("benzhexol", "trihexyphenidyl"),
    ("methotrimeprazine", "levomepromazine"),
    ("indomethacin", "indometacin"),
    ("ethinyloestradiol", "ethinylestradiol"),
)
"""Names of one substance: British and international, older and newer. Not brands."""

Sought = tuple[tuple[str, ...], ...]
"""For each word, the names of which a text must hold one."""

_LEAST = 4
SPELLINGS = re.compile("|".join(sorted(map(re.escape, _SAME), key=len, reverse=True)))
"""What ``spelt_alike`` takes for something else, in a text without case and accents."""


def plain(text: str) -> str:
    """Return a text without case and accents.

    >>> plain("Müller, José")
    'muller, jose'
    """
    lower = text.casefold()
    if lower.isascii():
        return lower
    parted = unicodedata.normalize("NFKD", lower)
    return "".join(letter for letter in parted if not unicodedata.combining(letter))


def spelt_alike(found: re.Match[str]) -> str:
    """Return what one of ``SPELLINGS`` counts as."""
    return _SAME[found.group()]


def fold(text: str) -> str:
    """Return a text as it is compared.

    >>> fold("Hæmoglobin"), fold("HEMOGLOBIN"), fold("Müller, José")
    ('hemoglobin', 'hemoglobin', 'muller, jose')
    """
    return SPELLINGS.sub(spelt_alike, plain(text))


def _other_names() -> dict[str, tuple[str, ...]]:
    others: dict[str, tuple[str, ...]] = {}
    for one, other in _PAIRS:
        for name, beside in ((fold(one), fold(other)), (fold(other), fold(one))):
            others[name] = (*others.get(name, ()), beside)
    return others


_OTHERS: Mapping[str, tuple[str, ...]] = MappingProxyType(_other_names())


PHRASES = tuple(name for name in _OTHERS if " " in name)
"""Names of more than one word: an index of words has to know them as well."""


@lru_cache(maxsize=64)
def wanted_words(typed: str) -> Sought:
    """Return, for each word that was typed, the folded words of which a text must hold one.

    A name of which four letters or more are typed brings the other name of its substance.

    >>> wanted_words("Paracet 500")
    (('paracet', 'acetaminofen'), ('500',))
    """
    return tuple((word, *_unfinished(word), *_named_otherwise(word)) for word in fold(typed).split())


_BEGUN = {"ou": "o", "p": "f", "a": "e", "o": "e"}
"""What the first letters of one of ``SPELLINGS`` count as once the rest of it is typed."""


def _unfinished(word: str) -> tuple[str, ...]:
    """Return how a word begins in the index that ends inside of a spelling: "sulp" of sulphate."""
    if len(word) < _LEAST:
        return ()
    return tuple(word.removesuffix(end) + as_ for end, as_ in _BEGUN.items() if word.endswith(end))[:1]


def _named_otherwise(word: str) -> tuple[str, ...]:
    if len(word) < _LEAST:
        return ()
    found = (other for name, others in _OTHERS.items() if name.startswith(word) for other in others)
    return tuple(dict.fromkeys(one for one in found if word not in one))


def holds(folded: str, wanted: Sought) -> bool:
    """Whether a folded text holds every word that is wanted, under one of its names."""
    return all(any(name in folded for name in names) for names in wanted)
