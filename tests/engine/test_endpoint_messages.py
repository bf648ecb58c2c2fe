"""Messages about endpoints: what is about endpoints alone is one family, and no default is shared."""

from typing import get_args

from viewer.engine import endpoint_messages as said
from viewer.source.endpoint import Endpoint
from viewer.source.secret import Purpose

ENDPOINT = Endpoint(id="0" * 32, name="GP", care_setting="", base_url="https://h.example")


def test_what_is_about_endpoints_alone_is_one_family():
    assert set(get_args(said.OfEndpoints)) >= {
        said.SaveEndpoint, said.RemoveEndpoint, said.TestEndpoint, said.CancelTest, said.BeginSignIn,
        said.CancelSignIn, said.SignOut, said.ChooseRole,
    }  # fmt: skip


def test_secrets_of_one_message_are_not_those_of_the_next():
    first = said.SaveEndpoint(endpoint=ENDPOINT)
    first.secrets[Purpose.SIGN_IN] = "s"

    assert said.SaveEndpoint(endpoint=ENDPOINT).secrets == {}
