"""What the composition root fills in: where secrets are, how requests are authorised, who is asked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from viewer.source.answer import SourceEvent
from viewer.source.endpoint import Endpoint
from viewer.source.origin import Origin


class Cancel(Protocol):
    """A flag that the person or a patient switch sets; ``threading.Event`` satisfies it."""

    def is_set(self) -> bool: ...

    def wait(self, timeout: float | None = None) -> bool: ...


class SecretStore(Protocol):
    """Where secrets are kept. Names are opaque endpoint ids."""

    def secret(self, endpoint_id: str) -> str | None:
        """Return the secret, None if there is none. Raises VaultError."""
        ...

    def store(self, endpoint_id: str, secret: str) -> None:
        """Store and read back. Raises VaultError, and then nothing was saved."""
        ...

    def forget(self, endpoint_id: str) -> None:
        """Delete every copy and verify. Raises VaultError."""
        ...


class Authoriser(Protocol):
    """Turns one endpoint's sign-in into request headers, for that endpoint's origin only."""

    def headers(self, endpoint: Endpoint) -> Mapping[str, str]:
        """Headers for a request to this endpoint's own origin. Raises SignInNeeded, VaultError."""
        ...

    def renew(self, endpoint: Endpoint) -> bool:
        """After a 401: whether another try with new headers may be let in. Once, silently (AUTH-17).

        Several threads may ask at the same time: a token is renewed once for all of them (AUTH-14).
        Raises SignInNeeded, VaultError.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientQuery:
    """Whom to look for: an NHS number (10 digits), a reference (``Patient/1``), or name and birth date.

    ``gender`` is FHIR's code. ``fuzzy``: PDS looks for names that sound alike as well; to be offered only
    where a search without it found nobody (IDM-12). Other sources take neither. ``at``: the id of the one
    source that is asked, "" for all: a reference means nothing elsewhere.
    """

    nhs_number: str = ""
    reference: str = ""
    family: str = ""
    given: str = ""
    birth_date: str = ""
    gender: str = ""
    fuzzy: bool = False
    at: str = ""


class RecordSource(Protocol):
    """One source that can be read: an endpoint behind fetch, or files behind store."""

    @property
    def origin(self) -> Origin: ...

    def find(self, query: PatientQuery, cancel: Cancel) -> Iterator[SourceEvent]:
        """Ask who matches; answers hold Patient resources. Never raises FetchError: it ends in words."""
        ...

    def read(self, patient: str, cancel: Cancel) -> Iterator[SourceEvent]:
        """Read everything about one patient (``Patient/1``; "" for all of a file), to the last page."""
        ...
