"""SMART App Launch from the settings to the words on the screen, over real HTTP (AUTH-03..11, 19, 20)."""

import threading

import pytest

from tests.auth.at_hand import browse, query_of, signed, visit, with_oauth
from viewer.auth.identity import ALGORITHMS
from viewer.demo.authority.misdeeds import Misdeed
from viewer.errors import Cancelled, FetchError, SignInNeeded


def wicked(authority, *misdeeds):
    authority.service.manner.misdeeds = frozenset(misdeeds)


def test_a_person_signs_in_and_requests_are_signed(sign_in, sign_ins, smart, authority):
    result = sign_in(smart)

    assert result.user == "Ada Okafor"
    assert all(line.granted for line in result.scopes)
    assert len(result.person) == 16
    assert result.notes == ()
    assert authority.service.lets_in(sign_ins.authoriser(smart).headers(smart)["Authorization"])
    assert sign_ins.signed_in(smart.id) == result


def test_the_page_asks_for_the_base_as_audience_with_s256_and_least_scopes(sign_ins, smart):
    pending = sign_ins.begin(smart)
    query = query_of(pending.url)
    pending.close()

    assert query["aud"] == smart.base_url
    assert query["code_challenge_method"] == "S256"
    assert query["scope"].startswith("openid fhirUser user/Patient.rs")
    assert "offline_access" not in query["scope"]
    assert query["redirect_uri"].startswith("http://127.0.0.1:")


def test_a_service_with_a_page_of_its_own_waits_for_its_button(sign_ins, smart, authority):
    authority.service.manner.asks = True

    def press(url):
        page = visit(url)[2]
        ticket = page.split("value='")[1].split("'")[0]
        return browse(f"{authority.base}/agreed?ticket={ticket}")

    assert signed(sign_ins.begin(smart), press).user == "Ada Okafor"


@pytest.mark.parametrize(
    ("misdeed", "words"),
    [
        (Misdeed.WRONG_STATE, "belongs to another sign-in"),
        (Misdeed.TWO_STATES, "twice"),
        (Misdeed.WRONG_ISSUER, "another sign-in service"),
        (Misdeed.NO_ISSUER, "another sign-in service"),
        (Misdeed.DENIED, "refused or cancelled"),
        (Misdeed.NO_CODE, "holds no code"),
        (Misdeed.WRONG_NONCE, "proof of who signed in"),
        (Misdeed.WRONG_AUDIENCE, "proof of who signed in"),
        (Misdeed.WRONG_SIGNATURE, "proof of who signed in"),
        (Misdeed.UNSIGNED, "proof of who signed in"),
        (Misdeed.OLD_PROOF, "proof of who signed in"),
        (Misdeed.BUSY_TOKENS, "busy"),
        (Misdeed.HTML_TOKENS, "unreadable"),
    ],
)
def test_a_wicked_service_signs_nobody_in(sign_in, sign_ins, smart, authority, misdeed, words):  # noqa: PLR0917
    wicked(authority, misdeed)

    with pytest.raises(FetchError, match=words):
        sign_in(smart)

    assert sign_ins.signed_in(smart.id) is None
    with pytest.raises(SignInNeeded, match="nobody has signed in"):
        sign_ins.authoriser(smart).headers(smart)


@pytest.mark.parametrize("misdeed", [Misdeed.NO_S256, Misdeed.RELATIVE])
def test_a_service_that_cannot_be_trusted_is_refused_before_any_page(sign_ins, smart, authority, misdeed):
    wicked(authority, misdeed)

    with pytest.raises(SignInNeeded):
        sign_ins.begin(smart)


def test_rights_that_were_cut_down_are_shown_for_their_type(sign_in, smart, authority):
    wicked(authority, Misdeed.FEWER_SCOPES)
    result = sign_in(smart)
    missing = [line.words for line in result.scopes if not line.granted]

    assert missing == ["Allergies and adverse reactions (AllergyIntolerance): read - asked for, not granted"]
    assert "did not grant 1 type" in result.notes[0]


def test_rights_to_change_that_nobody_asked_for_are_said(sign_in, smart, authority):
    wicked(authority, Misdeed.WRITE_SCOPES)

    assert "Problems (Condition): change, never used" in [line.what for line in sign_in(smart).scopes]


def test_a_service_that_says_no_rights_is_said(sign_in, smart, authority):
    wicked(authority, Misdeed.NO_SCOPE)

    assert "did not say which rights" in sign_in(smart).notes[0]


def test_the_launch_context_is_honoured_and_the_banner_may_be_unneeded(sign_in, sign_ins, smart, authority):
    authority.service.manner.context = {
        "patient": "7", "encounter": "9", "need_patient_banner": False, "fhirContext": [{"reference": "List/1"}],
    }  # fmt: skip
    result = sign_in(smart)

    assert (result.patient, result.encounter, result.need_banner) == ("Patient/7", "Encounter/9", False)
    assert "1 more records as context" in result.notes[0]
    assert sign_ins.signed_in(smart.id).patient == "Patient/7"


def test_a_launch_token_of_the_host_reaches_the_service_with_the_launch_scope(
    sign_in, sign_ins, smart, authority
):
    pending = sign_ins.begin(smart, launch="token-of-host")
    query = query_of(pending.url)
    pending.close()

    assert query["launch"] == "token-of-host"
    assert "launch" in query["scope"].split()
    sign_in(smart, launch="token-of-host")
    assert authority.service.launches == ["token-of-host"]


def test_two_of_one_name_are_two_and_one_is_the_same_in_every_session(sign_in, smart, authority):
    first, again = sign_in(smart), sign_in(smart)
    authority.service.manner.person = dict(authority.service.manner.person) | {"sub": "somebody-else"}
    other = sign_in(smart)

    assert first.user == other.user
    assert first.person == again.person != other.person


def test_who_signed_in_is_not_said_where_it_cannot_be_checked(sign_in, smart, authority):
    one = with_oauth(smart, authorize_url=f"{authority.base}/authorize", token_url=f"{authority.base}/token")
    result = sign_in(one)

    assert (result.user, result.person) == ("", "")
    assert "could not be checked" in result.notes[0]


def test_keys_that_cannot_be_had_name_nobody_but_let_in(sign_in, smart, authority):
    one = with_oauth(
        smart,
        authorize_url=f"{authority.base}/authorize",
        token_url=f"{authority.base}/token",
        issuer=f"{authority.base}/no-such-issuer",
    )

    with pytest.raises(SignInNeeded, match="another sign-in service"):
        sign_in(one)  # the callback names the real issuer
    wicked(authority, Misdeed.NO_ISSUER)
    assert "could not be checked" in sign_in(one).notes[0]


def test_a_service_without_a_person_is_said_and_one_that_was_not_asked_is_not(sign_in, smart, authority):
    authority.service.manner.person = {"sub": "x"}
    assert sign_in(smart).notes == ("The source did not say who signed in.",)
    authority.service.manner.person = {"sub": "x", "fhirUser": "Practitioner/1"}
    result = sign_in(with_oauth(smart, scopes="user/Patient.rs"))

    assert (result.user, result.notes) == ("", ())


def test_a_client_with_the_organisations_key_signs_the_exchange(sign_in, smart, keys):
    one = with_oauth(smart, client_id="rsa", key_file=keys.file("rsa"), key_id="k1")

    assert sign_in(one).user == "Ada Okafor"


def test_a_client_that_is_not_known_is_refused_in_words(sign_in, smart):
    with pytest.raises(SignInNeeded, match="does not accept this program"):
        sign_in(with_oauth(smart, client_id="nobody"))


def test_a_sign_in_can_be_stopped_while_it_waits(sign_ins, smart):
    pending = sign_ins.begin(smart)
    stop = threading.Event()
    stop.set()

    with pytest.raises(Cancelled):
        pending.wait(stop)


def test_a_fixed_port_is_used_exactly(sign_in, sign_ins, smart):
    first = sign_ins.begin(smart)
    port = int(query_of(first.url)["redirect_uri"].split(":")[2].split("/")[0])
    first.close()
    one = with_oauth(smart, redirect_port=port)
    pending = sign_ins.begin(one)

    assert query_of(pending.url)["redirect_uri"] == f"http://127.0.0.1:{port}/callback"
    assert signed(pending).user == "Ada Okafor"


def test_no_shared_secret_and_no_none_is_a_signature():
    assert not any(name.startswith(("HS", "none")) for name in ALGORITHMS)


def test_one_that_is_stopped_while_its_code_is_exchanged_is_revoked(sign_ins, smart, authority):
    pending = sign_ins.begin(smart)
    wicked(authority, Misdeed.SLOW_TOKENS)

    def stop_late(url):
        browse(url)
        while "authorization_code" not in authority.service.asked:
            threading.Event().wait(0.01)
        sign_ins.cancel(smart.id)
        authority.service.manner.hold.set()

    with pytest.raises(Cancelled):
        signed(pending, stop_late)

    assert sign_ins.signed_in(smart.id) is None
    assert authority.service.asked == ["authorization_code", "/revoke"]
