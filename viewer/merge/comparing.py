"""How the demographics of two Patients compare, field by field and in words (IDM-04, CUI-14).

The identifiers beside the NHS number come last (``merge/identifiers``).
"""

from collections.abc import Callable, Iterable
from datetime import UTC

from viewer.fhir.wording import folded
from viewer.merge.identifiers import identifiers_compared
from viewer.merge.person import FieldCompared, PatientFacts
from viewer.present.dates import short_day

FAMILY, GIVEN, BORN = "Family name", "Given name", "Date of birth"
WITHHELD = "withheld: restricted record"
_HIDDEN_IF_RESTRICTED = frozenset({"Address", "Postcode", "GP practice"})


def same_words(one: str, other: str) -> bool:
    """Whether two texts differ in nothing but case, spacing and Unicode form; O'Brien is not OBRIEN.

    >>> same_words("SMITH ", "Smith"), same_words("O'Brien", "OBrien")
    (True, False)
    """
    return folded(one) == folded(other)


def _born(patient: PatientFacts) -> str:
    return short_day(patient.born, UTC) if patient.born else ""


_FIELDS: tuple[tuple[str, Callable[[PatientFacts], str]], ...] = (
    (FAMILY, lambda patient: patient.family),
    (GIVEN, lambda patient: " ".join(patient.given)),
    (BORN, _born),
    ("Gender", lambda patient: patient.gender),
    ("NHS number", lambda patient: patient.nhs_number),
    ("Address", lambda patient: patient.address),
    ("Postcode", lambda patient: patient.postcode.replace(" ", "")),
    ("GP practice", lambda patient: patient.practice_code or patient.practice),
)
_SHOWN: dict[str, Callable[[PatientFacts], str]] = {
    "Postcode": lambda patient: patient.postcode,
    "GP practice": lambda patient: patient.practice or patient.practice_code,
}


def compared(
    ours: PatientFacts, theirs: PatientFacts, *, withheld: bool = False
) -> tuple[FieldCompared, ...]:
    """Compare every field; of a restricted record no address, postcode or practice is shown (NHS-01).

    ``withheld``: a third source says that the person of one of them is restricted.
    """
    restricted = withheld or ours.restricted or theirs.restricted
    fields = (_field(label, read, (ours, theirs), restricted=restricted) for label, read in _FIELDS)
    return (*fields, *identifiers_compared(ours, theirs))


def _field(
    label: str,
    read: Callable[[PatientFacts], str],
    pair: tuple[PatientFacts, PatientFacts],
    *,
    restricted: bool,
) -> FieldCompared:
    if restricted and label in _HIDDEN_IF_RESTRICTED:
        return FieldCompared(label=label, ours=WITHHELD, theirs=WITHHELD, agrees=None)
    keys = [read(patient) for patient in pair]
    shown = [_SHOWN.get(label, read)(patient) for patient in pair]
    agrees = same_words(*keys) if all(keys) else None
    if agrees is False and label == BORN and _one_is_less_precise(*pair):
        agrees = None
    return FieldCompared(label=label, ours=shown[0], theirs=shown[1], agrees=agrees)


def _one_is_less_precise(one: PatientFacts, other: PatientFacts) -> bool:
    """Whether one date of birth is the year or month of the other: no contradiction, and no agreement."""
    texts = [patient.born.text for patient in (one, other) if patient.born]
    shorter, longer = sorted(texts, key=len)
    return longer.startswith(f"{shorter}-")


def differences(ours: PatientFacts, theirs: PatientFacts) -> tuple[str, ...]:
    """Say every field in which both state something and do not agree (IDM-04)."""
    return tuple(
        f"{field.label} {said}: {field.theirs} here, {field.ours} in the record that was chosen"
        for field in compared(ours, theirs)
        if (said := _said(field))
    )


def _said(field: FieldCompared) -> str:
    if field.agrees is None and field.label == BORN and field.ours and field.theirs:
        return "is not stated as precisely"
    return "differs" if field.agrees is False else ""


def told(found: Iterable[str], *, restricted: bool) -> tuple[str, ...]:
    """Leave out differences that name a place of a restricted person, whoever said restricted (NHS-01)."""
    places = tuple(f"{label} differs" for label in _HIDDEN_IF_RESTRICTED)
    return tuple(words for words in found if not (restricted and words.startswith(places)))
