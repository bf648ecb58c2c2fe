"""NHS-12: only permitted pairs of type and reason are ever sent."""

import json
from datetime import UTC, datetime

import pytest

from viewer.fetch.nhs.scr_alert import PERMITTED, Alert, event, missing, pair_of
from viewer.source.connection import Nhs
from viewer.source.permission import Permission, PermissionKind, Relationship

NHS = Nhs(organisation="Y99001", from_asid="200000009901", role_name="Doctor")


def permission(kind, relationship):
    when = datetime(2026, 11, 22, tzinfo=UTC)
    return Permission(
        nhs_number="9990018421", kind=kind, relationship=relationship, user="555", when=when, reason="why"
    )


EVERY = [permission(kind, relationship) for kind in PermissionKind for relationship in Relationship]


@pytest.mark.parametrize("given", [one for one in EVERY if one.alerts])
def test_every_alert_that_can_be_due_has_a_permitted_pair(given):
    assert pair_of(given) in PERMITTED


def test_permission_on_a_stated_relationship_has_no_alert():
    (quiet,) = [one for one in EVERY if not one.alerts]
    with pytest.raises(KeyError):
        pair_of(quiet)


def test_the_pairs_are_those_of_the_service():
    assert {"4", "6"} <= {reason for kind, reason in PERMITTED if kind == "1"}
    assert not {"4", "6"} & {reason for kind, reason in PERMITTED if kind == "2"}
    assert len(PERMITTED) == 9


def test_an_alert_names_person_organisation_user_system_and_summary():
    alert = Alert(identity="A", summary="S", permission=EVERY[2], nhs=NHS)
    content = json.loads(event(alert))
    agents = [agent["who"]["identifier"]["value"] for agent in content["agent"]]

    assert agents == ["9990018421", "Y99001", "555"]
    assert content["agent"][2]["role"] == [{"text": "Doctor"}]
    assert not any(agent["requestor"] for agent in content["agent"])
    assert content["source"]["observer"]["identifier"]["value"] == "200000009901"
    assert content["entity"][0]["what"]["identifier"]["value"] == "S"
    assert content["extension"][0]["valueString"].endswith("A")


def test_a_role_without_a_name_is_left_out():
    alert = Alert(identity="A", summary="S", permission=EVERY[2], nhs=Nhs())
    assert "role" not in json.loads(event(alert))["agent"][2]


def test_settings_that_an_alert_needs_are_named():
    assert missing(NHS) == ""
    assert missing(Nhs()) == "organisation (ODS code), system id (ASID)"
