"""What one endpoint's settings mean for its requests."""

from pathlib import Path

import pytest

from viewer.errors import VaultError
from viewer.fetch.options import FetchOptions, Proxy
from viewer.fetch.options_for import options_for
from viewer.source.connection import Asking, Nhs, Transport
from viewer.source.endpoint import Kind
from viewer.source.secret import Purpose, secret_name
from viewer.store.vault import MemoryVault


class Locked:
    """A keyring that refuses everything."""

    def secret(self, endpoint_id):
        raise VaultError("the keyring is locked")

    def store(self, endpoint_id, secret):
        raise VaultError("the keyring is locked")

    def forget(self, endpoint_id):
        raise VaultError("the keyring is locked")


def test_without_settings_the_programs_own_limits_hold(fetching):
    assert options_for(fetching.endpoint("https://a.example"), MemoryVault()) == FetchOptions()


def test_the_settings_of_an_endpoint_win_over_the_limits_given(fetching):
    asking = Asking(page_size=20, parallel=2, per_second=5)
    endpoint = fetching.endpoint("https://a.example", asking=asking, transport=Transport(ca_file="/ca.pem"))

    options = options_for(endpoint, MemoryVault(), FetchOptions(attempts=1, page_size=7))

    assert (options.page_size, options.workers, options.per_second) == (20, 2, 5)
    assert (options.attempts, options.ca_file) == (1, Path("/ca.pem"))


@pytest.mark.parametrize(("key_file", "expected"), [("", None), ("/my.key", Path("/my.key"))])
def test_a_client_certificate_takes_its_passphrase_from_the_keyring(fetching, key_file, expected):
    transport = Transport(certificate_file="/my.p12", key_file=key_file)
    endpoint = fetching.endpoint("https://a.example", transport=transport)
    vault = MemoryVault()
    vault.store(secret_name(endpoint.id, Purpose.CERTIFICATE), "canary")

    client = options_for(endpoint, vault).client

    assert (client.file, client.key_file, client.passphrase()) == (Path("/my.p12"), expected, "canary")
    assert "canary" not in repr(client)


def test_a_proxy_takes_its_password_from_the_keyring(fetching):
    transport = Transport(proxy="http://proxy.example:3128", proxy_user="me")
    endpoint = fetching.endpoint("https://a.example", transport=transport)
    vault = MemoryVault()
    vault.store(secret_name(endpoint.id, Purpose.PROXY), "canary")

    proxy = options_for(endpoint, vault).proxy

    assert (proxy.address, proxy.user, proxy.password()) == ("http://proxy.example:3128", "me", "canary")
    assert "canary" not in repr(proxy)


def test_direct_is_no_proxy_at_all(fetching):
    endpoint = fetching.endpoint("https://a.example", transport=Transport(proxy="direct"))

    assert options_for(endpoint, MemoryVault()).proxy == Proxy()


def test_no_secret_is_read_before_it_is_needed(fetching):
    endpoint = fetching.endpoint("https://a.example", transport=Transport(certificate_file="/my.p12"))

    assert options_for(endpoint, Locked()).client is not None


@pytest.mark.parametrize("kind", Kind)
def test_a_national_service_gets_five_requests_a_second_unless_told_otherwise(fetching, kind):
    usual = options_for(fetching.endpoint("https://a.example", kind=kind), MemoryVault())
    asking = Asking(per_second=2)
    told = options_for(fetching.endpoint("https://a.example", kind=kind, asking=asking), MemoryVault())

    assert usual.per_second == (0 if kind is Kind.FHIR else 5)
    assert told.per_second == 2


def test_the_key_of_the_directory_is_read_from_its_own_place(fetching):
    endpoint = fetching.endpoint("https://a.example", nhs=Nhs(directory="https://directory.example"))
    secrets = MemoryVault()
    secrets.store(secret_name(endpoint.id, Purpose.DIRECTORY), "key of the directory")

    assert options_for(endpoint, secrets).directory_key() == "key of the directory"
