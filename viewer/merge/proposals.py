"""In which order proposals to link stand: what is more likely the same person first; nothing is linked by it.

The model is that of Fellegi and Sunter (A Theory for Record Linkage, Journal of the American Statistical
Association 64, 1969, 1183-1210). Every field f that both Patients state falls into one level l (equal, close,
different), and adds

    w(f, l) = log2( m(f, l) / u(f, l) )

where m is the probability of that level for two records of one person, and u for two of different people who
come up in one search. The score is the sum. A field that one of them does not state adds 0. Names are close
at a Jaro-Winkler similarity of 0.88 (Winkler, 1990), addresses at a token-sort ratio of 0.80.

The values of m and u in ``_LEVELS`` are our own estimates, not measured and not taken from a publication.
u follows from how many values there are: a day among those of 80 years (1 in 29,200), two of its three
parts (80 years, 12 months, 30 days: 1 in 240), two sexes, names and places that are more frequent among the
people of one area than in the country. m is what typing errors, marriage and moving house leave. The values
only have to put likely before unlikely: the score orders, is never shown, and links nobody (IDM-01, IDM-11).
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from math import log2

from rapidfuzz.distance import JaroWinkler
from rapidfuzz.fuzz import token_sort_ratio

from viewer.fhir.dates import ClinicalDate
from viewer.fhir.wording import folded
from viewer.merge.person import PatientFacts

_CLOSE_NAME, _CLOSE_ADDRESS = 0.88, 80.0
_NEARLY = 2  # of three parts of a date (year, month, day), as in IDM-03


class Level(IntEnum):
    """How far one field of two Patients agrees."""

    EQUAL = 0
    CLOSE = 1
    DIFFERENT = 2


@dataclass(frozen=True, slots=True)
class Chances:
    """Probabilities of the levels of one field: among records of one person, and of different people."""

    m: tuple[float, float, float]
    u: tuple[float, float, float]

    def weight(self, level: Level) -> float:
        """Return log2(m / u) of a level."""
        return log2(self.m[level] / self.u[level])


_LEVELS = {
    "number": Chances(m=(0.97, 0.01, 0.02), u=(0.000_001, 0.000_1, 0.999_899)),
    "family": Chances(m=(0.92, 0.04, 0.04), u=(0.003, 0.007, 0.99)),
    "given": Chances(m=(0.90, 0.05, 0.05), u=(0.01, 0.02, 0.97)),
    "born": Chances(m=(0.96, 0.03, 0.01), u=(1 / 29_200, 1 / 240, 1 - 1 / 29_200 - 1 / 240)),
    "month of birth": Chances(m=(0.98, 0.01, 0.01), u=(1 / 960, 0.09, 1 - 1 / 960 - 0.09)),
    "year of birth": Chances(m=(0.98, 0.01, 0.01), u=(1 / 80, 0.02, 1 - 1 / 80 - 0.02)),
    "gender": Chances(m=(0.98, 0.01, 0.01), u=(0.5, 0.01, 0.49)),
    "place": Chances(m=(0.70, 0.15, 0.15), u=(0.000_5, 0.01, 0.989_5)),
    "practice": Chances(m=(0.85, 0.05, 0.10), u=(0.05, 0.05, 0.90)),
    "other number": Chances(m=(0.90, 0.02, 0.08), u=(0.000_001, 0.000_1, 0.999_899)),
}

_Found = tuple[str, Level] | None


def score(one: PatientFacts, other: PatientFacts) -> float:
    """Return the summed weight in bits: higher is more likely one person; for ordering only.

    Symmetric. Of a restricted person no place takes part: the order must not tell where (NHS-01).
    """
    found = (compare(one, other) for compare in _FIELDS)
    return sum(_LEVELS[field].weight(level) for field, level in filter(None, found))


def alike(one: str, other: str) -> Level:
    """Compare two names, either of which may be spelt otherwise."""
    ours, theirs = folded(one), folded(other)
    if ours == theirs:
        return Level.EQUAL
    near = max(JaroWinkler.similarity(ours, theirs), JaroWinkler.similarity(theirs, ours))
    return Level.CLOSE if near >= _CLOSE_NAME else Level.DIFFERENT


def _family(one: PatientFacts, other: PatientFacts) -> _Found:
    return ("family", alike(one.family, other.family)) if one.family and other.family else None


def _given(one: PatientFacts, other: PatientFacts) -> _Found:
    ours, theirs = next(iter(one.given), ""), next(iter(other.given), "")
    return ("given", alike(ours, theirs)) if ours and theirs else None


def _number(one: PatientFacts, other: PatientFacts) -> _Found:
    ours, theirs = one.nhs_number, other.nhs_number
    if not ours or not theirs:
        return None
    swapped = sorted(ours) == sorted(theirs) and sum(a != b for a, b in zip(ours, theirs, strict=True)) == 2  # noqa: PLR2004 - two digits
    return "number", _level(equal=ours == theirs, close=swapped)


def _gender(one: PatientFacts, other: PatientFacts) -> _Found:
    known = {one.gender, other.gender} <= {"male", "female"}
    return ("gender", _level(equal=one.gender == other.gender)) if known else None


def _born(one: PatientFacts, other: PatientFacts) -> _Found:
    """Compare at the coarser of the two precisions that were stated."""
    if one.born is None or other.born is None:
        return None
    ours, theirs = _parts(one.born), _parts(other.born)
    common = min(len(ours), len(theirs))
    same = sum(a == b for a, b in zip(ours, theirs, strict=False))
    field = {1: "year of birth", 2: "month of birth"}.get(common, "born")
    return field, _level(equal=same == common, close=field == "born" and same == _NEARLY)


def _parts(born: ClinicalDate) -> list[str]:
    return born.text[:10].split("-")


def _place(one: PatientFacts, other: PatientFacts) -> _Found:
    """Postcode and address tell one thing: the one that agrees better counts, and only once."""
    if one.restricted or other.restricted:
        return None
    found = []
    if one.postcode and other.postcode:
        ours, theirs = (folded(said.postcode).replace(" ", "") for said in (one, other))
        found.append(_level(equal=ours == theirs, close=ours[:-3] == theirs[:-3]))
    if one.address and other.address:
        ours, theirs = folded(one.address), folded(other.address)
        found.append(_level(equal=ours == theirs, close=token_sort_ratio(ours, theirs) >= _CLOSE_ADDRESS))
    return ("place", min(found)) if found else None


def _practice(one: PatientFacts, other: PatientFacts) -> _Found:
    if one.restricted or other.restricted or not one.practice_code or not other.practice_code:
        return None
    return "practice", _level(equal=folded(one.practice_code) == folded(other.practice_code))


def _other_number(one: PatientFacts, other: PatientFacts) -> _Found:
    """An identifier of the same system and value; another value of one system tells nothing: it is local."""
    shared = set(one.identifiers) & set(other.identifiers)
    named = {value for _, value in shared} - {one.nhs_number}
    return ("other number", Level.EQUAL) if named else None


def _level(*, equal: bool, close: bool = False) -> Level:
    return Level.EQUAL if equal else Level.CLOSE if close else Level.DIFFERENT


_FIELDS: tuple[Callable[[PatientFacts, PatientFacts], _Found], ...] = (
    _number,
    _family,
    _given,
    _born,
    _gender,
    _place,
    _practice,
    _other_number,
)
