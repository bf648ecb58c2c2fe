"""What the detail says of a record below its five lines, before every element: the key facts."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import tzinfo

from viewer.fhir.resource import Content, Json
from viewer.fhir.typed import CHOICE_TYPES, items, obj, text
from viewer.present.concepts import absence_of
from viewer.present.extensions import extension_name
from viewer.present.fact_words import Named, fact_words, one_extension_words, told_words
from viewer.present.key_elements import KEY_ELEMENTS
from viewer.present.labels import element_name

Fact = tuple[str, str]
"""A label and words, neither of them empty."""

_ABOUT_THE_TEXT = (
    "/narrativeLink",
    "/originalText",
    "/copyright",
)  # of the narrative or the file, not the fact
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
    telling = _Telling(content, named, zone)
    before = _folded(said)
    names = KEY_ELEMENTS.get(telling.kind, ())
    facts = (fact for name in names for fact in telling.facts(name))
    return tuple(
        (label, words)
        for label, words, parts in facts
        if not _is_said(parts, before) and _folded(f"{label} {words}") not in before
    )


@dataclass(frozen=True, slots=True)
class _Telling:
    """Tells the key facts of one record: label, words, and the parts that have to be said elsewhere."""

    content: Content
    named: Named
    zone: tzinfo | None

    @property
    def kind(self) -> str:
        return text(self.content.get("resourceType"))

    def facts(self, name: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        if name == "extension":
            yield from self._extensions()
            return
        holder, _, inner = name.rpartition(".")
        inside = obj(self.content.get(holder)) if holder else self.content
        told = [fact for found, value in _values(inside, inner) if (fact := self._fact(found, value))[1]]
        yield from told
        absent = "" if told else absence_of(inside, inner.removesuffix("[x]"))
        if absent:
            yield element_name(inner.removesuffix("[x]")), f"no value: {absent}", ("",)

    def _fact(self, name: str, value: Json) -> tuple[str, str, tuple[str, ...]]:
        element = f"{self.kind}.{name}"
        words = fact_words(element, value, self.named, self.zone)
        return element_name(name), words, told_words(element, value, self.named, self.zone)

    def _extensions(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """One fact for all extensions of a name."""
        told: dict[str, dict[str, None]] = {}
        for one in map(obj, items(self.content.get("extension"))):
            url, words = text(one.get("url")), one_extension_words(one, self.named, self.zone)
            if words and not url.endswith(_ABOUT_THE_TEXT):
                told.setdefault(extension_name(url), {})[words] = None
        for label, said in told.items():
            yield label, "; ".join(said), tuple(said)


def _values(content: Content, name: str) -> Iterator[tuple[str, Json]]:
    """The element, or each choice of it that was sent: STU3 and R5 may have the bare name."""
    bare = name.removesuffix("[x]")
    for found, value in content.items():
        if found == bare or (bare != name and found.startswith(bare) and found[len(bare) :] in CHOICE_TYPES):
            yield found, value


def _is_said(told: Iterable[str], before: str) -> bool:
    """Whether each part, and what its codings say otherwise, stands above already."""
    parts = [_folded(part) for words in told for part in _ITEMS.split(words)]
    return all(len(part.strip()) > _SHORT and part in before for part in parts)


def _folded(words: str) -> str:
    """Fold case, blanks and what stands between words, so that the same words are found as whole words."""
    return f" {_BETWEEN.sub(' ', words.casefold()).strip()} "
