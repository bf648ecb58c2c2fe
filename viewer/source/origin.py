"""What stands behind a record: one source, an endpoint or files, described for screen and print."""

from dataclasses import dataclass
from enum import StrEnum

from viewer.source.domain import Domain
from viewer.source.endpoint import Marking
from viewer.source.glass import Emergency


class SourceKind(StrEnum):
    """Where the bytes come from."""

    ENDPOINT = "endpoint"
    FILE = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One source of a record.

    ``id`` is unique in a load and stands in every ``ResourceKey``; ``name`` is for people.
    ``base`` is the FHIR base URL of an endpoint, against which relative references resolve;
    for files it is the path as the person gave it. ``holds`` are the domains that this kind of service can
    hold at all, None for every one. ``emergency``: whether it can be asked for what it withholds (PRIV-20),
    None where that is no question.
    """

    id: str
    name: str
    kind: SourceKind
    base: str
    care_setting: str = ""
    marking: Marking = Marking.SANDBOX
    holds: frozenset[Domain] | None = None
    emergency: Emergency | None = None
