"""Adding a source: policy speaks first, what is missing is named or asked for, a file must be there."""

import pytest

from viewer.engine import setting as settings
from viewer.source.endpoint import Kind
from viewer.store.policy import Policy

GP = ("endpoint", "add", "--name", "GP", "--url", "http://127.0.0.1:9/fhir")


@pytest.fixture(autouse=True)
def _place(keyring):
    del keyring


def test_a_kind_that_policy_has_off_is_said_before_anything_is_asked(run):
    code, _, err = run("endpoint", "add", "--kind", "pds", typed="PDS\n", terminal=True)

    assert code == 1
    assert err.startswith("tributary: Personal Demographics Service (PDS)")
    assert "--name" not in err


def test_missing_values_name_their_options_where_nobody_can_be_asked(run):
    code, _, err = run(*GP, "--sign-in", "signed-jwt", "--key-id", "k1")

    assert code == 2
    assert "--client-id: client ID, given by the source's owner; --key-file: PEM private key" in err
    assert run("endpoint", "list")[1] == ""


def test_at_a_terminal_the_way_to_sign_in_and_its_fields_are_asked_for(run, monkeypatch):
    monkeypatch.setattr("getpass.getpass", lambda _: "s3cret")

    code, _, err = run("endpoint", "add", typed="basic\nGP\nhttp://127.0.0.1:9/fhir\nann\n", terminal=True)

    assert code == 0
    assert "How to sign in (none, basic" in err
    assert "User name for basic (--user):" in err
    assert "signs in with basic" in run("endpoint", "list")[1]


def test_only_the_ways_of_the_kind_are_offered(run, monkeypatch):
    monkeypatch.setattr(settings, "read_policy", lambda: Policy(kinds=frozenset({Kind.PDS})))

    code, _, err = run("endpoint", "add", "--kind", "pds", typed="basic\n", terminal=True)

    assert code == 2
    assert "basic" not in err
    assert "--sign-in must be one of" in err


def test_nothing_typed_names_the_option(run):
    code, _, err = run(
        "endpoint", "add", "--sign-in", "basic", typed="GP\nhttp://127.0.0.1:9\n\n", terminal=True
    )

    assert code == 2
    assert "--user is needed" in err


@pytest.mark.parametrize(
    "given",
    [
        ("--ca-file", "/gone/ca.pem"),
        ("--certificate-file", "/gone/c.pem"),
        ("--sign-in", "smart", "--client-id", "app", "--key-file", "/gone/k.pem"),
    ],
)
def test_a_file_that_is_not_there_is_refused(run, given):
    code, _, err = run(*GP, *given, typed="\n")

    assert code == 2
    assert f"{given[-2]}: there is no file {given[-1]}" in err
    assert run("endpoint", "list")[1] == ""


@pytest.mark.usefixtures("no_keyring")
def test_a_secret_that_no_keyring_takes_is_said_not_to_be_kept(run):
    code, out, err = run(*GP, "--sign-in", "bearer", typed="s3cret\n")

    assert code == 1
    assert "GP was added." in err
    assert "The secret was NOT kept: there is no keyring" in err
    assert "s3cret" not in out + err
    assert "signs in with bearer" in run("endpoint", "list")[1]
