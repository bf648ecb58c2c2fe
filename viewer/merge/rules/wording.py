"""What the words of a record say that its code does not: a side, a number, a doubt, another's illness.

GP systems and clinicians code "Fracture of femur" and write "left" or "?" or "family history of" beside it.
Two records of one code are not one where such words stand in one title and not in the other. Nothing is ever
put together because of words.
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
    """Whether one title says a side, a doubt or the like that the other does not, or both another number."""
    if same_words(one.title, other.title) or _is_ours(one) or _is_ours(other):
        return False
    numbers = [set(_NUMBER.findall(entry.title)) for entry in (one, other)]
    if all(numbers) and numbers[0] != numbers[1]:
        return True
    return sayings(one.title) != sayings(other.title)


def _is_ours(entry: Entry) -> bool:
    """Whether the source sent no words at all: "Observation, not named, code 89579-7" is our own title."""
    return any(coding.code and f"code {coding.code}" in entry.title for coding in entry.codings)
