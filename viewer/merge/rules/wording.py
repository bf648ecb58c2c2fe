"""What the words of a record say that its code does not: a side, a number, a doubt, which drug, which finger.

Clinicians code "Fracture of femur" and write "left" or "?" or "family history of" beside it, or code "Drug
allergy" and write which drug. Two records of one code are not one where either title says what the other
does not: two lines of one fact can be read, the second of two facts on one line cannot. Nothing is ever put
together because of words.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from viewer.entries.entry import Entry
from viewer.fhir.wording import folded
from viewer.merge.rules.rule import same_words

_SAYING: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        name: re.compile(rf"(?<![a-z])(?:{words})(?![a-z])")
        for name, words in {
            "left": r"left|l|lt|lhs",
            "right": r"right|r|rt|rhs",
            "both": r"both|bilateral",
            "not": r"no|not|nil|none|without|never|excluded|exclusion|negative|absent|denies|ruled out",
            "doubt": r"suspected|suspicion|possible|possibly|probable|probably|query|likely|provisional"
            r"|differential",
            "past": r"history|h/o|ho|hx|previous|past|old|resolved",
            "another's": r"family|fh|f/h|father|mother|brother|sister|parent|maternal|paternal|sibling",
            "may come": r"risk|screening|screen|at risk|prophylaxis|prevention|contact",
            "again": r"recurrent|recurrence|second|another|further|repeat|repeated|revision",
        }.items()
    }
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_WORD = re.compile(r"\w+(?:[.,]\d+)*(?:[+-]+(?!\w))?|[<>]=?")
_ASIDE = re.compile(
    r"\((?:disorder|finding|procedure|situation|event|substance|product|observable entity"
    r"|morphologic abnormality|regime/therapy)\)|\bas recorded\b|['\u2019]"
)
"""Tags of SNOMED CT's full names, and what no writer means anything by."""
_SAY_NOTHING = frozenset(["an", "and", "in", "of", "the", "to", "nos", "unspecified", "recorded"])
"""Words that turn a term round, and those with which a system says that it says no more."""


@lru_cache(maxsize=8192)
def sayings(title: str) -> frozenset[str]:
    """Return what a title says beside its code.

    >>> sorted(sayings("?Fracture of L femur")), sorted(sayings("FH: breast cancer"))
    (['doubt', 'left'], ["another's"])
    """
    words = folded(title)
    found = {name for name, pattern in _SAYING.items() if pattern.search(words)}
    return frozenset(found | {"doubt"} if "?" in words else found)


def words_tell_apart(one: Entry, other: Entry) -> bool:
    """Whether either title says what the other does not: under one code that may be another fact.

    What a term says that both send for their common code is said of both, also where a title is shorter.
    """
    if _are_alike(one, other):
        return False
    if words_contradict(one, other):
        return True
    said = said_by(one.title) ^ said_by(other.title)
    return not said <= frozenset().union(*_terms_of_both(one, other))


def words_contradict(one: Entry, other: Entry) -> bool:
    """Whether each title says something that the other does not, or one a side, a doubt or the like.

    "Allergy to penicillin" and "Allergy to codeine" do, whatever code they share; "Fracture of finger" says
    less than "Fracture of ring finger" and contradicts nothing.
    """
    if _are_alike(one, other):
        return False
    numbers = [set(_NUMBER.findall(entry.title)) for entry in (one, other)]
    if all(numbers) and numbers[0] != numbers[1]:
        return True
    if sayings(one.title) != sayings(other.title):
        return True
    ours, theirs = said_by(one.title), said_by(other.title)
    if ours <= theirs or theirs <= ours:
        return False
    return _terms_of_both(one, other).isdisjoint((ours, theirs))


@lru_cache(maxsize=8192)
def said_by(title: str) -> frozenset[str]:
    """Return the words of a title that say something, whatever their order.

    >>> said_by("Fracture of index finger (disorder)") == said_by("Index finger, fracture")
    True
    """
    return frozenset(_WORD.findall(_ASIDE.sub("", folded(title)))) - _SAY_NOTHING


def _terms_of_both(one: Entry, other: Entry) -> set[frozenset[str]]:
    """What the terms say that both records send for a code that they share."""
    ours, theirs = ({(c.system, c.code, c.display) for c in entry.codings} for entry in (one, other))
    return {said_by(display) for _, code, display in ours & theirs if code and display}


def _are_alike(one: Entry, other: Entry) -> bool:
    return same_words(one.title, other.title) or _is_ours(one) or _is_ours(other)


def _is_ours(entry: Entry) -> bool:
    """Whether the source sent no words at all: "Observation, not named, code 89579-7" is our own title."""
    return any(coding.code and f"code {coding.code}" in entry.title for coding in entry.codings)
