"""NHS-11, NHS-12, NHS-15: a Summary Care Record opens on recorded grounds only."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from viewer.source.connection import Nhs
from viewer.source.permission import (
    NOT_RECORDED,
    Permission,
    PermissionKind,
    Permissions,
    Relationship,
    why_not_opened,
)

NUMBER = "9990018421"
SIGNED_IN = Nhs(role="555254240100")


def permission(kind=PermissionKind.PERMISSION, relationship=Relationship.STATED, **more):
    plain = {"nhs_number": NUMBER, "user": "555021935107", "when": datetime(2026, 11, 22, tzinfo=UTC)}
    return Permission(kind=kind, relationship=relationship, **{**plain, **more})


def test_without_a_recorded_permission_it_stays_closed():
    assert why_not_opened(None, SIGNED_IN) == NOT_RECORDED


def test_without_a_role_it_stays_closed_whatever_was_recorded():
    assert "no role" in why_not_opened(permission(), Nhs())


def test_permission_with_a_stated_relationship_opens_without_an_alert():
    given = permission()
    assert why_not_opened(given, SIGNED_IN) == ""
    assert not given.alerts


def test_what_one_person_recorded_opens_nothing_for_another():
    given = permission(user="ann")
    assert "by somebody else" in why_not_opened(given, replace(SIGNED_IN, user_id="bob"))
    assert why_not_opened(given, replace(SIGNED_IN, user_id="ann")) == ""
    assert why_not_opened(given, replace(SIGNED_IN, user_id="")) == ""  # the sign-in alone knows who it is


def test_who_asks_has_to_be_known():
    assert "who asks" in why_not_opened(permission(user=""), SIGNED_IN)


@pytest.mark.parametrize(
    ("kind", "relationship"),
    [
        (PermissionKind.EMERGENCY, Relationship.STATED),
        (PermissionKind.PUBLIC_INTEREST, Relationship.STATED),
        (PermissionKind.PERMISSION, Relationship.SELF_CLAIMED),
    ],
)
def test_access_on_the_users_own_word_alerts_and_needs_a_reason(kind, relationship):
    assert permission(kind, relationship).alerts
    assert "no reason" in why_not_opened(permission(kind, relationship, reason="  "), SIGNED_IN)
    assert why_not_opened(permission(kind, relationship, reason="unconscious"), SIGNED_IN) == ""


def test_a_permission_is_for_one_person_and_ends_with_the_session():
    known = Permissions()
    known.record(permission())

    assert known.of(NUMBER) == permission()
    assert known.of("9990024103") is None
    known.forget()
    assert known.of(NUMBER) is None
