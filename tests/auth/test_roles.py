"""Which roles a person has, in words (AUTH-16)."""

from viewer.auth.roles import roles_of
from viewer.source.signed_in import Role


def test_roles_are_named_with_their_organisation():
    claims = {
        "nhsid_nrbac_roles": [
            {"person_roleid": "555", "role_name": '"Clinical":"Nurse"', "org_code": "X26"},
            {"person_roleid": "556", "org_code": "A1"},
            {"person_roleid": "557"},
        ],
        "nhsid_user_orgs": [{"org_code": "X26", "org_name": "North Moor"}, "odd"],
    }

    assert roles_of(claims) == (
        Role(code="555", words="Clinical, Nurse at North Moor"),
        Role(code="556", words="Role without a name at A1"),
        Role(code="557", words="Role without a name"),
    )


def test_what_is_no_role_cannot_be_chosen_and_one_that_comes_twice_is_one():
    same = {"person_roleid": "1", "role_name": "Nurse"}

    assert roles_of({}) == roles_of({"nhsid_nrbac_roles": "x"}) == ()
    assert roles_of({"nhsid_nrbac_roles": [{}, 7, same, same]}) == (Role(code="1", words="Nurse"),)
