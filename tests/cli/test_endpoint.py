"""Adding, listing, trying and removing sources; a secret is piped in, never typed on the line, never shown."""

import pytest

from viewer.cli import endpoint as command
from viewer.cli import endpoint_secrets
from viewer.engine import setting as settings
from viewer.engine.messages import TestedStep
from viewer.source.endpoint import Kind
from viewer.store.policy import Policy


@pytest.fixture(autouse=True)
def place(keyring):
    return keyring


def added(run, *more, typed=""):
    return run("endpoint", "add", "--name", "GP", "--url", "http://127.0.0.1:9/fhir/", *more, typed=typed)


def test_nothing_set_up_is_said(run):
    assert run("endpoint", "list") == (0, "", "No source is set up. Add one with 'tributary endpoint add'.\n")


def test_a_source_is_added_listed_and_removed_again(run):
    assert added(run)[0] == 0
    assert run("endpoint", "list")[1] == "GP\thttp://127.0.0.1:9/fhir\tsandbox\tfhir\tno sign-in\n"
    assert "was removed" in run("endpoint", "remove", "GP")[2]
    assert run("endpoint", "list")[1] == ""


def test_what_is_not_given_is_asked_for(run):
    code, _, err = run("endpoint", "add", typed="GP\nhttp://127.0.0.1:9/fhir\n")

    assert code == 0
    assert err.startswith("Name on screen (--name):\nFHIR base URL (--url):\n")
    assert run("endpoint", "add")[0] == 2


def test_a_secret_comes_from_standard_input_and_is_never_shown(run):
    code, out, err = added(run, "--sign-in", "bearer", typed="s3cret\n")
    listed = run("endpoint", "list")

    assert code == 0
    assert "s3cret" not in out + err + listed[1] + listed[2]
    assert "kept in the keyring" in err
    assert "signs in with bearer" in listed[1]


def test_a_secret_is_asked_for_unseen_at_a_terminal(run, monkeypatch, place):
    monkeypatch.setattr(endpoint_secrets.getpass, "getpass", lambda _: "s3cret")

    code = run(
        "endpoint", "add", "--sign-in", "bearer", typed="GP\nhttp://127.0.0.1:9/fhir\n", terminal=True
    )[0]

    assert code == 0
    assert "s3cret" in place._secrets.values()


def test_a_sign_in_without_its_secret_is_wrong_usage(run):
    assert added(run, "--sign-in", "bearer")[0] == 2


def test_an_address_with_credentials_is_refused_and_not_repeated(run):
    code, out, err = run("endpoint", "add", "--name", "GP", "--url", "https://u:hidden@h.example/fhir")

    assert code != 0
    assert "hidden" not in out + err


def test_a_live_source_is_refused_without_policy(run):
    code, _, err = added(run, "--marking", "live")

    assert code == 1
    assert "not allowed on this computer" in err


def test_trying_a_source_says_each_step_and_a_name_that_is_none_is_refused(run):
    added(run)

    code, out, _ = run("endpoint", "test", "GP")

    assert code == 1
    assert "FAILS      Connection" in out
    assert "not tried  TLS" in out
    assert run("endpoint", "test", "GQ")[0] == 2


def test_a_trial_in_which_nothing_fails_ends_well_also_where_steps_were_not_tried(run, monkeypatch):
    steps = [
        TestedStep(name="TLS", ok=True, words="w"),
        TestedStep(name="Sign-in", ok=None, words="not tried"),
    ]
    monkeypatch.setattr(command.EndpointDesk, "trial", lambda *_: lambda _cancel: iter(steps))
    added(run)

    assert run("endpoint", "test", "GP")[0] == 0


def test_sources_that_policy_locks_are_not_changed(run, monkeypatch):
    added(run)
    monkeypatch.setattr(settings, "read_policy", lambda: Policy(lock_endpoints=True))

    code, _, err = added(run)

    assert code == 1
    assert "set by your organisation" in err
    assert "GP is not used" in err


SIGNED = (
    "--sign-in", "signed-jwt", "--client-id", "app", "--key-file", __file__, "--key-id", "k1",
    "--proxy", "http://p.org:3128", "--proxy-user", "ann",
)  # fmt: skip


def test_each_secret_is_a_line_of_its_own_and_a_passphrase_may_be_empty(run, place):
    code, out, err = added(run, *SIGNED, typed="\nhush\n")

    assert code == 0
    assert "hush" not in out + err
    ((name, secret),) = place._secrets.items()
    assert (name[32:], secret) == ("-proxy", "hush")


def test_a_missing_secret_saves_nothing(run, place):
    code, _, err = added(run, *SIGNED, typed="phrase\n")

    assert code == 2
    assert "Password at the proxy" in err
    assert (place._secrets, run("endpoint", "list")[1]) == ({}, "")


def test_secrets_are_removed_with_their_source(run, place):
    added(run, *SIGNED, typed="phrase\nhush\n")
    assert len(place._secrets) == 2
    run("endpoint", "remove", "GP")

    assert place._secrets == {}


def test_a_national_kind_needs_policy_and_says_what_must_be_held(run, monkeypatch):
    pds = ("--kind", "pds", "--ods", "A1001", "--sign-in", "api-key", "--header", "apikey")
    code, _, err = added(run, *pds, typed="k\n")
    assert code == 1
    assert "Personal Demographics Service (PDS) is not enabled" in err
    monkeypatch.setattr(settings, "read_policy", lambda: Policy(kinds=frozenset({Kind.PDS})))
    code, _, err = added(run, *pds, typed="k\n")

    assert code == 0
    assert "Your organisation must hold" in err
    assert "Tested against a simulator only" in err
    assert "\tpds\tsigns in with api-key" in run("endpoint", "list")[1]


def test_a_source_that_people_sign_in_to_says_how(run):
    assert "tributary endpoint sign-in 'GP'" in added(run, "--sign-in", "smart", "--client-id", "app")[2]


def test_steps_are_aligned_with_their_times(run):
    added(run)
    lines = run("endpoint", "test", "GP")[1].splitlines()

    places = {line.index(" s  ") for line in lines if " s  " in line}
    assert len(places) == 1
