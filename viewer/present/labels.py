"""What a line of the detail is called: the path to an element in plain words."""

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache
from types import MappingProxyType

from viewer.fhir.typed import CHOICE_TYPES
from viewer.present.extensions import spaced

_STEP = re.compile(r"([^.\[]*)((?:\[\d+\])*)(?:\.|$)")
_NAMES = MappingProxyType(
    {
        "resourceType": "Kind of record",
        "id": "Record id",
        "given": "Given name",
        "family": "Family name",
        "prefix": "Title",
        "birthDate": "Date of birth",
        "lastUpdated": "Last updated at the source",
        "versionId": "Version",
        "div": "Narrative",
        "telecom": "Contact details",
        "url": "URL",
        "postalCode": "Postcode",
        "authoredOn": "Written on",
        "issued": "Issued",
        "contained": "Contained record",
        "hospitalization": "Hospital stay",
        "dataAbsentReason": "Reason for absent value",
        "doNotPerform": "DO NOT perform",
        "fhir_comments": "Comment in the source",
    }
)
_EXTENSIONS = frozenset({"extension", "modifierExtension"})
_CHOICES_LISTED = """
value onset abatement deceased effective occurrence performed allowed scheduled serviced timing
multipleBirth asNeeded medication product item dose rate bounds answer due collected identified
reported author born age start additive module fastingStatus subject location reason diagnosis
procedure content source target detail legallyBinding minimumVolume definition exposedTo
defaultValue initial substanceCode probability amount quantity event entity topic term used
"""
_CHOICES = frozenset(_CHOICES_LISTED.split())
_TYPES = tuple(sorted(CHOICE_TYPES, key=len, reverse=True))


class Labels:
    """Labels of one resource.

    ``extensions`` holds the name of each extension by its path, ``many`` the paths of lists that have
    more than one item and are therefore numbered.
    """

    def __init__(self, extensions: Mapping[str, str], many: AbstractSet[str]) -> None:
        self._extensions = extensions
        self._many = many

    def label(self, path: str) -> str:
        """Plain words for a path without the resource type: ``component[1].code.coding[0]``.

        >>> Labels({}, {"component"}).label("component[1].code.coding[0]")
        'Component 2, code'
        """
        words: list[str] = []
        for name, indexes, before, whole in _steps(path):
            said = (
                "Narrative" if name == "text" and whole != path else self._step(name, whole, first=not words)
            )
            if said and [said] != words[-1:]:
                words.append(said + self._number(f"{before}{name}", indexes))
        return ", ".join([words[0], *(_lower(word) for word in words[1:])]) if words else "Value"

    def _step(self, name: str, whole: str, *, first: bool) -> str:
        if name in _EXTENSIONS:
            said = self._extensions.get(whole, "Extension")
            return f"Modifier: {said}" if name == "modifierExtension" else said
        if not first and (name == "coding" or name.startswith("value")) and _is_wrapper(name, whole):
            return ""
        return element_name(name)

    def _number(self, place: str, indexes: str) -> str:
        if place not in self._many or not indexes or place.rpartition(".")[2] in _EXTENSIONS:
            return ""
        return "".join(f" {int(index) + 1}" for index in indexes[1:-1].split("]["))


def _is_wrapper(name: str, whole: str) -> bool:
    """Whether a step adds nothing: a coding in its concept, a value in its extension."""
    if name == "coding":
        return True
    holder = whole[: -len(whole.rpartition(".")[2]) - 1].rpartition(".")[2]
    return holder.split("[", 1)[0] in _EXTENSIONS


def _steps(path: str) -> Iterator[tuple[str, str, str, str]]:
    """Name, indexes, the path before and the path up to and with this step, for each step."""
    for found in _STEP.finditer(path):
        if found.group(1) or found.group(2):
            end = found.end(2)
            yield found.group(1), found.group(2), path[: found.start()], path[:end]


def _lower(word: str) -> str:
    return word if word[1:2].isupper() else word[:1].lower() + word[1:]


@lru_cache(maxsize=4096)
def element_name(name: str) -> str:
    """One element name in plain words; the type of a choice is left out.

    >>> element_name("clinicalStatus"), element_name("onsetDateTime"), element_name("_birthDate")
    ('Clinical status', 'Onset', 'Date of birth')
    """
    bare = name.removeprefix("_")
    if bare in _NAMES:
        return _NAMES[bare]
    for kind in _TYPES:
        if bare.endswith(kind) and bare[: -len(kind)] in _CHOICES:
            return spaced(bare[: -len(kind)])
    said = spaced(bare)
    return said if any(sign.isalnum() for sign in said) else repr(name) if name else ""
