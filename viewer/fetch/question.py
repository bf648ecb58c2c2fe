"""How a search becomes a relative address, by fhirclient's own search class."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from fhirclient.models.fhirsearch import FHIRSearch


@dataclass(frozen=True, slots=True)
class _Kind:
    """What fhirclient's search asks of a model class; its models know R4 only, our types more."""

    resource_type: str


def address_of(resource_type: str, parameters: Iterable[tuple[str, str]]) -> str:
    """Return ``Type?name=value&...`` with every value quoted; a name may come more than once.

    >>> address_of("Patient", [("identifier", "https://fhir.nhs.uk/Id/nhs-number|9990000018")])
    'Patient?identifier=https%3A%2F%2Ffhir.nhs.uk%2FId%2Fnhs-number%7C9990000018'
    """
    values: dict[str, list[str]] = {}
    for name, value in parameters:
        values.setdefault(name, []).append(value)
    criteria = {name: one[0] if len(one) == 1 else {"$and": one} for name, one in values.items()}
    return str(FHIRSearch(_Kind(resource_type), criteria).construct())


def read_address(reference: str) -> str:
    """Return the address of one resource; nothing in an id can change the path.

    >>> read_address("Patient/../metadata?x")
    'Patient/..%2Fmetadata%3Fx'
    """
    kind, _, name = reference.partition("/")
    return f"{quote(kind, safe='')}/{quote(name, safe='')}"


def operation_address(path: str, parameters: Iterable[tuple[str, str]]) -> str:
    """Return ``Patient/1/$name?name=value&...``; nothing in an id can change the path.

    >>> operation_address("Patient/1/$everything", [("_count", "50")])
    'Patient/1/$everything?_count=50'
    """
    address = "/".join(quote(part, safe="$") for part in path.split("/"))
    query = urlencode(list(parameters))
    return f"{address}?{query}" if query else address


def literal(value: str) -> str:
    r"""Return a value in which no character has a meaning of its own for FHIR search.

    >>> literal("Smith,Jones")
    'Smith\\,Jones'
    """
    return "".join(f"\\{mark}" if mark in "\\,|$" else mark for mark in value)
