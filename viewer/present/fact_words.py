"""How any element reads on one line: a datatype in its own words, a group of elements by their labels."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import tzinfo
from types import MappingProxyType

from viewer.fhir.resource import Content, Json
from viewer.fhir.tokens import Leaf
from viewer.fhir.typed import CHOICE_TYPES, items, nests_deeper, number, obj, text
from viewer.present.code_sets import bound_codes
from viewer.present.code_words import code_words, spelled
from viewer.present.concepts import absent_words, concept_words
from viewer.present.contacts import address_words
from viewer.present.dates import period_words
from viewer.present.doses import dosage_words
from viewer.present.extensions import extension_name
from viewer.present.labels import element_name
from viewer.present.leaf_words import leaf_words
from viewer.present.moments import moment_of
from viewer.present.names import name_words, plain_name
from viewer.present.quantities import quantity_words, range_words, ratio_words
from viewer.present.scalars import scalar
from viewer.present.systems import system_name
from viewer.present.timings import timing_words
from viewer.present.values import kind_words

Named = Callable[[Json], str]
"""What a Reference is called: the name of its target where that has come."""

_DOSAGES = frozenset({"dosage", "dosageInstruction", "renderedDosageInstruction"})
_NOTES = frozenset({"note", "comment"})
_SILENT = frozenset({"id", "extension", "modifierExtension", "fhir_comments"})
_BETWEEN = re.compile(r"\W+")
_SPELLED = re.compile(r"([^:;()]+): ([^ ;()]+) \([^;()]+ code\)")
_DEEPEST = 40  # levels
_DEEP = "more stands inside than can be said here: see every element"
_LONG = 200  # a text of that many letters and no space is a picture or a key, no words
_REFERENCE = frozenset({"reference", "type", "display", "identifier", "id", "extension", "_display"})
_OLD_USES = MappingProxyType({"old": "no longer in use", "temp": "temporary", "maiden": "maiden name"})


def fact_words(element: str, value: Json, named: Named, zone: tzinfo | None = None) -> str:
    """Words of everything that ``Type.path`` holds; "" where it says nothing.

    >>> sent = [{"severity": "mild", "manifestation": [{"text": "Rash"}]}]
    >>> fact_words("AllergyIntolerance.reaction", sent, str)
    'severity mild, manifestation Rash'
    """
    return _DEEP if nests_deeper(value, _DEEPEST) else _every(element, value, named, zone)


def _every(element: str, value: Json, named: Named, zone: tzinfo | None) -> str:
    said = (_one(element, item, named, zone) for item in items(value))
    return "; ".join(dict.fromkeys(filter(None, said)))


def told_words(element: str, value: Json, named: Named, zone: tzinfo | None = None) -> tuple[str, ...]:
    """The words of each part alone, without labels: by them one sees whether all is said elsewhere."""
    if nests_deeper(value, _DEEPEST):
        return (_DEEP,)
    said: list[str] = []
    for item in items(value):
        if isinstance(item, dict) and not _shape(element, item):
            said += (
                words for name, part in _parts(element, item) for words in told_words(name, part, named, zone)
            )
            said += filter(None, [extension_words(item, named, zone)])
        else:
            said += filter(None, [_one(element, item, named, zone)])
    return tuple(said)


def _one(element: str, value: Json, named: Named, zone: tzinfo | None) -> str:
    if not isinstance(value, dict):
        return _primitive(element, value, zone)
    say = _shape(element, value)
    if say is None:
        return _group(element, value, named, zone)
    more = extension_words(value, named, zone)
    return ", ".join(filter(None, [say(value, named, zone), more]))


def _shape(element: str, value: Content) -> "_Say | None":
    name = element.rpartition(".")[2]
    return next((say for shows, say in _SHAPES if shows(name, value)), None)


def _parts(element: str, value: Content) -> Iterator[tuple[str, Json]]:
    for name, part in value.items():
        if name not in _SILENT and not name.startswith("_"):
            yield f"{element}.{_of_type(name)}", part


def _primitive(element: str, value: Json, zone: tzinfo | None) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if number(value) or not isinstance(value, str):
        return scalar(value)
    if bound_codes(element) is not None:
        return code_words(element, value)
    if len(value) > _LONG and " " not in value:
        return f"{len(value):,} characters: see every element"
    name = element.rpartition(".")[2]
    said = leaf_words(Leaf(name, json.dumps(value, ensure_ascii=False), "string"), name) if value else ""
    is_date = said != value and moment_of(value) is not None
    return kind_words("DateTime", value, zone) if is_date else said


def _group(element: str, value: Content, named: Named, zone: tzinfo | None) -> str:
    """Elements without words of their own: each with its label."""
    said = []
    for path, part in _parts(element, value):
        words, name = _every(path, part, named, zone), path.rpartition(".")[2]
        if words:
            same = name == element.rpartition(".")[2]  # location.location: its label stands before the group
            said.append(words if same else f"{_lower(element_name(name))} {words}")
    return ", ".join(filter(None, [*said, extension_words(value, named, zone)]))


def extension_words(value: Content, named: Named, zone: tzinfo | None = None) -> str:
    """Every extension of an element by its name, complex ones with their parts."""
    said = [_extension(one, named, zone) for one in map(obj, items(value.get("extension")))]
    return ", ".join(filter(None, said))


def _extension(extension: Content, named: Named, zone: tzinfo | None) -> str:
    absent = absent_words({"extension": [dict(extension)]})
    if absent:
        return f"no value: {absent}"
    words = _extension_value(extension, named, zone)
    return f"{extension_name(text(extension.get('url')))} {words}" if words else ""


def one_extension_words(extension: Content, named: Named, zone: tzinfo | None = None) -> str:
    """The value of an extension, or its parts; "" where it has neither."""
    return _DEEP if nests_deeper(extension, _DEEPEST) else _extension_value(extension, named, zone)


def _extension_value(extension: Content, named: Named, zone: tzinfo | None) -> str:
    values = {name: part for name, part in extension.items() if name.startswith("value")}
    said = [_every(_of_type(name), part, named, zone) for name, part in values.items()]
    return ", ".join(filter(None, [*said, extension_words(extension, named, zone)]))


def _of_type(name: str) -> str:
    """Name a value[x] so that its datatype shows: ``valueDate`` is a date, ``valueString`` none."""
    kind = name.removeprefix("value")
    return name if kind == name or kind not in CHOICE_TYPES else kind[:1].lower() + kind[1:]


def _lower(label: str) -> str:
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def _is_concept(_name: str, value: Content) -> bool:
    if isinstance(value.get("display"), bool):  # R5: whether a device's name is the one to show
        return False
    coded = "coding" in value or ("code" in value and "system" in value and "value" not in value)
    return coded or value.keys() <= {"text", "id", "extension"} or value.keys() <= {"code", "display", "id"}


def _concept(value: dict[str, Json], _named: Named, _zone: tzinfo | None) -> str:
    """Its words; a code that only spells them out again stands among all elements."""
    words = concept_words(value)
    found = _SPELLED.fullmatch(words)
    return found.group(1) if found and spelled(found.group(2)) == found.group(1) else words


def _is_coded_reference(_name: str, value: Content) -> bool:
    return "concept" in value or isinstance(value.get("reference"), dict)


def _coded_reference(value: Content, named: Named, zone: tzinfo | None) -> str:
    parts = (_every(name, value.get(name), named, zone) for name in ("concept", "reference"))
    return ", ".join(filter(None, parts))


def _is_reference(name: str, value: Content) -> bool:
    told = any(isinstance(value.get(part), str) for part in ("reference", "display")) or (
        "identifier" in value and not name.lower().endswith("identifier")
    )
    return told and value.keys() <= _REFERENCE


def _is_amount(_name: str, value: Content) -> bool:
    return bool(number(value.get("value"))) or ("comparator" in value and "system" not in value)


def _is_identifier(name: str, value: Content) -> bool:
    return "value" in value and (
        name.lower().endswith("identifier") or value.keys() <= {"system", "value", "use"}
    )


def _identifier(value: Content, _named: Named, zone: tzinfo | None) -> str:
    kind = _lower(concept_words(value.get("type"))) or system_name(text(value.get("system")))
    return _noted(scalar(value.get("value")), kind, _use(value), _when(value, zone))


def _noted(words: str, *notes: str) -> str:
    told = ", ".join(filter(None, notes))
    return f"{words} ({told})" if told else words


def _use(value: Content) -> str:
    """SAFE-07: what is old or temporary says so wherever it stands."""
    use = text(value.get("use"))
    return _OLD_USES.get(use, "" if use in {"usual", "official"} else use)


def _when(value: Content, zone: tzinfo | None) -> str:
    ends = obj(value.get("period"))
    return period_words(text(ends.get("start")), text(ends.get("end")), zone) if ends else ""


def _is_contact(name: str, value: Content) -> bool:
    return "value" in value and name in {"telecom", "contactPoint"}


def _contact(value: Content, _named: Named, zone: tzinfo | None) -> str:
    return _noted(scalar(value.get("value")), text(value.get("system")), _use(value), _when(value, zone))


def _is_name(_name: str, value: Content) -> bool:
    return bool(value.keys() & {"family", "given"})


def _person(value: Content, _named: Named, zone: tzinfo | None) -> str:
    written = _written(value, f"{name_words(value)} {plain_name(value)}")
    return _noted(name_words(value), written, _use(value), _when(value, zone))


def _written(value: Content, said: str) -> str:
    """The text that was sent beside the parts, where it says something else."""
    sent = " ".join(text(value.get("text")).split())
    return f"written as {sent}" if sent and _letters(sent) not in _letters(said) else ""


def _letters(words: str) -> str:
    return _BETWEEN.sub("", words.casefold())


def _is_address(_name: str, value: Content) -> bool:
    return bool(value.keys() & {"line", "postalCode", "city", "district", "state", "country"})


def _address(value: Content, _named: Named, zone: tzinfo | None) -> str:
    words, kind = address_words(value), code_words("address.type", text(value.get("type")))
    return _noted(words, _written(value, words), _use(value), kind, _when(value, zone))


def _attachment(value: dict[str, Json], _named: Named, zone: tzinfo | None) -> str:
    created = kind_words("DateTime", value.get("creation"), zone)
    return _noted(kind_words("Attachment", value), f"created {created}" if created else "")


def _only(*names: str) -> Callable[[str, Content], bool]:
    wanted = {*names, "id", "extension"}
    return lambda _name, value: bool(value.keys() & set(names)) and value.keys() <= wanted


def _called(names: frozenset[str]) -> Callable[[str, Content], bool]:
    return lambda name, _value: name in names


def _period(value: Content, _named: Named, zone: tzinfo | None) -> str:
    return period_words(text(value.get("start")), text(value.get("end")), zone)


def _kind(kind: str) -> "_Say":
    return lambda value, _named, zone: kind_words(kind, value, zone)


_Shows = Callable[[str, Content], bool]
_Say = Callable[[dict[str, Json], Named, tzinfo | None], str]
_SHAPES: tuple[tuple[_Shows, _Say], ...] = (
    (_called(_DOSAGES), lambda value, _named, _zone: dosage_words(value)),
    (_called(_NOTES), _kind("Annotation")),
    (_is_coded_reference, _coded_reference),
    (_is_reference, lambda value, named, _zone: named(value)),
    (_is_contact, _contact),
    (_is_identifier, _identifier),
    (_is_amount, lambda value, _named, _zone: quantity_words(value)),
    (_is_concept, _concept),
    (_only("low", "high"), lambda value, _named, _zone: range_words(value)),
    (_only("numerator", "denominator"), lambda value, _named, _zone: ratio_words(value)),
    (_only("start", "end"), _period),
    (_is_name, _person),
    (_is_address, _address),
    (_only("repeat", "code", "event"), lambda value, _named, _zone: ", ".join(timing_words(value))),
    (lambda _name, value: "contentType" in value, _attachment),
)
