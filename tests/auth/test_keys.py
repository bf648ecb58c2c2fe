"""Which key files can sign, and the words for those that cannot (AUTH-09)."""

from dataclasses import replace

import pytest

from tests.auth.at_hand import ID, PASSPHRASE, Secrets, with_oauth
from viewer.auth.keys import signing_key
from viewer.errors import SignInNeeded, VaultError


def fit(smart, path, algorithm="RS384", key_id="k1"):
    return with_oauth(smart, key_file=path, algorithm=algorithm, key_id=key_id)


@pytest.mark.parametrize(("name", "algorithm"), [("rsa", "RS384"), ("rsa", "RS512"), ("p384", "ES384")])
def test_a_key_that_fits_its_algorithm_is_read_without_the_keyring(smart, keys, secrets, name, algorithm):
    key = signing_key(fit(smart, keys.file(name), algorithm), secrets)

    assert key.public_key() == keys.pairs[name].public_key()
    assert secrets.calls == []


def test_a_locked_key_is_opened_by_the_passphrase_in_the_keyring(smart, keys):
    secrets = Secrets(**{f"{ID}_key": PASSPHRASE})

    assert signing_key(fit(smart, keys.file("rsa", PASSPHRASE)), secrets).key_size == 2048
    assert secrets.calls == [("read", f"{ID}-key")]


@pytest.mark.parametrize(
    ("name", "algorithm", "words"),
    [
        ("p384", "RS384", "RS384 needs an RSA key"),
        ("p256", "RS512", "RS512 needs an RSA key"),
        ("rsa", "ES384", "curve P-384"),
        ("p256", "ES384", "curve P-384"),
        ("short", "RS512", "shorter than 2048 bits"),
        ("rsa", "RS256", "none of RS384, ES384, RS512"),
        ("rsa", "none", "none of RS384, ES384, RS512"),
    ],
)
def test_a_key_of_the_wrong_kind_is_said(smart, keys, secrets, name, algorithm, words):  # noqa: PLR0917
    with pytest.raises(SignInNeeded, match=words):
        signing_key(fit(smart, keys.file(name), algorithm), secrets)


@pytest.mark.parametrize(
    ("stored", "words"), [({}, "no passphrase is stored"), ({"key": "wrong"}, "does not open")]
)
def test_a_missing_or_wrong_passphrase_is_said_and_never_shown(smart, keys, stored, words):
    secrets = Secrets(**{f"{ID}_{name}": value for name, value in stored.items()})

    with pytest.raises(SignInNeeded, match=words) as caught:
        signing_key(fit(smart, keys.file("rsa", PASSPHRASE)), secrets)

    assert "wrong." not in str(caught.value)


def test_a_file_that_is_missing_unreadable_or_no_key_is_said(smart, secrets, tmp_path):
    (tmp_path / "words.pem").write_text("-----BEGIN CANARY-----")
    for path, words in {
        "": "no key file is set",
        str(tmp_path / "none.pem"): "not there",
        str(tmp_path): "cannot be read",
        str(tmp_path / "words.pem"): "holds no private key",
    }.items():
        with pytest.raises(SignInNeeded, match=words) as caught:
            signing_key(fit(smart, path), secrets)
        assert "CANARY" not in str(caught.value)


def test_a_key_without_a_name_is_refused(smart, keys, secrets):
    with pytest.raises(SignInNeeded, match=r"no name \(kid\)"):
        signing_key(fit(smart, keys.file("rsa"), key_id=""), secrets)


def test_a_locked_keyring_is_said_as_it_is(smart, keys, secrets):
    secrets.locked = True
    one = replace(fit(smart, keys.file("rsa", PASSPHRASE)))

    with pytest.raises(VaultError, match="locked"):
        signing_key(one, secrets)
