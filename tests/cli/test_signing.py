"""Signing in from the command line: the browser is opened, the rights are printed, what is secret is not."""

import json
import threading
from datetime import UTC, datetime, timedelta

import pytest

from tests.auth.at_hand import browse
from tests.cli.conftest import Keyring
from viewer.auth.sign_ins import SignIns
from viewer.cli import signing
from viewer.demo.authority.misdeeds import Misdeed
from viewer.demo.authority.proofs import Client
from viewer.demo.authority.server import Authority
from viewer.engine import setting as settings
from viewer.errors import StoreError, VaultError
from viewer.source.secret import Purpose
from viewer.store.audit import Action, Audit, audit_file
from viewer.store.kept_records import KEY_NAME, CopyName, KeptRecords, kept_records_file
from viewer.store.vault import MemoryVault


@pytest.fixture(autouse=True)
def place(keyring):
    return keyring


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


@pytest.fixture
def copies(place):
    """A record that is kept for a faster start."""
    place.store(KEY_NAME, bytes(32).hex())
    records = KeptRecords(kept_records_file(), bytes(32), timedelta(hours=12))
    name = CopyName(who=("amy",), source=("s", "https://gp.example"), patients=("Patient/1",))
    records.keep(name, (b"row",), datetime.now(UTC))
    return kept_records_file()


@pytest.mark.parametrize("action", ["sign-out", "remove"])
def test_what_was_read_goes_with_the_sign_in(run, authority, place, copies, action):
    add(run, authority)
    code, _, err = run("endpoint", action, "GP")

    assert code == 0
    assert not copies.exists()
    assert place.secret(KEY_NAME) is None
    assert "What was kept of records on this computer is deleted" in err
    assert "cache-wipe" in [json.loads(line)["action"] for line in audit_file().read_text().splitlines()]


def test_the_key_goes_also_where_the_file_was_moved_away(run, authority, place, copies):
    copies.rename(copies.with_name("elsewhere"))
    add(run, authority)
    assert run("endpoint", "sign-out", "GP")[0] == 0

    assert place.secret(KEY_NAME) is None


def acts():
    return [
        (line["action"], line["outcome"]) for line in map(json.loads, audit_file().read_text().splitlines())
    ]


@pytest.fixture
def locked(copies, monkeypatch):
    """A keyring that does not let go of the key of the copies."""
    forget = Keyring.forget

    def forgets(self, name):
        if name == KEY_NAME:
            raise VaultError("The keyring is locked")
        forget(self, name)

    monkeypatch.setattr(Keyring, "forget", forgets)
    return copies


@pytest.mark.parametrize(("action", "last"), [("sign-out", ["sign-out"]), ("remove", [])])
def test_a_sign_in_ends_also_where_what_was_read_cannot_be_deleted(run, authority, locked, action, last):
    add(run, authority)
    code, _, err = run("endpoint", action, "GP")

    assert code == 1
    assert not locked.exists()
    assert err.count("The keyring is locked") == 1
    assert ("You were not signed in" if action == "sign-out" else "GP was removed") in err
    assert acts() == [("cache-wipe", "failed"), *((one, "success") for one in last)]


def test_where_no_keyring_is_asked_nobody_is_told_that_the_copies_are_gone_for_good(
    run, authority, copies, monkeypatch
):
    add(run, authority)
    monkeypatch.setattr(settings, "vault", MemoryVault)
    code, _, err = run("endpoint", "sign-out", "GP")

    assert code == 0
    assert not copies.exists()
    assert (
        "The files of records that were kept on this computer are deleted. No keyring could be asked" in err
    )
    assert "kept of records on this computer is deleted" not in err
    assert acts() == [("cache-wipe", "failed"), ("sign-out", "success")]


def refusing(monkeypatch, action):
    """A trail that takes no line of this act."""
    record = Audit.record

    def records(self, act):
        if act.action is action:
            raise StoreError("The audit trail cannot be written (no space left on device)")
        return record(self, act)

    monkeypatch.setattr(Audit, "record", records)


def test_a_sign_in_that_the_trail_cannot_hold_is_undone(run, authority, browser, place, monkeypatch):
    add(run, authority, "--offline")
    refusing(monkeypatch, Action.SIGN_IN)
    code, out, err = run("endpoint", "sign-in", "GP")

    assert (code, out) == (1, "")
    assert not any(name.endswith(f"-{Purpose.REFRESH}") for name in place._secrets)
    assert "The source confirmed that the sign-in works no more" in err
    assert err.count("no space left on device") == 1


def test_where_it_cannot_be_undone_either_both_are_said(run, authority, browser, monkeypatch):
    def fails(*_):
        raise VaultError("The keyring is locked")

    add(run, authority, "--offline")
    refusing(monkeypatch, Action.SIGN_IN)
    monkeypatch.setattr(SignIns, "sign_out", fails)
    code, out, err = run("endpoint", "sign-in", "GP")

    assert (code, out) == (1, "")
    assert err.index("The keyring is locked") < err.index("no space left on device")


def test_why_nobody_is_signed_in_is_said_also_where_it_cannot_be_noted(run, authority, browser, monkeypatch):
    authority.service.manner.misdeeds = frozenset({Misdeed.DENIED})
    add(run, authority)
    refusing(monkeypatch, Action.SIGN_IN)
    code, out, err = run("endpoint", "sign-in", "GP")

    assert (code, out) == (1, "")
    assert err.count("refused or cancelled") == 1
    assert err.count("no space left on device") == 1


def test_what_became_of_a_sign_in_is_said_also_where_it_cannot_be_noted(run, authority, browser, monkeypatch):
    add(run, authority, "--offline")
    run("endpoint", "sign-in", "GP")
    refusing(monkeypatch, Action.SIGN_OUT)
    code, _, err = run("endpoint", "sign-out", "GP")

    assert code == 1
    assert "The source confirmed that the sign-in works no more" in err
    assert "no space left on device" in err
