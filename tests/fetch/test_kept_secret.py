"""A secret of the transport is asked of the keyring once, and a keyring's refusal is a matter of signing in."""

import pytest

from viewer.errors import SignInNeeded, VaultError
from viewer.fetch.kept_secret import KeptSecret
from viewer.source.secret import Purpose


class Counting:
    """A keyring that counts how often it is asked, and refuses if it is to."""

    def __init__(self, value, error=None):
        self.value, self.error, self.asked = value, error, []

    def secret(self, endpoint_id):
        self.asked.append(endpoint_id)
        if self.error:
            raise self.error
        return self.value


def test_the_keyring_is_asked_once(fetching):
    keyring = Counting("canary")
    kept = KeptSecret(fetching.endpoint("https://a.example"), Purpose.PROXY, keyring)

    assert [kept(), kept()] == ["canary", "canary"]
    assert keyring.asked == ["0" * 32 + "-proxy"]


def test_none_stored_is_an_empty_one(fetching):
    assert KeptSecret(fetching.endpoint("https://a.example"), Purpose.PROXY, Counting(None))() == ""


def test_a_refusing_keyring_is_said_with_its_own_advice(fetching):
    keyring = Counting("", VaultError("the keyring is locked", "Unlock it."))

    with pytest.raises(SignInNeeded, match=r"the keyring is locked\. Unlock it"):
        KeptSecret(fetching.endpoint("https://a.example"), Purpose.PROXY, keyring)()
