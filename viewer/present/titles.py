"""What one resource is called at the head of its detail: its kind, and what it says it is about."""

from collections.abc import Sequence

from viewer.fhir.tokens import Leaf
from viewer.present.extensions import spaced
from viewer.present.leaf_words import is_said, text_of

_ABOUT = (
    "code",
    "medicationCodeableConcept",
    "medication.concept",
    "vaccineCode",
    "type",
    "category",
    "serviceType",
)
_WORDS = tuple(f"{name}.text" for name in _ABOUT) + tuple(
    f"{name}{end}" for name in _ABOUT for end in (".coding[0].display", "[0].text", "[0].coding[0].display")
)
_NAMES = ("name[0].text", "name.text", "title", "name", "description", "medicationReference.display")
_ORDER = (
    *(f"{name}.text" for name in _ABOUT[:4]),
    *(f"{name}.coding[0].display" for name in _ABOUT[:4]),
    *_NAMES,
    *_WORDS,
)


def title_of(resource_type: str, found: Sequence[Leaf]) -> str:
    """``Observation: Serum sodium``; only the kind where the resource does not say more.

    >>> title_of("AllergyIntolerance", [Leaf("code.text", '"Penicillin"', "string")])
    'Allergy intolerance: Penicillin'
    """
    kind = spaced(resource_type) or "Record of an unknown kind"
    said: dict[str, str] = {}
    for leaf in found:
        if leaf.kind == "string" and leaf.path in _PLACES and is_said(leaf):
            said.setdefault(leaf.path, text_of(leaf).strip())
    about = next((said[place] for place in _ORDER if place in said), "") or _person(said)
    return f"{kind}: {about}" if about else kind


def _person(said: dict[str, str]) -> str:
    parts = [said.get(f"name[0].{part}", "") for part in ("given[0]", "family")]
    return " ".join(part for part in parts if part)


_PLACES = frozenset({*_ORDER, "name[0].given[0]", "name[0].family"})
