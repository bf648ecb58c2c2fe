"""What each national service has to be told before it is asked."""

from dataclasses import replace

import pytest

from viewer.source.connection import Nhs, Transport
from viewer.source.endpoint import Endpoint, Kind, Marking, SignIn
from viewer.store.kind_rules import KINDS, NATIONAL, kind_problem

GP_CONNECT = (Kind.GP_CONNECT, Kind.GP_DOCUMENTS)
FULL = Nhs(
    organisation="A1001", organisation_name="North Moor", from_asid="200000000359", to_asid="918999198738", role="555254240100",
    user_id="555254239107", user_name="Dr A Example",
    provider="B82001",
)  # fmt: skip


def of(kind, **changes):
    sign_in = KINDS[kind].sign_ins[0] if kind is not Kind.FHIR else SignIn.NONE
    base = Endpoint(
        id="a" * 32, name="N", care_setting="", base_url="https://n.org", kind=kind, nhs=FULL, sign_in=sign_in
    )
    return replace(base, **changes)


@pytest.mark.parametrize("kind", list(Kind))
def test_a_kind_that_is_told_everything_is_taken(kind):
    assert kind_problem(of(kind)) == ""


@pytest.mark.parametrize(
    ("kind", "name"), [(kind, name) for kind, facts in KINDS.items() for name in facts.needs]
)
def test_every_needed_value_is_asked_for_by_name(kind, name):
    sign_in = SignIn.NONE if kind in GP_CONNECT else SignIn.BEARER
    words = kind_problem(of(kind, nhs=replace(FULL, **{name: " "}), sign_in=sign_in))

    assert words.startswith(f"{KINDS[kind].label} needs the ")


def test_several_missing_values_are_all_named():
    words = kind_problem(of(Kind.SCR, nhs=Nhs(), sign_in=SignIn.BEARER))

    assert (
        "ODS code of your organisation, the role profile id (URID) of the person who asks and the id" in words
    )


def test_what_the_person_s_own_sign_in_says_is_not_asked_for():
    assert kind_problem(of(Kind.SCR, nhs=Nhs(organisation="A1001"), sign_in=SignIn.EXCHANGE)) == ""


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"organisation": "a1"}, "ODS code"),
        ({"provider": "x"}, "ODS code"),
        ({"to_asid": ""}, "ASID of the practice's system"),
        ({"to_asid": "", "directory": "http://sds.org"}, "the directory: the address must start"),
        ({"from_asid": "12"}, "twelve digits"),
        ({"to_asid": "x" * 12}, "twelve digits"),
        ({"role": "a b"}, "URID"),
        ({"user_name": "a\nb"}, "line break"),
    ],
)
def test_a_value_of_the_wrong_shape_is_refused(change, words):
    assert words in kind_problem(of(Kind.GP_CONNECT, nhs=replace(FULL, **change)))


@pytest.mark.parametrize("kind", GP_CONNECT)
def test_gp_connect_is_told_who_asks_in_place_of_a_token(kind):
    assert "in this way" in kind_problem(of(kind, sign_in=SignIn.BEARER))
    assert kind_problem(of(kind, sign_in=SignIn.API_KEY, header_name="X-API-Key")) == ""
    words = kind_problem(of(kind, sign_in=SignIn.API_KEY, header_name="authorization"))
    assert words.endswith("the API key needs another one")


@pytest.mark.parametrize("kind", GP_CONNECT)
def test_gp_connect_wants_a_person_and_of_a_smartcard_its_role(kind):
    assert "nobody in particular" in kind_problem(of(kind, nhs=replace(FULL, user_name="Reception")))
    assert "URID" in kind_problem(of(kind, nhs=replace(FULL, role="")))
    assert kind_problem(of(kind, nhs=replace(FULL, role="", user_id="jones.c"))) == ""


def test_live_gp_connect_needs_its_client_certificate():
    live = of(Kind.GP_CONNECT, marking=Marking.LIVE)

    assert "client certificate" in kind_problem(live)
    assert kind_problem(replace(live, transport=Transport(certificate_file="/c.p12"))) == ""


def test_a_live_person_s_search_is_never_signed_in_by_the_application_alone():
    live = of(Kind.PDS, marking=Marking.LIVE)

    assert kind_problem(live) == ""
    assert "person's own sign-in" in kind_problem(replace(live, sign_in=SignIn.SIGNED_JWT))


def test_a_way_to_sign_in_that_a_service_does_not_know_is_refused():
    assert "in this way" in kind_problem(of(Kind.PDS, sign_in=SignIn.BASIC))


def test_every_national_service_says_what_must_be_held():
    assert all(KINDS[kind].must_hold.startswith("Your organisation must hold") for kind in NATIONAL)
    assert set(KINDS) == set(Kind)
