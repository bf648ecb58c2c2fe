"""The engine's sign-ins: one for all its sources, each asked with its own transport."""

from viewer.auth.authorise import authoriser_for
from viewer.errors import SignInNeeded
from viewer.source.endpoint import Endpoint
from viewer.source.protocols import Authoriser, Cancel, SecretStore
from viewer.source.signed_in import SignedIn


class Pending:
    url = ""

    def wait(self, cancel: Cancel) -> SignedIn:
        raise NotImplementedError

    def close(self) -> None: ...


class SignIns:
    """What is there until viewer/auth/sign_ins.py is."""

    def __init__(self, secrets: SecretStore) -> None:
        self._secrets = secrets

    def authoriser(self, endpoint: Endpoint) -> Authoriser:
        return authoriser_for(endpoint, self._secrets)

    def signed_in(self, endpoint_id: str) -> SignedIn | None:
        del endpoint_id
        return None

    def begin(self, endpoint: Endpoint) -> "Pending":
        raise SignInNeeded(endpoint.name, "signing in in the browser is not there yet")

    def sign_out(self, endpoint: Endpoint) -> str:
        raise SignInNeeded(endpoint.name, "signing in in the browser is not there yet")


def signs_for(secrets: SecretStore) -> SignIns:
    """Return sign-ins that keep their secrets there and reach addresses as each endpoint is reached."""
    return SignIns(secrets)
