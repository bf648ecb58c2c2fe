"""How a decoded JSON value is read as what FHIR says it should be; a wrong type reads as absent."""

from collections.abc import Iterable

from viewer.fhir.resource import Content, Json, Number

_EMPTY: Content = {}

_CHOICE_TYPE_NAMES = """
Base64Binary Boolean Canonical Code Date DateTime Decimal Id Instant Integer Integer64 Markdown Oid
PositiveInt String Time UnsignedInt Uri Url Uuid Address Age Annotation Attachment Availability
CodeableConcept CodeableReference Coding ContactDetail ContactPoint Contributor Count DataRequirement
Distance Dosage Duration Expression ExtendedContactDetail HumanName Identifier Meta Money MoneyQuantity
ParameterDefinition Period Quantity Range Ratio RatioRange Reference RelatedArtifact SampledData
Signature SimpleQuantity Timing TriggerDefinition UsageContext VirtualServiceDetail
"""

CHOICE_TYPES = frozenset(_CHOICE_TYPE_NAMES.split())
"""Suffixes that an ``element[x]`` may have in any version we read."""


def text(value: Json) -> str:
    """Return a JSON string, "" for anything else (a number is not a string).

    >>> text("Penicillin"), text(None), text(7)
    ('Penicillin', '', '')
    """
    return value if isinstance(value, str) and not isinstance(value, Number) else ""


def number(value: Json) -> str:
    """Return a JSON number as its source text, "" for anything else.

    >>> number(Number("0.010")), number(7), number(True)
    ('0.010', '7', '')
    """
    if isinstance(value, Number):
        return str(value)
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def flag(value: Json) -> bool | None:
    """Return a JSON boolean, None for anything else: "false" as a string says nothing."""
    return value if isinstance(value, bool) else None


def obj(value: Json) -> Content:
    """Return a JSON object, {} for anything else."""
    return value if isinstance(value, dict) else _EMPTY


def items(value: Json) -> list[Json]:
    """Return a list as it stands, null padding kept; a lone value reads as a list of one (FID-16).

    >>> items(["a", None]), items("a"), items(None)
    (['a', None], ['a'], [])
    """
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def objects(value: Json) -> list[Content]:
    """Return the objects of a list, or the lone object; anything else in it is left out."""
    return [item for item in items(value) if isinstance(item, dict)]


def choices(content: Content, name: str) -> list[tuple[str, Json]]:
    """Return every ``name[x]`` that has a value, as (type, value) in the order sent."""
    size = len(name)
    return [
        (key[size:], value)
        for key, value in content.items()
        if value is not None and key.startswith(name) and key[size:] in CHOICE_TYPES
    ]


def choice(content: Content, name: str) -> tuple[str, Json]:
    """Return the first ``name[x]`` that has a value; ("", None) if there is none.

    >>> choice({"valueString": "clear"}, "value")
    ('String', 'clear')
    """
    found = choices(content, name)
    return found[0] if found else ("", None)


def nests_deeper(value: Json | Content, levels: int) -> bool:
    """Whether objects and lists stand in each other more than so many levels deep; needs no stack.

    >>> nests_deeper({"a": [1]}, 2), nests_deeper({"a": [[1]]}, 2), nests_deeper("a", 0)
    (False, True, False)
    """
    level = [value]
    for _ in range(levels):
        level = [part for one in level for part in _inside(one)]
    return any(isinstance(one, dict | list) for one in level)


def _inside(value: Json | Content) -> Iterable[Json]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()
