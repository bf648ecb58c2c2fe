"""What a reader of one resource type gets and gives: the seam between the register and the domain files."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo
from typing import Protocol

from viewer.entries.course import Course
from viewer.entries.entry import Flag, Standing
from viewer.fhir.concept import Coding
from viewer.fhir.dates import ClinicalDate
from viewer.fhir.resource import Content, Resource
from viewer.source.domain import Domain


class Resolve(Protocol):
    """Finds what a reference points to at the same source, contained first (FID-13)."""

    def __call__(self, reference: str, /) -> Content | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a domain's reader says about one resource; the register adds identity, hash and shared flags.

    ``when`` None means that the resource gives no clinical date. ``domain`` None leaves the type's own;
    a Flag that states an allergy belongs to the allergies whatever its type (SAFE-22). ``brief`` is the
    detail for a list at a glance; None where that is the whole of it. ``parts``: references to the results
    that a report or a group holds.
    """

    title: str
    category: str
    when: ClinicalDate | None = None
    detail: str = ""
    status: str = ""
    value: str = ""
    standing: Standing = Standing.NONE
    flags: frozenset[Flag] = frozenset()
    codings: tuple[Coding, ...] = ()
    series: str = ""
    recorder: str = ""
    waiting_for: tuple[str, ...] = ()
    domain: Domain | None = None
    brief: str | None = None
    course: Course | None = None
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a reader may ask beside the resource: references, and the zone the words are for."""

    resolve: Resolve
    zone: tzinfo


Reader = Callable[[Resource, Context], Draft]
