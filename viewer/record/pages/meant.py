"""Which member of the record a source's reference means: the one at the place found, else of that name."""

from collections.abc import Callable, Collection, Iterable, Mapping

from viewer.entries.entry import Member
from viewer.fhir.resource import Place

Wanted = tuple[str, str]
_Key = tuple[str, int, int] | tuple[str, str]


def meant(
    found: Callable[[str, str], Place | None],
    wanted: Iterable[Wanted],
    held: Iterable[tuple[Member, str]],
) -> Mapping[Wanted, str]:
    """Return what each wanted (source, reference) means; one that means nothing that is held is left out.

    ``held`` gives members, each with the word that stands for it. The place decides, for it knows versions,
    ``fullUrl`` and ``urn:uuid`` (FID-13); the name alone where the load is not certain of a place.
    """
    keys = {one: _keys(found, *one) for one in wanted}
    at = _targets({key for own in keys.values() for key in own}, held)
    return {
        one: target for one, own in keys.items() if (target := next((at[k] for k in own if k in at), None))
    }


def _targets(asked: Collection[_Key], held: Iterable[tuple[Member, str]]) -> dict[_Key, str]:
    """Only what is asked for is kept: a record may have tens of thousands of members."""
    at: dict[_Key, str] = {}
    for member, target in held:
        for key in (_spot(member.key.source, member.place), (member.key.source, member.key.reference)):
            if key in asked:
                at.setdefault(key, target)
    return at


def _keys(found: Callable[[str, str], Place | None], source: str, reference: str) -> tuple[_Key, ...]:
    place = found(source, reference)
    named: _Key = (source, local(reference))
    return (named,) if place is None else (_spot(source, place), named)


def _spot(source: str, place: Place) -> _Key:
    return source, place.page, place.start


def local(reference: str) -> str:
    """The ``Type/id`` of a reference without its base and version; a ``urn:uuid`` is that of an Observation.

    >>> local("https://gp.example/fhir/List/7/_history/2"), local("urn:uuid:k1")
    ('List/7', 'Observation/k1')
    """
    if reference.startswith("urn:uuid:"):  # reports hold Observations
        return f"Observation/{reference.removeprefix('urn:uuid:')}"
    return "/".join(reference.partition("/_history/")[0].rstrip("/").split("/")[-2:])
