"""Where blood groups do not agree, between sources or within one; tier 1: a wrong transfusion kills.

ABO and RhD are read from code, title and value as words; what does not read is compared as it stands, so that
a wording we do not know is told rather than passed over.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from viewer.entries.entry import Entry, Flag
from viewer.entries.sought import Sought
from viewer.fhir.wording import bare
from viewer.merge.conflict import Conflict
from viewer.merge.stated import Words
from viewer.source.domain import Domain

_GROUP = Sought(
    pattern=re.compile(r"\bblood (?:group|type)\b|\bABO\b|\brhesus\b|\bRh ?\(?D\)?", re.IGNORECASE),
    stems=("blood group", "blood type", "abo", "rhesus", "rh"),
)
_NO_GROUP = re.compile(
    r"antibod|antenatal|screen|anti-? ?d\b|incompatib|cell saver|prophyla|immunoglobulin", re.IGNORECASE
)
_ABO = re.compile(r"(?<![A-Za-z])(AB|A|B|O)(?![A-Za-z])")
_POSITIVE = re.compile(r"\bpos(?:itive)?\b|(?<=[ABO])\s?\+|\+ve\b|\(\+\)", re.IGNORECASE)
_NEGATIVE = re.compile(r"\bneg(?:ative)?\b|(?<=[ABO])\s?[-\u2212](?![A-Za-z0-9])|-ve\b|\(-\)", re.IGNORECASE)
_NEGATED = frozenset({Flag.REFUTED, Flag.NOT_DONE, Flag.DO_NOT, Flag.PLANNED})
_Stated = tuple[str, str]


def is_blood_group(entry: Entry) -> bool:
    """Whether an entry states a blood group: a result with a value, or a finding that names it."""
    if entry.domain not in {Domain.RESULTS, Domain.PROBLEMS} or entry.flags & _NEGATED:
        return False
    return _GROUP.names(entry) and _NO_GROUP.search(entry.title) is None and bool(_said(entry))


def blood_group_conflicts(entries: Iterable[Entry], words: Words) -> Iterator[Conflict]:
    """Find blood groups of which two cannot both be true."""
    stated = [entry for entry in entries if is_blood_group(entry)]
    if any(_contradict(read_group(one), read_group(other), one, other) for one, other in _pairs(stated)):
        said = words.all(stated, _said)
        ids = tuple(sorted(entry.id for entry in stated))
        yield Conflict(
            domain=Domain.RESULTS, tier=1, what=f"Blood group: records disagree. {said}", entries=ids
        )


def read_group(entry: Entry) -> _Stated:
    """Return (ABO, RhD) as "A", "B", "AB", "O" and "+", "-"; "" for what is not said or not readable.

    The word "ABO" alone is the test's name and no group.
    """
    said = re.sub(r"\bABO\b", " ", _said(entry))
    groups = set(_ABO.findall(said))
    signs = {sign for sign, found in (("+", _POSITIVE), ("-", _NEGATIVE)) if found.search(said)}
    return groups.pop() if len(groups) == 1 else "", signs.pop() if len(signs) == 1 else ""


def _said(entry: Entry) -> str:
    """The value; where a finding has none, its title, as far as that holds a group."""
    return entry.value or (entry.title if entry.domain is Domain.PROBLEMS else "")


def _contradict(ours: _Stated, theirs: _Stated, one: Entry, other: Entry) -> bool:
    if any(ours) and any(theirs):
        return any(a and b and a != b for a, b in zip(ours, theirs, strict=True))
    return bare(_said(one)) != bare(_said(other)) and bare(one.title) == bare(other.title)


def _pairs(entries: Sequence[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Every two; a record holds a handful of blood groups, and only the first of each wording counts."""
    distinct = list({(bare(entry.title), bare(_said(entry))): entry for entry in entries}.values())
    return ((one, other) for number, one in enumerate(distinct) for other in distinct[:number])
