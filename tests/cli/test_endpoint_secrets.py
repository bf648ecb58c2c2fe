"""Storing a secret again, without its ever being shown."""

import pytest

GP = ("endpoint", "add", "--name", "GP", "--url", "http://127.0.0.1:9/fhir")


def test_a_secret_is_stored_anew(run, keyring):
    run(*GP, "--sign-in", "bearer", typed="old\n")

    code, out, err = run("endpoint", "secret", "GP", typed="s3cret\n")

    assert code == 0
    assert list(keyring._secrets.values()) == ["s3cret"]
    assert "s3cret" not in out + err
    assert "kept in the keyring" in err


def test_a_passphrase_is_taken_away_by_an_empty_line(run, keyring):
    run(*GP, "--certificate-file", __file__, typed="phrase\n")
    assert list(keyring._secrets.values()) == ["phrase"]

    assert run("endpoint", "secret", "GP", typed="\n")[0] == 0
    assert keyring._secrets == {}


def test_nothing_typed_keeps_the_old_one(run, keyring):
    run(*GP, "--sign-in", "bearer", typed="old\n")

    assert run("endpoint", "secret", "GP")[0] == 2
    assert list(keyring._secrets.values()) == ["old"]


@pytest.mark.usefixtures("keyring")
def test_a_source_without_a_secret_says_so(run):
    run(*GP)

    code, _, err = run("endpoint", "secret", "GP")

    assert code == 2
    assert "set up without a secret" in err


@pytest.mark.usefixtures("no_keyring")
def test_without_a_keyring_it_is_not_kept(run):
    run(*GP, "--sign-in", "bearer", typed="old\n")

    code, _, err = run("endpoint", "secret", "GP", typed="s3cret\n")

    assert code == 1
    assert "NOT kept" in err
