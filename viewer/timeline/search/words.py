"""Every word of a resource that is looked through, each text with the element that says it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from viewer.fhir.resource import Content, Json
from viewer.present.labels import element_name
from viewer.present.narrative import narrative_text
from viewer.present.whereabouts import says_where
from viewer.timeline.search.facets import LAST_WRITTEN

_NO_WORDS_LISTED = """
id reference url uri system profile fullUrl versionId linkId data hash implicitRules resourceType schema
instantiatesUri instantiatesCanonical instantiates definitionUri definitionCanonical valueBase64Binary
valueUri valueUrl valueCanonical valueId valueOid valueUuid
"""
_NO_WORDS = frozenset({*_NO_WORDS_LISTED.split(), LAST_WRITTEN.rpartition(".")[2]})
_ADDRESS = ("http://", "https://", "urn:")
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_BASE64 = re.compile(r"[A-Za-z0-9+/=_\r\n-]{200,}")  # of whatever element: no word is so long
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[Tt](\d\d:\d\d)")
_WRAPPERS = frozenset({"contained", "extension", "modifierExtension", "entry", "resource"})
AUTHORS = "Recorded by"
"""The name of the part that says who recorded, wrote, performed or asked."""


class Text(NamedTuple):
    """``path``: the elements that lead to it, outermost first, without places in lists."""

    path: tuple[str, ...]
    words: str

    @property
    def where(self) -> str:
        """What the part is called on screen: "Narrative", or the element's label.

        >>> Text(("contained", "note", "text"), "").where
        'Note'
        """
        if self.path[-1] == "div":
            return element_name("div")
        named = next((name for name in self.path if name not in _WRAPPERS), self.path[-1])
        return element_name(named)


def texts_of(kind: str, content: Content, *, restricted: bool = False) -> Iterator[Text]:
    """Yield the texts of a resource in its order: strings and numbers of all elements, contained ones too.

    A narrative comes without its tags, a moment as its day and minute. Left out is what is no word to a
    person: ids of resources, references, addresses of systems and profiles, UUIDs, hashes, base64 data
    (documents are read in another way) and the time of the last update. ``restricted``: what may say where a
    restricted person lives is left out (NHS-01). ``kind``: the resource's type.
    """
    for text in _texts((), dict(content)):
        if not (restricted and says_where(".".join((kind, *text.path)))):
            yield text


def _texts(path: tuple[str, ...], value: Json) -> Iterator[Text]:
    if isinstance(value, dict | list):
        for name, part in _parts(path, value):
            yield from _texts(name, part)
    elif isinstance(value, str):
        words = _words(path[-1], value)
        if words:
            yield Text(path, words)
    elif isinstance(value, int) and not isinstance(value, bool):
        yield Text(path, str(value))


def _parts(
    path: tuple[str, ...], value: dict[str, Json] | list[Json]
) -> Iterator[tuple[tuple[str, ...], Json]]:
    if isinstance(value, list):
        return ((path, part) for part in value)
    spoken = (item for item in value.items() if not (item[0] in _NO_WORDS and isinstance(item[1], str)))
    return (((*path, name), part) for name, part in spoken)


def _words(name: str, value: str) -> str:
    if name == "div":
        return narrative_text(value)
    if value.startswith(_ADDRESS) or _UUID.fullmatch(value) or _BASE64.fullmatch(value):
        return ""
    moment = _MOMENT.match(value)
    return " ".join(moment.groups()) if moment else value
