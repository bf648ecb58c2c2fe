"""One FHIR resource as received: who sent it, where its exact bytes are, and its content read strictly."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]
"""A JSON value as our strict reader gives it: a decimal is a ``Number`` (a ``str``), never a float."""

Content = Mapping[str, Json]


class Number(str):
    """A JSON number with a fraction or exponent, as its exact source text: ``0.010`` stays ``0.010``."""

    __slots__ = ()


class FhirVersion(StrEnum):
    """The versions we tell apart; ``UNKNOWN`` is read as R4 with tolerance and said so."""

    DSTU2 = "1.0.2"
    STU3 = "3.0.2"
    R4 = "4.0.1"
    R4B = "4.3.0"
    R5 = "5.0.0"
    UNKNOWN = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceKey:
    """Identity of a resource (FID-14): equal ids at two sources are unrelated.

    ``id`` and ``version`` are "" where the resource has none.
    """

    source: str
    type: str
    id: str
    version: str

    @property
    def reference(self) -> str:
        """``Observation/7``, or ``Observation`` where the resource has no id."""
        return f"{self.type}/{self.id}" if self.id else self.type


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the exact bytes of a resource are: page number in the load, span in that page's body.

    ``slot`` is the path in the body in words of FHIR, such as ``entry[3].resource``; "" for the whole.
    """

    page: int
    start: int
    end: int
    slot: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """One resource, read. ``content`` lives as long as somebody needs it and is not kept by a load.

    ``full_url`` is the ``Bundle.entry.fullUrl`` ("" if none); ``mode`` is ``search.mode``.
    """

    key: ResourceKey
    place: Place
    version: FhirVersion
    content: Content
    full_url: str = ""
    mode: str = ""
