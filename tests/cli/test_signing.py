"""Signing in from the command line: the browser is opened, the rights are printed, what is secret is not."""

import json
import threading

import pytest

from tests.auth.at_hand import browse
from viewer.cli import signing
from viewer.demo.authority.misdeeds import Misdeed
from viewer.demo.authority.proofs import Client
from viewer.demo.authority.server import Authority
from viewer.engine import setting as settings
from viewer.source.secret import Purpose
from viewer.store.audit import audit_file
from viewer.store.vault import MemoryVault


@pytest.fixture(autouse=True)
def place(own_home, monkeypatch):
    vault = MemoryVault()
    monkeypatch.setattr(settings, "vault", lambda: vault)
    return vault


@pytest.fixture
def authority():
    with Authority(Client("viewer", offline=True)) as running:
        yield running


@pytest.fixture
def browser(monkeypatch):
    """A browser that goes where it is sent, as the person would."""
    opened, threads = [], []

    def opens(url):
        opened.append(url)
        threads.append(threading.Thread(target=browse, args=(url,)))
        threads[-1].start()
        return True

    monkeypatch.setattr(signing.webbrowser, "open", opens)
    yield opened
    for thread in threads:
        thread.join()


def add(run, authority, *more):
    run(
        "endpoint",
        "add",
        "--name",
        "GP",
        "--url",
        authority.fhir,
        "--sign-in",
        "smart",
        "--client-id",
        "viewer",
        *more,
    )


def test_user_and_rights_are_printed_and_the_address_s_secret_is_not(run, authority, browser):
    add(run, authority)
    code, out, err = run("endpoint", "sign-in", "GP")

    assert code == 0
    assert "User   Ada Okafor" in out
    assert "Right  " in out
    assert "at 127.0.0.1" in err
    assert browser[0] not in out + err
    assert "This sign-in ends with this command" in err


def test_one_that_stays_is_kept_and_signed_out_again(run, authority, browser, place):
    add(run, authority, "--offline")
    code, _, err = run("endpoint", "sign-in", "GP")
    assert code == 0
    assert "ends with this command" not in err
    assert any(name.endswith(f"-{Purpose.REFRESH}") for name in place._secrets)
    code, _, err = run("endpoint", "sign-out", "GP")

    assert code == 0
    assert "signed out" in err
    assert place._secrets.keys() <= {"audit"}


def test_a_refusal_is_said_in_words(run, authority, browser):
    authority.service.manner.misdeeds = frozenset({Misdeed.DENIED})
    add(run, authority)
    code, out, err = run("endpoint", "sign-in", "GP")

    assert (code, out) == (1, "")
    assert "refused or cancelled" in err
    line = json.loads(audit_file().read_text("utf-8").splitlines()[-1])
    assert (line["action"], line["outcome"]) == ("sign-in", "failed")


def test_without_a_browser_nobody_waits(run, authority, monkeypatch):
    monkeypatch.setattr(signing.webbrowser, "open", lambda _: False)
    add(run, authority)
    code, _, err = run("endpoint", "sign-in", "GP")

    assert code == 2
    assert "No browser could be opened" in err


def test_a_source_with_a_secret_is_not_signed_in_to_in_the_browser(run):
    run("endpoint", "add", "--name", "GP", "--url", "http://127.0.0.1:9/x")

    assert run("endpoint", "sign-in", "GP")[0] == 2


def test_a_removed_source_is_signed_out_of_first(run, authority, browser, place):
    add(run, authority, "--offline")
    run("endpoint", "sign-in", "GP")
    code, _, err = run("endpoint", "remove", "GP")

    assert code == 0
    assert "The source confirmed that the sign-in works no more" in err
    assert place._secrets.keys() <= {"audit"}
