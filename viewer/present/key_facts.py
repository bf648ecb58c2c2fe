"""What the detail says of a record below its five lines, before every element: the key facts."""

import re
from collections.abc import Iterator
from datetime import tzinfo

from viewer.fhir.resource import Content, Json
from viewer.fhir.typed import CHOICE_TYPES, items, obj, text
from viewer.present.concepts import absence_of
from viewer.present.extensions import extension_name
from viewer.present.fact_words import Named, fact_words, one_extension_words
from viewer.present.key_elements import KEY_ELEMENTS
from viewer.present.labels import element_name

Fact = tuple[str, str]
"""A label and words, neither of them empty."""

_TO_THE_TEXT = ("/narrativeLink", "/originalText")  # where in the narrative it stands, not what
_SHORT = 4
_ITEMS = re.compile(r"; | \(coded as: ")
_BETWEEN = re.compile(r"[\s\-·,;:()]+")


def key_facts(content: Content, said: str, named: Named, zone: tzinfo | None = None) -> tuple[Fact, ...]:
    """Every must-support or modifying element that a record holds and ``said`` has not said yet (SAFE-23).

    ``said`` are the words that already stand above. Words of up to four letters (Yes, mild) are said again
    with their label: alone they prove nothing.

    >>> key_facts({"resourceType": "AllergyIntolerance", "criticality": "high"}, "Penicillin", str)
    (('Criticality', 'high'),)
    """
    before = _folded(said)
    kind = text(content.get("resourceType"))
    facts = (fact for name in KEY_ELEMENTS.get(kind, ()) for fact in _facts(name, content, named, zone))
    return tuple(fact for fact in facts if not _is_said(fact[1], before))


def _facts(name: str, content: Content, named: Named, zone: tzinfo | None) -> Iterator[Fact]:
    if name == "extension":
        yield from _extensions(content, named, zone)
        return
    kind = text(content.get("resourceType"))
    holder, _, inner = name.rpartition(".")
    inside = obj(content.get(holder)) if holder else content
    said = [
        (element_name(found), words)
        for found, value in _values(inside, inner)
        if (words := fact_words(f"{kind}.{found}", value, named, zone))
    ]
    yield from said
    absent = "" if said else absence_of(inside, inner.removesuffix("[x]"))
    if absent:
        yield element_name(inner.removesuffix("[x]")), f"no value: {absent}"


def _values(content: Content, name: str) -> Iterator[tuple[str, Json]]:
    """The element, or each choice of it that was sent: STU3 and R5 may have the bare name."""
    bare = name.removesuffix("[x]")
    for found, value in content.items():
        if found == bare or (bare != name and found.startswith(bare) and found[len(bare) :] in CHOICE_TYPES):
            yield found, value


def _extensions(content: Content, named: Named, zone: tzinfo | None) -> Iterator[Fact]:
    for one in map(obj, items(content.get("extension"))):
        url, words = text(one.get("url")), one_extension_words(one, named, zone)
        if words and not url.endswith(_TO_THE_TEXT):
            yield extension_name(url), words


def _is_said(words: str, before: str) -> bool:
    """Whether every item of a list, and what its codings say otherwise, stands above already."""
    parts = [_folded(part) for part in _ITEMS.split(words)]
    return all(len(part.strip()) > _SHORT and part in before for part in parts)


def _folded(words: str) -> str:
    """Fold case, blanks and what stands between words, so that the same words are found as whole words."""
    return f" {_BETWEEN.sub(' ', words.casefold()).strip()} "
