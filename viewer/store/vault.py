"""Where a secret is: in the OS keyring, else in memory for this session, never on the disk in clear."""

import importlib
from collections.abc import Callable, Iterator
from threading import Lock
from typing import TypeVar

from keyring.backend import KeyringBackend
from keyring.errors import InitError, KeyringError, KeyringLocked, NoKeyringError, PasswordDeleteError

from viewer.errors import VaultError
from viewer.store.long_secrets import SERVICE, LongSecrets
from viewer.store.one_thread import OneThread, StoppedWaiting, TooSlow

WINDOWS_LONGEST = 1280  # characters: 2,560 bytes of UTF-16 (PRIV-05)
_MOST_COPIES = 20
_STOPPED = "Nobody waits for the keyring any more"
_ANSWER = "Answer the keyring's own window, then do it again."
_TIME_LIMIT_S = 60.0  # long enough for a person to answer the keyring's own dialog

# PRIV-07: these and no other; asking keyring for "the best" would take plain files where they are installed,
# and would obey an environment variable.
_ALLOWED = (
    "keyring.backends.Windows.WinVaultKeyring",
    "keyring.backends.macOS.Keyring",
    "keyring.backends.SecretService.Keyring",
    "keyring.backends.kwallet.DBusKeyring",
)

T = TypeVar("T")


def is_allowed(backend: KeyringBackend) -> bool:
    """Whether a backend is exactly one of the OS keyrings; a chain of backends is not one."""
    return f"{type(backend).__module__}.{type(backend).__qualname__}" in _ALLOWED


def backends() -> Iterator[KeyringBackend]:
    """Yield the OS keyrings that can be used here, best first. May wait for the keyring's service."""
    for name in _ALLOWED:
        module, _, kind = name.rpartition(".")
        try:
            found: type[KeyringBackend] = getattr(importlib.import_module(module), kind)
            if found.viable:
                backend = found()
                if hasattr(backend, "persist"):
                    backend.persist = "local machine"  # PRIV-10: not roaming to other computers
                yield backend
        except (ImportError, AttributeError):
            continue
        except foreign_errors():
            continue


def foreign_errors() -> tuple[type[BaseException], ...]:
    """Return what keyrings raise: their own errors, and those of the libraries below them."""
    names = (
        ("secretstorage.exceptions", "SecretStorageException"),
        ("jeepney", "DBusErrorResponse"),
        ("pywintypes", "error"),
        ("win32ctypes.pywin32.pywintypes", "error"),
        ("keyring.backends.macOS.api", "Error"),
    )
    found: list[type[BaseException]] = [KeyringError, OSError, RuntimeError, ValueError]
    for module, name in names:
        try:
            found.append(getattr(importlib.import_module(module), name))
        except (ImportError, AttributeError, OSError):
            continue
    return tuple(found)


class MemoryVault:
    """Secrets for this session only, in memory; where there is no keyring (PRIV-08)."""

    lasting = False
    words = "There is no keyring on this computer that can be used: secrets are kept for this session only."

    def __init__(self) -> None:
        self._lock = Lock()
        self._secrets: dict[str, str] = {}

    @property
    def ids(self) -> frozenset[str]:
        """What has a secret here."""
        with self._lock:
            return frozenset(self._secrets)

    def secret(self, endpoint_id: str) -> str | None:
        """Return the secret, None if there is none."""
        with self._lock:
            return self._secrets.get(endpoint_id)

    def store(self, endpoint_id: str, secret: str) -> None:
        """Keep a secret until the process ends."""
        with self._lock:
            self._secrets[endpoint_id] = secret

    def forget(self, endpoint_id: str) -> None:
        """Drop a secret."""
        with self._lock:
            self._secrets.pop(endpoint_id, None)


class KeyringVault:
    """Secrets in one OS keyring. Calls run on one thread with a time limit; they may take a dialog's time.

    Only an opaque id names a secret there (PRIV-09): what names it can be read by other programs.
    """

    lasting = True
    words = "Secrets are kept in the keyring of this computer."

    def __init__(
        self, backend: KeyringBackend, *, long: LongSecrets | None = None, time_limit_s: float = _TIME_LIMIT_S
    ) -> None:
        if not is_allowed(backend):
            raise VaultError("This keyring is not one that keeps secrets safe")
        is_windows = type(backend).__name__ == "WinVaultKeyring"
        self._long = long or LongSecrets(WINDOWS_LONGEST if is_windows else None)
        self._backend = backend
        self._time_limit_s = time_limit_s
        self._thread = OneThread("keyring")

    def secret(self, endpoint_id: str) -> str | None:
        """Return the secret, None if there is none. Raises VaultError."""
        return self._long.opened(
            endpoint_id, self._run(lambda: self._backend.get_password(SERVICE, endpoint_id))
        )

    def store(self, endpoint_id: str, secret: str) -> None:
        """Store and read back. Raises VaultError, and then nothing is kept."""
        kept = self._long.to_keep(endpoint_id, secret)
        before: list[str | None] = []
        try:
            self._run(
                lambda: self._put(endpoint_id, kept, before.append),
                too_late=lambda: self._put_back(endpoint_id, before),  # it was said that nothing was saved
            )
        except VaultError:
            self._long.drop(endpoint_id, kept)
            raise
        for former in before:
            if former != kept:
                self._long.drop(endpoint_id, former)

    def forget(self, endpoint_id: str) -> None:
        """Delete every copy and verify (PRIV-11). Raises VaultError."""
        self._run(lambda: self._remove(endpoint_id))
        self._long.drop_all(endpoint_id)

    def _put_back(self, endpoint_id: str, before: list[str | None]) -> None:
        self._remove(endpoint_id)
        for secret in filter(None, before):
            self._backend.set_password(SERVICE, endpoint_id, secret)

    def _put(self, endpoint_id: str, secret: str, found: Callable[[str | None], None]) -> None:
        found(self._backend.get_password(SERVICE, endpoint_id))
        self._backend.set_password(SERVICE, endpoint_id, secret)
        if self._backend.get_password(SERVICE, endpoint_id) != secret:
            self._remove(endpoint_id)
            raise VaultError("The keyring did not give back what was stored in it")

    def _remove(self, endpoint_id: str) -> None:
        for _ in range(_MOST_COPIES):  # Secret Service deletes only the first of several
            if self._backend.get_password(SERVICE, endpoint_id) is None:
                return
            self._backend.delete_password(SERVICE, endpoint_id)
        advice = "Delete the entries 'tributary' in your computer's own keyring program."
        raise VaultError("The keyring still holds a copy of the secret", advice)

    def _run(self, work: Callable[[], T], too_late: Callable[[], None] | None = None) -> T:
        try:
            return self._thread.run(work, self._time_limit_s, too_late)
        except StoppedWaiting:
            raise VaultError(_STOPPED, _ANSWER) from None
        except TooSlow:
            raise VaultError(
                "The keyring did not answer; it may be waiting for you in a window of its own"
            ) from None
        except foreign_errors() as error:
            raise _said(error) from None  # the library's text may name what was asked for


def _said(error: BaseException) -> VaultError:
    if isinstance(error, KeyringLocked):  # whoever reads, checks or wipes was about to save or type nothing
        return VaultError("The keyring is locked", "Unlock the keyring, then do it again.")
    if isinstance(error, NoKeyringError | InitError):
        return VaultError("The keyring cannot be opened; it may not have been set up yet")
    if isinstance(error, PasswordDeleteError):
        return VaultError("The keyring did not delete the secret")
    return VaultError("The keyring refused")


def vault(time_limit_s: float = _TIME_LIMIT_S) -> KeyringVault | MemoryVault:
    """Return the keyring of this computer, else memory. ``words`` and ``lasting`` say which it is.

    Raises VaultError where the person stops waiting before that is known.
    """
    thread = OneThread("keyring search")
    try:
        backend = thread.run(lambda: next(backends(), None), time_limit_s)
    except StoppedWaiting:  # it may be there all the same: nothing is kept elsewhere in its place
        raise VaultError(_STOPPED, _ANSWER) from None
    except TooSlow:
        backend = None
    return MemoryVault() if backend is None else KeyringVault(backend, time_limit_s=time_limit_s)
