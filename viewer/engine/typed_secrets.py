"""Secrets that were typed for one test: they stand before the stored ones and are never stored."""

from collections.abc import Mapping

from viewer.source.protocols import SecretStore
from viewer.source.secret import Purpose, secret_name


class TypedFirst:
    """A store for one test. ``kept`` None: nothing that is stored may be used (AUTH-02).

    What a test is given anew, such as a rotated token, lives as long as the test.
    """

    def __init__(self, endpoint_id: str, typed: Mapping[Purpose, str], kept: SecretStore | None) -> None:
        self._typed = {secret_name(endpoint_id, purpose): secret for purpose, secret in typed.items()}
        self._kept = kept
        # It is replaced each time it is used: a test that used it up would end the person's sign-in.
        self._never = secret_name(endpoint_id, Purpose.REFRESH)

    def secret(self, endpoint_id: str) -> str | None:
        """Return what was typed, else what is stored. Raises VaultError."""
        if endpoint_id in self._typed:
            return self._typed[endpoint_id] or None
        if self._kept is None or endpoint_id == self._never:
            return None
        return self._kept.secret(endpoint_id)

    def store(self, endpoint_id: str, secret: str) -> None:
        """Keep it for this test."""
        self._typed[endpoint_id] = secret

    def forget(self, endpoint_id: str) -> None:
        """Forget it for this test; what is stored stays."""
        self._typed[endpoint_id] = ""
