"""A body with everything replaced that names or describes a person; codes, units and values stay."""

import json
import re
from collections.abc import Callable
from urllib.parse import parse_qsl, urlencode

from viewer.fhir.pseudonyms import Pseudonyms
from viewer.fhir.resource import Json

BASE = "https://recorded.invalid/fhir"
"""Stands for the source's own address."""

REPLACED = (
    "the address of the source, and every host but those of systems that all use, such as snomed.info; "
    "ids of resources, each by one stand-in everywhere; name and description of the source's software; "
    "identifiers of everything (an NHS number becomes one of the test range); names, addresses and contacts "
    "of people and places; narrative, notes and every other free text; contents and titles of documents; "
    "positions; long numbers in messages. All dates move together by whole weeks."
)
KEPT = (
    "codes with their display, units, values, states and references; what the source says it offers; OIDs "
    "and the paths behind a replaced host; page tokens, and the words of a server's messages, but for names, "
    "dates and identifiers in them. What is no readable JSON is left out. Somebody who knows the patient may "
    "still recognise the course of an illness: give it on with care."
)

_NUMBER = "\ue000"
_MARKED = re.compile(f'"{_NUMBER}([^"]*)"')
_CODE = re.compile(r"[a-z][a-z0-9-]{0,40}")
_DATE = re.compile(r"\d{4}-\d{2}(-\d{2}(T[\d:.,]*(Z|[+-][\d:]*)?)?)?")
_DATED = re.compile(
    r"(eq|ne|gt|lt|ge|le|sa|eb|ap)?(\d{4}(?:-\d{2}(?:-\d{2}(?:T[\d:.,]*(?:Z|[+-][\d:]*)?)?)?)?)"
)
_DAY = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")
_ADDRESS = re.compile(r"(?:https?|urn):\S+\Z|[A-Z][A-Za-z]+/\S+\Z|#[\w.-]{1,64}\Z")
_WRITTEN_TO = re.compile(r"(?:mailto|tel|sms|fax):", re.IGNORECASE)
_LOCAL = re.compile(r"(?<![A-Za-z])([A-Z][A-Za-z]+)/([^_$/?#&|,\s\"][^/?#&|,\s\"]*)")
_HOST = re.compile(r"(?<=://)[^/?#|,\s\"]+")
_OF_PUBLISHERS = """
CapabilityStatement CodeSystem ConceptMap ImplementationGuide NamingSystem OperationDefinition
SearchParameter StructureDefinition ValueSet
"""
_PUBLISHED = frozenset(_OF_PUBLISHERS.split())
_LONG_NUMBER = re.compile(r"\d{5,}")
_KEEP = """
resourceType system code unit language version versionId contentType linkId fhirVersion comparator valueCode
valueUri profile expression
"""
_TEXT = """
text description comment note valueString valueMarkdown title conclusion display name alias lotNumber
serialNumber patientInstruction authorString answer
"""
_KEPT_KEYS, _TEXT_KEYS = frozenset(_KEEP.split()), frozenset(_TEXT.split())
_OWNED = """
publisher description contact copyright purpose implementation text software id identifier name title url
"""
_OF_OWNERS = frozenset(_OWNED.split())
_SAID_OF_SERVERS = frozenset({"documentation", "description"})
_OF_SERVERS = frozenset({"CapabilityStatement", "Conformance"})
_CONTACTS = {"phone": "01632 960{:03}", "email": "person{}@example.org", "url": "https://example.org/{}"}
_NARRATIVE = '<div xmlns="http://www.w3.org/1999/xhtml">Narrative replaced</div>'
_WHOSE = frozenset({"patient", "subject", "beneficiary"})
_NAMED = frozenset({"family", "given", "name"})
_SAID = frozenset(
    {"telecom", "phone", "email", "contact", "title", "description", "_content", "_text", "_filter"}
)

_PLACE = ("line", "city", "district", "postalCode", "text")
_AREA = ("state", "country")

Fields = dict[str, Json]
Special = dict[str, Callable[[str, str], str]]


class Disguise:
    """Replaces in one conversation with one source; the same value becomes the same stand-in everywhere."""

    def __init__(self, pseudonyms: Pseudonyms, base: str) -> None:
        self._names = pseudonyms
        self._base = base.rstrip("/")
        self._types = {"Patient"}  # met so far: only behind one of them is a word after a stroke an id

    def body(self, body: bytes) -> bytes | None:
        """Return a JSON body replaced, numbers as they were written; None where it is no readable JSON."""
        try:
            value = json.loads(body.removeprefix(b"\xef\xbb\xbf"), parse_float=lambda text: _NUMBER + text)
        except (ValueError, RecursionError):
            return None
        text = json.dumps(self._value("", value, {}), ensure_ascii=True, separators=(",", ":"))
        return _MARKED.sub(r"\1", text.replace("\\ue000", _NUMBER)).encode("utf-8", "surrogatepass")

    def url(self, url: str) -> str:
        """Return an address replaced, its query in a form of our own."""
        place, _, query = url.partition("?")
        pairs = parse_qsl(query, keep_blank_values=True)
        kind = place.rstrip("/").removesuffix("/_search").rpartition("/")[2]
        return self._reference(place) + ("?" + urlencode(self.pairs(kind, pairs)) if pairs else "")

    def pairs(self, kind: str, pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """Return the parameters of a search for one type, replaced."""
        return [(name, self._parameter(kind, name, value)) for name, value in pairs]

    def _parameter(self, kind: str, name: str, value: str) -> str:
        bare = name.rpartition(".")[2].partition(":")[0]  # a chained name ends in what is looked for
        if bare == "identifier" or name.endswith(":identifier"):
            return ",".join(map(self._token, value.split(",")))
        if bare in _NAMED:
            return self._names.name(bare.capitalize(), value)
        if bare in _SAID or bare.startswith("address"):
            return self._names.word("Text", value)
        if "/" not in value and (bare in _WHOSE or bare == "_id"):
            of = "Patient" if bare in _WHOSE else kind
            return ",".join(self._id(of, one) for one in value.split(","))
        return value if bare == "_count" else self._moment_or_reference(value)

    def _moment_or_reference(self, value: str) -> str:
        dated = _DATED.fullmatch(value)
        if dated:
            return (dated.group(1) or "") + self._names.moment(dated.group(2))
        return self._reference(value)

    def _token(self, text: str) -> str:
        system, bar, number = text.rpartition("|")
        return f"{self._hosts(system)}{bar}{self._names.identifier(number)}"

    def _reference(self, text: str) -> str:
        if text.startswith("#"):
            return f"#{self._id('contained', text[1:])}" if text[1:] else text
        text = self._hosts(text.replace(self._base, BASE))
        return self._names.scrub(_LOCAL.sub(self._local, text))

    def _local(self, found: re.Match[str]) -> str:
        kind, name = found[1], found[2]
        return f"{kind}/{self._id(kind, name)}" if kind in self._types else found[0]

    def _id(self, kind: str, name: str) -> str:
        if kind in _PUBLISHED:
            return name
        return self._names.patient(name) if kind == "Patient" else self._names.resource(kind, name)

    def _hosts(self, text: str) -> str:
        return _HOST.sub(lambda one: self._names.host(one[0]), text)

    def _meet(self, content: Fields) -> None:
        """Note which types there are, by what is sent and by what is referred to."""
        reference = content.get("reference")
        local = _LOCAL.search(reference) if isinstance(reference, str) else None
        named = (content.get("resourceType"), local[1] if local else None)
        self._types.update(kind for kind in named if isinstance(kind, str))

    def _value(self, key: str, value: Json, parent: Fields) -> Json:
        if isinstance(value, dict):
            return self._object(key, value)
        if isinstance(value, list):
            return [self._value(key, one, parent) for one in value]
        if isinstance(value, str) and not value.startswith(_NUMBER):
            return self._text(key, value, parent)
        return value

    def _object(self, key: str, content: Fields) -> Fields:
        if str(content.get("resourceType")) in _OF_SERVERS:
            return {name: self._kept(value) for name, value in content.items() if name not in _OF_OWNERS}
        self._meet(content)
        special = {**self._special(key, content), **self._named_here(key, content)}
        if key == "telecom" or "dentifier" in key:
            content = {**content, **self._numbers(content)}
        return {
            name: self._each(special[name], name, value)
            if name in special
            else self._value(name, value, content)
            for name, value in content.items()
            if name != "position" and not (name == "hash" and "contentType" in content)
        }

    def _named_here(self, key: str, content: Fields) -> Special:
        """Say how the id of a resource is replaced: a contained one is referred to by ``#`` alone."""
        kind = content.get("resourceType")
        of = "contained" if key == "contained" else kind
        return {"id": lambda _name, text: self._id(of, text)} if isinstance(of, str) and kind else {}

    def _numbers(self, content: Fields) -> Fields:
        """Return an identifier or contact that is sent as a number, and must be text, replaced."""
        value = content.get("value")
        if not isinstance(value, int) or isinstance(value, bool):
            return {}
        return {"value": int(self._names.identifier(str(abs(value))))}

    def _special(self, key: str, content: Fields) -> Special:
        """Say which strings of an object mean more than their key tells; the first that fits decides."""
        named = content.keys() & {"family", "given", "prefix", "suffix"} or (
            key == "name" and "text" in content
        )
        value = content.get("value")
        is_text = isinstance(value, str) and not value.startswith(_NUMBER)
        numbered = is_text and ("system" in content or "dentifier" in key)
        fits: tuple[tuple[object, Special], ...] = (
            ("div" in content, {"div": lambda _name, _text: _NARRATIVE}),
            (key in {"parameter", "part"}, {"name": lambda _name, text: text}),
            (key == "issue", {"diagnostics": self._message}),
            (key == "telecom", {"value": lambda _name, text: self._contact(content, text)}),
            (numbered, {"value": lambda _name, text: self._names.identifier(text)}),
            (named, dict.fromkeys(("family", "given", "text", "prefix", "suffix"), self._called)),
            (
                key == "address" or content.keys() & {"postalCode", "city", "line"},
                dict.fromkeys(_PLACE, self._called) | dict.fromkeys(_AREA, self._said),
            ),
            ("contentType" in content, {"data": lambda _name, _text: "cmVwbGFjZWQ="}),
        )
        return next((special for fit, special in fits if fit), {})

    def _each(self, replace: Callable[[str, str], str], name: str, value: Json) -> Json:
        if isinstance(value, list):
            return [self._each(replace, name, one) for one in value]
        return replace(name, value) if isinstance(value, str) else self._value(name, value, {})

    def _called(self, name: str, text: str) -> str:
        return self._names.name(name.capitalize(), text)

    def _said(self, _name: str, text: str) -> str:
        return self._names.word("Text", text)

    def _contact(self, content: Fields, text: str) -> str:
        number = int(self._names.word("Contact", text).rpartition(" ")[2])
        system = content.get("system")
        return _CONTACTS.get(system if isinstance(system, str) else "", _CONTACTS["phone"]).format(number)

    def _message(self, _name: str, text: str) -> str:
        moved = _DAY.sub(lambda one: self._names.moment(one[0]), self._reference(text))
        return _LONG_NUMBER.sub(lambda one: "0" * len(one[0]), moved)

    def _kept(self, value: Json) -> Json:
        if isinstance(value, dict):
            return {name: self._kept(one) for name, one in value.items() if name not in _SAID_OF_SERVERS}
        if isinstance(value, list):
            return [self._kept(one) for one in value]
        return self._reference(value) if isinstance(value, str) else value

    def _text(self, key: str, value: str, parent: Fields) -> str:
        if key == "id":
            return self._names.scrub(value)
        if _DATE.fullmatch(value) or (_dated(key) and value.isdigit()):
            return self._names.moment(value)
        if _is_words(key, value, parent):
            return self._names.word("Text", value)
        if _ADDRESS.match(value) and "?" in value:
            return self.url(value)
        return self._reference(value) if _ADDRESS.match(value) else self._names.scrub(value)


def _is_words(key: str, value: str, parent: Fields) -> bool:
    """Whether a text may say anything: neither a code, nor its display, nor an address of a server."""
    if _WRITTEN_TO.match(value):
        return True
    coded = key == "display" and bool(parent.keys() & {"code", "system"})
    is_text = key in _TEXT_KEYS or key.endswith(("String", "Markdown"))
    if key in _KEPT_KEYS or coded:
        return False
    return is_text or not (_ADDRESS.match(value) or _CODE.fullmatch(value))


def _dated(key: str) -> bool:
    return key in {"start", "end"} or key.lower().endswith(("date", "time", "birthdate"))
