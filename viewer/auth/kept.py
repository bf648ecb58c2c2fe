"""How a refresh token is kept: in the keyring, with the address it was issued for (AUTH-02, AUTH-21)."""

import hashlib
from dataclasses import dataclass
from urllib.parse import quote, unquote

from viewer.auth.discovery import Service
from viewer.errors import SignInNeeded
from viewer.source.endpoint import Endpoint
from viewer.source.protocols import SecretStore
from viewer.source.secret import Purpose, secret_name

_FORM = "1"
_BESIDE = "&"  # quoting leaves none in a name


@dataclass(frozen=True, slots=True, repr=False)
class Kept:
    """A refresh token, and who signed in with it: the screen must say whose sign-in goes on (AUTH-11).

    ``person`` is as in ``SignedIn``; "" for one that was kept by a former version.
    """

    token: str
    user: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class KeptRefresh:
    """The one refresh token of an endpoint. The keyring may take a dialog's time; no lock is held here."""

    endpoint: Endpoint
    secrets: SecretStore

    def read(self, service: Service) -> Kept | None:
        """Return what is kept, None if nothing is.

        Raises SignInNeeded where it was issued for another address (AUTH-02), VaultError.
        """
        kept = self.secrets.secret(self._name) or ""
        if not kept:
            return None
        form, mark, user, token = (kept.split("|", 3) + [""] * 3)[:4]
        if form != _FORM or mark != self._mark(service) or not token:
            raise SignInNeeded(
                self.endpoint.name,
                "the kept sign-in was made for another address and is not sent to this one",
            )
        name, _, person = user.partition(_BESIDE)
        return Kept(token, unquote(name), person)

    def holds(self, token: str) -> bool:
        """Whether this very token is kept. Raises VaultError."""
        kept = self.secrets.secret(self._name) if token else None
        return (kept or "").split("|", 3)[3:] == [token]

    def store(self, service: Service, kept: Kept) -> None:
        """Store and read back, in place of the one before. Raises VaultError, then that one may be gone."""
        user = f"{quote(kept.user)}{_BESIDE}{kept.person}" if kept.person else quote(kept.user)
        self.secrets.store(self._name, f"{_FORM}|{self._mark(service)}|{user}|{kept.token}")

    def forget(self) -> None:
        """Delete every copy. Raises VaultError."""
        self.secrets.forget(self._name)

    @property
    def _name(self) -> str:
        return secret_name(self.endpoint.id, Purpose.REFRESH)

    def _mark(self, service: Service) -> str:
        # A short digest: Windows' keyring keeps 1,280 letters at most (PRIV-05).
        bound = f"{self.endpoint.base_url}\n{service.token}\n{self.endpoint.oauth.client_id}"
        return hashlib.blake2b(bound.encode(), digest_size=16).hexdigest()
