"""An OpenID sign-in whose proof is exchanged: CIS2 and NHS login (AUTH-14..16)."""

import threading
from dataclasses import replace

import pytest

from tests.auth.at_hand import browse, query_of, signed, with_oauth
from viewer.demo.authority.misdeeds import Misdeed
from viewer.errors import Cancelled, FetchError, SignInNeeded, UsageError
from viewer.source.connection import Nhs
from viewer.source.endpoint import SignIn

ROLES = [
    {"person_roleid": "555000000001", "role_name": '"Clinical":"Nurse"', "org_code": "X26"},
    {"person_roleid": "555000000002", "role_name": '"Clinical":"Doctor"', "org_code": "X26"},
]


@pytest.fixture
def nhs(smart, authority, keys):
    return with_oauth(
        replace(smart, sign_in=SignIn.EXCHANGE),
        client_id="nhs",
        token_url=f"{authority.base}/token",
        revoke_url=f"{authority.base}/revoke",
        identity_issuer=authority.base,
        identity_client="login",
        key_file=keys.file("rsa"),
        key_id="k1",
        algorithm="RS512",
    )


@pytest.fixture
def staff(authority):
    """Care Identity Service 2: the name in the proof, the roles in the user details."""
    manner = authority.service.manner
    manner.person = {"sub": "u-1", "name": "Okafor Ada Dr"}
    manner.scopes = ("openid", "profile", "nationalrbacaccess")
    manner.details = {"nhsid_nrbac_roles": ROLES}


def test_the_proof_is_exchanged_with_a_signed_statement(sign_in, sign_ins, nhs, authority, staff):
    one = replace(nhs, nhs=Nhs(role="555000000002"))
    result = sign_in(one)

    assert authority.service.asked == [
        "authorization_code",
        "urn:ietf:params:oauth:grant-type:token-exchange",
    ]
    assert (result.user, result.role) == ("Okafor Ada Dr", "Clinical, Doctor at X26")
    assert result.person
    headers = sign_ins.authoriser(one).headers(one)
    assert authority.service.lets_in(headers["Authorization"])
    assert headers["NHSD-Session-URID"] == "555000000002"


def test_with_several_roles_nothing_is_asked_until_one_is_chosen_for_the_session(
    sign_in, sign_ins, nhs, staff
):
    result = sign_in(nhs)
    assert (result.role, len(result.roles)) == ("", 2)
    with pytest.raises(SignInNeeded, match="several roles"):
        sign_ins.authoriser(nhs).headers(nhs)
    with pytest.raises(UsageError, match="none of yours"):
        sign_ins.choose_role(nhs, "555000000009")

    assert sign_ins.choose_role(nhs, "555000000001").role == "Clinical, Nurse at X26"
    assert sign_ins.authoriser(nhs).headers(nhs)["NHSD-Session-URID"] == "555000000001"


def test_a_role_that_is_set_later_is_taken_without_a_new_sign_in(sign_in, sign_ins, nhs, staff):
    sign_in(nhs)
    one = replace(nhs, nhs=Nhs(role="555000000001"))

    assert sign_ins.authoriser(one).headers(one)["NHSD-Session-URID"] == "555000000001"


def test_a_citizen_has_no_roles_and_needs_none(sign_in, sign_ins, nhs, authority):
    authority.service.manner.person = {"sub": "c-1", "given_name": "Ada", "family_name": "Okafor"}
    result = sign_in(nhs)

    assert (result.user, result.roles) == ("Ada Okafor", ())
    assert "NHSD-Session-URID" not in sign_ins.authoriser(nhs).headers(nhs)


def test_the_identity_page_asks_for_roles_where_the_provider_knows_them(sign_ins, nhs, authority, staff):
    def scope(one):
        pending = sign_ins.begin(one)
        pending.close()
        return query_of(pending.url)["scope"]

    assert scope(nhs) == "openid profile nationalrbacaccess"
    assert scope(with_oauth(nhs, scopes="openid email user/*.cruds")) == "openid email"
    authority.service.manner.scopes = ()
    assert scope(nhs) == "openid profile"


def test_the_token_is_refreshed_once_and_rotated(sign_in, sign_ins, nhs, authority, clock):
    authority.service.grants.life_s = 10
    sign_in(nhs)
    first = sign_ins.authoriser(nhs).headers(nhs)["Authorization"]
    clock.move(9)
    second = sign_ins.authoriser(nhs).headers(nhs)["Authorization"]

    assert first != second
    assert authority.service.asked[2:] == ["refresh_token"]


def test_a_refresh_token_that_has_ended_by_its_own_time_is_not_tried(
    sign_in, sign_ins, nhs, authority, clock
):
    authority.service.manner.refresh_life_s = 3599
    sign_in(nhs)
    clock.move(3600)

    with pytest.raises(SignInNeeded, match="nobody has signed in"):
        sign_ins.authoriser(nhs).headers(nhs)
    assert len(authority.service.asked) == 2


@pytest.mark.parametrize(
    ("misdeed", "words"),
    [
        (Misdeed.WRONG_NONCE, "proof of who signed in"),
        (Misdeed.UNSIGNED, "proof of who signed in"),
        (Misdeed.OTHER_PERSON, "named somebody else"),
        (Misdeed.WRONG_STATE, "another sign-in"),
    ],
)
def test_a_wicked_provider_signs_nobody_in(sign_in, sign_ins, nhs, authority, staff, misdeed, words):  # noqa: PLR0917
    authority.service.manner.misdeeds = frozenset({misdeed})

    with pytest.raises(FetchError, match=words):
        sign_in(nhs)

    assert sign_ins.signed_in(nhs.id) is None
    assert "urn:ietf:params:oauth:grant-type:token-exchange" not in authority.service.asked


def test_a_provider_that_proves_nothing_is_refused(sign_in, nhs, authority):
    with pytest.raises(SignInNeeded, match="did not prove who signed in"):
        sign_in(with_oauth(nhs, scopes="profile"))


@pytest.mark.parametrize("missing", ["identity_issuer", "identity_client", "token_url"])
def test_settings_that_are_missing_are_said_before_any_page(sign_ins, nhs, missing):
    with pytest.raises(SignInNeeded, match="identity provider or token address is not set"):
        sign_ins.begin(with_oauth(nhs, **{missing: ""}))


def test_a_missing_key_is_said_before_any_page(sign_ins, nhs):
    with pytest.raises(SignInNeeded, match="no key file is set"):
        sign_ins.begin(with_oauth(nhs, key_file=""))


def test_signing_out_revokes_there(sign_in, sign_ins, nhs):
    sign_in(nhs)

    assert sign_ins.sign_out(nhs).endswith("confirmed that the sign-in works no more.")


def test_one_that_is_stopped_while_its_proof_is_exchanged_is_revoked(sign_ins, nhs, authority):
    pending = sign_ins.begin(nhs)
    authority.service.manner.misdeeds = frozenset({Misdeed.SLOW_TOKENS})

    def stop_late(url):
        browse(url)
        while "authorization_code" not in authority.service.asked:
            threading.Event().wait(0.01)
        sign_ins.cancel(nhs.id)
        authority.service.manner.hold.set()

    with pytest.raises(Cancelled):
        signed(pending, stop_late)

    assert sign_ins.signed_in(nhs.id) is None
    assert authority.service.asked[-2:] == ["/revoke", "/revoke"]


def test_a_sign_in_with_a_role_is_never_kept_beyond_the_session(sign_in, nhs, secrets, staff):
    sign_in(with_oauth(nhs, offline=True))

    assert secrets.kept == {}
