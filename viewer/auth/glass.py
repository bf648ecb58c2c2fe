"""Whether a request says that it is made as an emergency, beside how it is signed in (PRIV-20)."""

from collections.abc import Mapping

from viewer.source.endpoint import Endpoint
from viewer.source.glass import LABEL, Glass
from viewer.source.protocols import Authoriser


class UnderGlass:
    """An ``Authoriser``: another one's headers, with the label of FHIR while emergency access lasts."""

    def __init__(self, inner: Authoriser, glass: Glass) -> None:
        self._inner = inner
        self._glass = glass

    @property
    def session(self) -> object:
        """What the inner one knows of its sign-in, None where it knows nothing."""
        return getattr(self._inner, "session", None)

    def headers(self, endpoint: Endpoint) -> Mapping[str, str]:
        """Return the headers of one request. Raises SignInNeeded, VaultError."""
        sent = self._inner.headers(endpoint)
        return {**sent, **LABEL} if self._glass.of(endpoint.id) else sent

    def renew(self, endpoint: Endpoint) -> bool:
        """Renew the inner sign-in."""
        return self._inner.renew(endpoint)
