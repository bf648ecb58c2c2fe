"""An address that any web page may hold opens nothing but a sign-in at a configured source (AUTH-20)."""

import pytest

from viewer.context.launch_address import endpoint_for, launch_of
from viewer.errors import UsageError
from viewer.source.endpoint import Endpoint, SignIn

GOOD = "tributary:launch?iss=https%3A%2F%2Fa.org%2Fr4%2F&launch=t0ken"


def endpoint(base_url, sign_in=SignIn.SMART):
    return Endpoint(id="a" * 32, name="Acute", care_setting="", base_url=base_url, sign_in=sign_in)


@pytest.mark.parametrize("address", [GOOD, GOOD.replace("tributary:", "tributary://")])
def test_a_launch_names_a_server_and_a_token(address):
    launch = launch_of(address)
    assert (launch.iss, launch.token) == ("https://a.org/r4", "t0ken")


@pytest.mark.parametrize(
    "address",
    [
        "https://a.org",
        "tributary:open?patient=9990000018",
        GOOD + "&patient=9990000018",
        GOOD + "&launch=other",
        "tributary:launch?iss=https%3A%2F%2Fa.org",
        "tributary:launch?iss=&launch=x",
        "tributary:launch",
        GOOD + "\n",
        GOOD + "x" * 5000,
    ],
)
def test_anything_else_is_refused_in_words_that_hold_nothing_of_it(address):
    with pytest.raises(UsageError) as refused:
        launch_of(address)
    assert "9990000018" not in str(refused.value)
    assert "a.org" not in str(refused.value)


def test_only_a_configured_smart_source_is_launched():
    launch = launch_of(GOOD)
    ours = endpoint("https://a.org/r4")
    assert endpoint_for(launch, [endpoint("https://b.org"), ours]) is ours
    with pytest.raises(UsageError, match="not one of your sources"):
        endpoint_for(launch, [endpoint("https://a.org/r4/x"), endpoint("https://A.org/r4")])
    with pytest.raises(UsageError, match="does not sign in by SMART"):
        endpoint_for(launch, [endpoint("https://a.org/r4", SignIn.BASIC)])


@pytest.mark.parametrize(
    "address", ["tributary://[bad", "tributary://[::1]launch?iss=a&launch=b", "tributary://launch\u2100?"]
)
def test_an_address_that_cannot_be_taken_apart_is_refused_in_words(address):
    with pytest.raises(UsageError, match="it is not a launch address"):
        launch_of(address)
