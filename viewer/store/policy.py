"""What the administrator of this computer allows; whatever is unclear in it is not allowed."""

import plistlib
import stat
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.parsers.expat import ExpatError

from viewer.errors import SettingsError
from viewer.source.endpoint import Endpoint, Kind
from viewer.store.endpoint_rules import live_of_server
from viewer.store.endpoints import added, endpoint_from, not_allowed
from viewer.store.kind_rules import NATIONAL
from viewer.store.policy_keys import KEYS, WHAT, Join
from viewer.store.strict import Table, only_known, read_table, start_of, table_of, tables_in, texts_in

LINUX_FOLDER = Path("/etc/tributary/policies/managed")
MAC_FILE = Path("/Library/Managed Preferences/org.tributary.viewer.plist")
WINDOWS_KEY = r"SOFTWARE\Policies\Tributary"
_NAMES = frozenset({"endpoints", "kinds"} | {key.name for key in KEYS})
_JSON = frozenset({"endpoints", "kinds"} | {key.name for key in KEYS if key.join is Join.SHARED})
_FLAGS = frozenset(key.name for key in KEYS if isinstance(key.default, bool))
_ROOT = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """``allow_live``: endpoints with live data may be used. ``lock_endpoints``: only those given here.

    ``kinds``: the national services that may be asked; none unless they are named. The demo plays them all.
    What each of the others means stands beside its key in ``policy_keys``.
    ``problem`` is "" or says why the policy could not be used; then nothing beyond the least is allowed.
    """

    allow_live: bool = False
    lock_endpoints: bool = False
    keep_links: bool = False
    allow_print: bool = True
    allow_export: bool = True
    allow_copy: bool = True
    clipboard_seconds: int = 60
    idle_lock_minutes: int = 10
    session_hours: int = 12
    pin_only: bool = False
    personal_accounts: bool = False
    purposes: tuple[str, ...] = ("TREAT",)
    allow_break_glass: bool = False
    hide_from_capture: bool = False
    keep_records: bool = False
    keep_records_hours: int = 12
    stale_minutes: int = 30
    seen_days: int = 90
    audit_anchor: str = "system"
    audit_anchor_file: str = ""
    send_audit: bool = False
    search_documents: bool = False
    endpoints: tuple[Endpoint, ...] = ()
    kinds: frozenset[Kind] = frozenset()
    problem: str = ""

    def check_leaving(self, *, printing: bool) -> None:
        """Raise SettingsError where nothing may leave on paper (``printing``) or as a file."""
        if not (self.allow_print if printing else self.allow_export):
            what = "Printing" if printing else "Saving a record as a file"
            raise SettingsError(
                f"{what} is not allowed: your organisation's policy for this computer forbids it",
                "Ask your IT support who may.",
            )


def read_policy(folder: Path | None = None, *, owner: int = _ROOT) -> Policy:
    """Read the policy of this computer; ``folder`` and ``owner`` are for tests alone.

    Never raises: a policy that cannot be trusted or read allows the least and says why.
    """
    try:
        if folder is not None:
            return joined(_tables_in_folder(folder, owner))
        return joined(_tables_of_system())
    except SettingsError as error:
        strictest: dict[str, Any] = {key.name: key.strictest for key in KEYS}
        return Policy(**strictest, problem=str(error))


def _tables_of_system() -> list[Table]:
    if sys.platform == "win32":  # pragma: no cover - Windows alone
        return _tables_in_registry()
    elif sys.platform == "darwin":  # pragma: no cover - macOS alone  # noqa: RET505 - the type checker follows platforms by elif alone
        return _tables_in_plist(MAC_FILE, _ROOT)
    else:
        return _tables_in_folder(LINUX_FOLDER, _ROOT)


def joined(tables: Sequence[Table]) -> Policy:
    """Make one policy of several files: what one of them forbids stays forbidden. Raises SettingsError."""
    for table in tables:
        only_known(table, _NAMES, WHAT)
    said: dict[str, Any] = {key.name: key.read(tables) for key in KEYS}
    kinds = _kinds_in(tables)
    endpoints: tuple[Endpoint, ...] = ()
    for table in tables:
        for one in tables_in(table, "endpoints", WHAT):
            endpoint = endpoint_from(one, WHAT)
            try:
                endpoints = added(endpoints, endpoint, allow_live=said["allow_live"], kinds=kinds)
            except SettingsError as error:
                raise SettingsError(f"{WHAT}, under 'endpoints': {error.what}", error.advice) from None
    return Policy(**said, endpoints=endpoints, kinds=kinds)


def _kinds_in(tables: Sequence[Table]) -> frozenset[Kind]:
    """Return the kinds that every file with a list of them names. Raises SettingsError."""
    lists = [texts_in(table, "kinds", WHAT) for table in tables if "kinds" in table]
    known = {kind.value: kind for kind in NATIONAL}
    for name in (name for names in lists for name in names):
        if name not in known:
            raise SettingsError(f"{WHAT}: 'kinds' may hold {', '.join(known)}")
    sets: list[set[Kind]] = [{known[name] for name in names} for names in lists]
    return frozenset(set.intersection(*sets)) if sets else frozenset()


def usable(policy: Policy, own: Sequence[Endpoint]) -> tuple[Endpoint, ...]:
    """Return the endpoints that may be used: the administrator's, then the person's own where allowed."""
    refused = {endpoint.id for endpoint, _ in left_out(policy, own)}
    return policy.endpoints + tuple(one for one in own if one.id not in refused)


def left_out(policy: Policy, own: Sequence[Endpoint]) -> tuple[tuple[Endpoint, str], ...]:
    """Return the person's own endpoints that may not be used, each with the reason, so that it is said."""
    found = ((endpoint, _why_not(policy, endpoint) or _live_there(policy, own, endpoint)) for endpoint in own)
    return tuple((endpoint, why) for endpoint, why in found if why)


def _why_not(policy: Policy, own: Endpoint) -> str:
    if policy.lock_endpoints:
        return "your administrator allows only the sources that the policy names"
    refused = not_allowed(own, allow_live=policy.allow_live, kinds=policy.kinds)
    if refused:
        return refused
    if any(own.id == one.id or own.name.casefold() == one.name.casefold() for one in policy.endpoints):
        return "your administrator has set up a source of the same name"
    return ""


def _live_there(policy: Policy, own: Sequence[Endpoint], endpoint: Endpoint) -> str:
    """Say which source of live data is on the same server, allowed or not: this one gives its data too."""
    live = live_of_server(endpoint, (*policy.endpoints, *own))
    words = "is a source of live data on the same server, and this one is not marked so"
    return f"{live.name} {words}" if live else ""


def _tables_in_folder(folder: Path, owner: int) -> list[Table]:
    if not _is_there(folder):
        return []
    _trust(folder, owner)
    try:
        files = sorted(file for file in folder.iterdir() if file.suffix.casefold() == ".json")
    except OSError as error:
        raise SettingsError(f"{WHAT} cannot be read ({error.strerror})") from None
    found = (_table_in(file, owner) for file in files)
    return [table for table in found if table is not None]


def _table_in(file: Path, owner: int) -> Table | None:
    """Read one file of several and check what can be checked of it alone, so that words can name it."""
    try:
        _trust(file, owner)
        table = read_table(file, WHAT)
        if table is not None:
            _check_alone(table)
    except SettingsError as error:
        raise SettingsError(f"{error.what} (in its file {file.name!r})", error.advice) from None
    return table


def _check_alone(table: Table) -> None:
    """Raise SettingsError for what no other file could mend."""
    only_known(table, _NAMES, WHAT)
    for key in KEYS:
        key.read([table])
    _kinds_in([table])
    for one in tables_in(table, "endpoints", WHAT):
        endpoint_from(one, WHAT)


def _tables_in_plist(file: Path, owner: int) -> list[Table]:
    if not _is_there(file):
        return []
    _trust(file, owner)
    try:
        content = plistlib.loads(start_of(file, WHAT))
    except (OSError, ValueError, ExpatError, plistlib.InvalidFileException):
        raise SettingsError(f"{WHAT} cannot be read") from None
    if not isinstance(content, dict):
        raise SettingsError(f"{WHAT} must be a dictionary")
    return [content]


def _is_there(path: Path) -> bool:
    """Whether a policy is there. Raises SettingsError for one that cannot be reached: that is not "none"."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise SettingsError(f"{WHAT} cannot be read ({error.strerror})") from None
    return True


def _trust(path: Path, owner: int) -> None:
    """Refuse what somebody other than the administrator may have written. Raises SettingsError."""
    try:
        about = path.lstat()
    except OSError as error:
        raise SettingsError(f"{WHAT} cannot be read ({error.strerror})") from None
    if stat.S_ISLNK(about.st_mode) or about.st_uid != owner or about.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise SettingsError(f"{WHAT} is not used: somebody other than the administrator can change it")


if sys.platform == "win32":  # pragma: no cover - Windows alone
    import winreg

    def _tables_in_registry() -> list[Table]:
        """Read ``HKLM``, where only administrators write: flags as DWORD, lists as JSON text."""
        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, WINDOWS_KEY) as key:
                count = winreg.QueryInfoKey(key)[1]
                values = dict(winreg.EnumValue(key, number)[:2] for number in range(count))
        except FileNotFoundError:
            return []
        except OSError:
            raise SettingsError(f"{WHAT} cannot be read") from None
        return [table_of_values(values)]


def table_of_values(values: Table) -> Table:
    """Turn registry values into the table that a policy file holds: flags and numbers are DWORDs there.

    Raises SettingsError.
    """
    found: dict[str, object] = {}
    for name, value in values.items():
        if name in _JSON and isinstance(value, str):
            found |= table_of(f'{{"{name}": {value}}}'.encode(), WHAT)
        elif name in _FLAGS and isinstance(value, int) and value in {0, 1}:
            found[name] = bool(value)
        else:
            found[name] = value
    return found
