"""Allergies on the banner are for clinical roles; whoever has none stated is not kept from them (CUI-21)."""

import pytest

from viewer.engine.gates_roles import for_roles
from viewer.engine.messages import Banner, Refused
from viewer.record.allergies import UNAVAILABLE

BANNER = Banner(name="HOLROYD, Margaret", allergy_label="Known allergies", allergy_words="7 recorded")
CLERK = "Admin & Clerical, Admin & Clerical, Receptionist Access Role at X26"
NURSE = "Clinical, Clinical Provision, Nurse Access Role at X26"


def test_a_clerk_sees_that_allergies_are_not_shown_and_why():
    shown = for_roles(BANNER, [CLERK])

    assert shown.allergy_label == UNAVAILABLE
    assert shown.allergy_words.startswith("Not shown to the role that you are signed in with")
    assert "Receptionist" in shown.allergy_words
    assert shown.name == BANNER.name


@pytest.mark.parametrize("roles", [[], [""], [NURSE], [CLERK, NURSE]])
def test_a_clinician_and_whoever_has_no_role_sees_them(roles):
    assert for_roles(BANNER, roles) is BANNER


def test_other_messages_are_nobodys_business():
    message = Refused(what="x")

    assert for_roles(message, [CLERK]) is message
