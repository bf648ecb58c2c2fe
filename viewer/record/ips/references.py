"""What becomes of a reference that leaves its source: it points into the summary, or says where to."""

from collections.abc import Callable

from viewer.fhir.resource import Json
from viewer.fhir.typed import text

Named = Callable[[str], str]


def rewritten(content: dict[str, Json], named: Named, source: str) -> dict[str, Json]:
    """Return a resource with every reference made good.

    ``named`` gives the name under which a target stands in the summary, "" where it does not: then the
    reference is kept as an identifier, and its words say whose it is; a document may hold no loose end.
    A reference to what the resource contains itself stays as it is.
    """
    return {key: _part(value, named, source) for key, value in content.items()}


def _part(value: Json, named: Named, source: str) -> Json:
    if isinstance(value, list):
        return [_part(item, named, source) for item in value]
    if not isinstance(value, dict):
        return value
    made = {key: _part(part, named, source) for key, part in value.items()}
    reference = text(value.get("reference"))
    if not reference or reference.startswith("#"):
        return made
    name = named(reference)
    return {**made, "reference": name} if name else _loose(made, reference, source)


def _loose(made: dict[str, Json], reference: str, source: str) -> dict[str, Json]:
    where = f"{reference} at {source}, not in this summary"
    said = text(made.get("display"))
    kept = {key: value for key, value in made.items() if key not in {"reference", "display"}}
    kept.setdefault("identifier", {"value": reference})
    return {**kept, "display": f"{said} ({where})" if said else where}
