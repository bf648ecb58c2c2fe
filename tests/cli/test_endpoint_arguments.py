"""Every setting of an endpoint has its option, and an option gives that setting alone."""

import argparse
from dataclasses import fields, replace
from pathlib import Path

import pytest

from viewer.cli.endpoint_arguments import _OPTIONS, add_options, endpoint_of
from viewer.source.connection import Asking, Nhs, OAuth, Transport, Use
from viewer.source.endpoint import Endpoint, Kind, Marking, SignIn

BLANK = Endpoint(id="", name="", care_setting="", base_url="")


def read(*typed):
    parser = argparse.ArgumentParser()
    add_options(parser)
    return endpoint_of(parser.parse_args(typed))


def test_every_setting_has_an_option_and_none_takes_a_secret():
    nested = {"oauth": OAuth, "transport": Transport, "asking": Asking, "nhs": Nhs}
    wanted = {f"{place}.{one.name}" for place, kind in nested.items() for one in fields(kind)}
    wanted |= {one.name for one in fields(Endpoint)} - {"id", *nested}

    assert {option.key for option in _OPTIONS} == wanted
    assert not [option for option in _OPTIONS if "secret" in option.name or "pass" in option.name]


def test_nothing_given_is_an_endpoint_as_it_is_by_default():
    assert read() == BLANK


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (("--name", "GP", "--url", "https://a.org/r4/"), replace(BLANK, name="GP", base_url="https://a.org/r4")),
        (("--kind", "pds", "--marking", "demo"), replace(BLANK, kind=Kind.PDS, marking=Marking.DEMO)),
        (("--sign-in", "smart", "--client-id", "app"), replace(BLANK, sign_in=SignIn.SMART, oauth=OAuth(client_id="app"))),
        (("--redirect-port", "8400", "--offline"), replace(BLANK, oauth=OAuth(redirect_port=8400, offline=True))),
        (("--post-search", "always"), replace(BLANK, asking=Asking(post_search=Use.ALWAYS))),
        (("--link-alias", "https://a", "--link-alias", "https://b"), replace(BLANK, asking=Asking(link_aliases=("https://a", "https://b")))),
        (("--ods", "A1001"), replace(BLANK, nhs=Nhs(organisation="A1001"))),
        (("--ca-file", "ca.pem"), replace(BLANK, transport=Transport(ca_file=str(Path("ca.pem").absolute())))),
    ],
)  # fmt: skip
def test_an_option_gives_its_setting(typed, expected):
    assert read(*typed) == expected
