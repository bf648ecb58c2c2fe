"""An endpoint is safe until it says otherwise: no sign-in, no live data, and no place for a secret."""

from dataclasses import fields

from viewer.source.endpoint import Endpoint, Marking, SignIn


def test_the_defaults_are_a_sandbox_without_sign_in():
    endpoint = Endpoint(id="0" * 32, name="n", care_setting="", base_url="https://x.example/fhir")

    assert (endpoint.sign_in, endpoint.marking) == (SignIn.NONE, Marking.SANDBOX)


def test_there_is_no_field_for_a_secret():
    assert not {field.name for field in fields(Endpoint)} & {"secret", "password", "token", "key"}
