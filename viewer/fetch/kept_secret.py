"""A secret of the transport, read from the keyring when it is first needed and kept for this run."""

from threading import Lock

from viewer.errors import SignInNeeded, VaultError
from viewer.source.endpoint import Endpoint
from viewer.source.protocols import SecretStore
from viewer.source.secret import Purpose, secret_name


class KeptSecret:
    """One secret of one endpoint. A keyring that is locked asks the person once, not at every request."""

    def __init__(self, endpoint: Endpoint, purpose: Purpose, secrets: SecretStore) -> None:
        self._endpoint = endpoint
        self._purpose = purpose
        self._secrets = secrets
        self._lock = Lock()
        self._kept: str | None = None

    def __call__(self) -> str:
        """Return the secret, "" where none is stored. Raises SignInNeeded where the keyring refuses."""
        with self._lock:
            if self._kept is None:
                self._kept = self._read()
            return self._kept

    def _read(self) -> str:
        try:
            return self._secrets.secret(secret_name(self._endpoint.id, self._purpose)) or ""
        except VaultError as error:
            raise SignInNeeded(self._endpoint.name, error.what, error.advice) from None
