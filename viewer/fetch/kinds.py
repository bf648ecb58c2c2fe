"""Which questions each kind of endpoint is asked: the plain FHIR ones, or those of a national service."""

from collections.abc import Iterator, Mapping
from functools import partial
from types import MappingProxyType

from viewer.fetch import plain
from viewer.fetch.desk import Desk
from viewer.fetch.nhs.register import NATIONAL
from viewer.fetch.plan import Plan, Plans, Step
from viewer.source.answer import Outcome, SourceEvent
from viewer.source.domain import Domain
from viewer.source.endpoint import Endpoint, Kind
from viewer.source.gap import GapKind
from viewer.source.protocols import PatientQuery

_PLAIN = Plans(plain.find_plan, plain.read_plan, capability=True)


HOLDS: Mapping[Kind, frozenset[Domain]] = MappingProxyType(
    {
        Kind.PDS: frozenset({Domain.DEMOGRAPHICS}),
        Kind.GP_DOCUMENTS: frozenset({Domain.DEMOGRAPHICS, Domain.DOCUMENTS}),
        Kind.NRL: frozenset({Domain.DEMOGRAPHICS, Domain.DOCUMENTS, Domain.PLANS}),
        Kind.IMMUNISATIONS: frozenset({Domain.DEMOGRAPHICS, Domain.IMMUNISATIONS}),
    }
)
"""What a service of one purpose can hold at all: its silence on allergies makes nothing incomplete."""


def plans_for(endpoint: Endpoint) -> Plans:
    """Return how an endpoint is asked; a kind that this version cannot ask says so, and asks nothing."""
    if endpoint.kind is Kind.FHIR:
        return _PLAIN
    return NATIONAL.get(endpoint.kind, _UNKNOWN)


def _refuse(desk: Desk, _endpoint: Endpoint, _about: PatientQuery | str) -> Plan:
    return Plan(Step("Patient", frozenset(Domain), partial(_refused, desk)))


def _refused(desk: Desk) -> Iterator[SourceEvent]:
    gap = desk.gap(
        GapKind.FAILED,
        None,
        "Everything of this source",
        "this version of the program cannot ask this kind of service",
        "Look in the service itself, or ask your IT support for a newer version.",
    )
    yield desk.ended("Patient", Outcome.FAILED, [gap])


_UNKNOWN = Plans(_refuse, _refuse)
