"""Which fields stand on screen for which kind and way to sign in."""

from dataclasses import fields

import pytest

from viewer.source.connection import Asking, Nhs, OAuth, Transport
from viewer.source.endpoint import Endpoint, Kind, SignIn
from viewer.source.secret import Purpose
from viewer.ui.sources import endpoint_fields as table

PLAIN = Endpoint(id="a" * 32, name="GP", care_setting="", base_url="https://a.org")
SPECS = (*table.BASIC, *table.NATIONAL, *table.SIGN_IN, *table.ADVANCED)


def test_every_setting_of_an_endpoint_has_its_field():
    nested = {"oauth": OAuth, "transport": Transport, "asking": Asking, "nhs": Nhs}
    wanted = {f"{place}.{one.name}" for place, kind in nested.items() for one in fields(kind)}
    wanted |= {one.name for one in fields(Endpoint)} - {"id", *nested}

    assert {spec.key for spec in SPECS} == wanted | (set(Purpose) - {Purpose.REFRESH})


@pytest.mark.parametrize("sign_in", list(SignIn))
def test_a_way_to_sign_in_shows_only_fields_that_exist(sign_in):
    assert table.sign_in_keys(sign_in) <= {spec.key for spec in table.SIGN_IN}
    assert table.sign_in_keys(sign_in) >= {"sign_in"}


@pytest.mark.parametrize("kind", list(Kind))
def test_a_kind_shows_only_fields_that_exist(kind):
    keys = table.national_keys(kind, directory=True)

    assert keys <= {spec.key for spec in table.NATIONAL}
    assert bool(keys) is (kind is not Kind.FHIR)


def test_the_passphrase_is_asked_for_only_with_a_certificate_and_the_password_only_with_a_proxy():
    plain = table.advanced_keys(PLAIN)
    special = table.advanced_keys(
        Endpoint(
            id="a" * 32, name="GP", care_setting="", base_url="https://a.org", sign_in=SignIn.SMART,
            transport=Transport(certificate_file="/c", proxy="http://p.org"),
        )
    )  # fmt: skip

    assert not plain & {Purpose.CERTIFICATE, Purpose.PROXY, "oauth.scopes"}
    assert special >= {Purpose.CERTIFICATE, Purpose.PROXY, "oauth.scopes", "oauth.redirect_port"}
