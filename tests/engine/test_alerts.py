"""How a record was opened stays in the safety lines: another number, exceptional grounds, one patient only."""

from datetime import UTC, datetime

import pytest

from tests.load.answers import LONDON
from viewer.auth.authorise import Anonymous
from viewer.engine.alerts import access_of, alerts_of
from viewer.engine.gathered import Gathered
from viewer.fetch.source import EndpointSource
from viewer.source.endpoint import Endpoint, Kind
from viewer.source.permission import Permission, PermissionKind, Relationship
from viewer.source.session import Session
from viewer.source.trace import Trace, TraceStatus

WHEN = datetime(2026, 11, 22, 16, 21, tzinfo=UTC)
NUMBER, OTHER = "9990018421", "9990062781"


def gathered(session, kinds=(Kind.SCR, Kind.FHIR)):
    sources = [
        EndpointSource(
            Endpoint(
                id=kind.value,
                name=f"The {kind.value}",
                care_setting="National",
                base_url="https://a.example",
                kind=kind,
            ),
            Anonymous(),
            session=session,
        )
        for kind in kinds
    ]
    return Gathered({source.origin.id: source for source in sources})


def permitted(kind):
    session = Session()
    session.permissions.record(
        Permission(
            nhs_number=NUMBER,
            kind=kind,
            relationship=Relationship.SELF_CLAIMED,
            user="u",
            when=WHEN,
            reason="r",
        )
    )
    return gathered(session)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (PermissionKind.EMERGENCY, "Emergency access: The scr"),
        (PermissionKind.PUBLIC_INTEREST, "Access in the public interest: The scr"),
    ],
)
def test_exceptional_access_is_said_for_its_own_patient_alone(kind, words):
    found = permitted(kind)

    (said,) = access_of(found, NUMBER, LONDON)
    assert said.startswith(words)
    assert "since 16:21, until 16:51" in said
    assert access_of(found, OTHER, LONDON) == ()


def test_access_with_permission_needs_no_mark():
    assert access_of(permitted(PermissionKind.PERMISSION), NUMBER, LONDON) == ()


def test_a_replaced_number_is_an_alert():
    session = Session()
    found = gathered(session)
    assert alerts_of(found) == ()
    session.traces.note(
        Trace(nhs_number=OTHER, status=TraceStatus.SUPERSEDED, superseded_by=NUMBER, when=WHEN)
    )
    found.replaced = OTHER

    (said,) = alerts_of(found)
    assert said.startswith("NHS number replaced: PDS says that NHS number 999 006 2781 was replaced")
    assert "is not shown" in said
