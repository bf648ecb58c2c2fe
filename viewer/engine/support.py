"""What a support bundle holds: this program and how it is set up, and never a patient, a name or a secret.

All of it is one text, shown before it is saved; what is not in the text is not in the bundle.
"""

import hashlib
import io
import platform
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from urllib.parse import urlsplit

from viewer import __version__
from viewer.errors import StoreError, ViewerError
from viewer.source.endpoint import Endpoint
from viewer.store import settings
from viewer.store.atomic import write_whole
from viewer.store.audit import audit_file
from viewer.store.audit_file import segments
from viewer.store.crash_reports import kept_reports
from viewer.store.endpoints import endpoints_file, load
from viewer.store.plain_file import opened_plain
from viewer.store.policy import Policy, read_policy

PROMISE = "No patient, no name and no secret is in this text. Read it before you send it to anybody."
_LIBRARIES = (
    "PySide6-Essentials",
    "fhirclient",
    "requests",
    "keyring",
    "cryptography",
    "msgspec",
    "websockets",
)
_CHECKED = frozenset({"time_zone", "audit_anchor"})  # texts out of a list: they cannot hold anything else
_OPAQUE = 8
_ADVICE = "Choose another place; the text stays on the screen."


def support_text(*, hosts: bool = False, now: datetime | None = None) -> str:
    """Return the whole text; ``hosts``: with the host name of each source, which the person has to want."""
    policy = read_policy()
    parts = (
        ("Program", _program(now or datetime.now(UTC))),
        ("Settings of this person", _settings()),
        ("Policy of this computer", _policy(policy, hosts=hosts)),
        ("Sources", _sources(policy.endpoints, hosts=hosts)),
        ("Audit trail", _audit(audit_file())),
        ("Crash reports", _crashes()),
    )
    said = ["\n  ".join([title, *lines]) for title, lines in parts]
    return "\n\n".join([f"Tributary: support bundle. {PROMISE}", *said]) + "\n"


def save_bundle(path: Path, text: str) -> None:
    """Save the text that was shown as the one file of a zip. Raises StoreError."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr("support.txt", text)
    write_whole(path, packed.getvalue(), "The support bundle could not be saved", _ADVICE)


def _program(now: datetime) -> list[str]:
    return [
        f"Tributary {__version__}",
        f"At {now.astimezone(UTC):%Y-%m-%d %H:%M} UTC",
        f"{platform.system()} {platform.release()}, {platform.machine()}",
        f"Python {platform.python_version()}",
        *(f"{name} {_version(name)}" for name in _LIBRARIES),
    ]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "is not known"


def _settings() -> list[str]:
    try:
        found = settings.load(settings.settings_file())
    except ViewerError:
        return ["The file cannot be read, or holds what is no setting"]
    return [f"{one.name}: {_shown(one.name, getattr(found, one.name))}" for one in fields(found)]


def _policy(policy: Policy, *, hosts: bool) -> list[str]:
    names = [one.name for one in fields(policy) if one.name not in {"endpoints", "problem"}]
    trouble = "none"
    if policy.problem:  # its words may name a source
        trouble = policy.problem if hosts else "yes; its words are left out with the host names"
    return [
        *(f"{name}: {_shown(name, getattr(policy, name))}" for name in names),
        f"sources that it sets: {len(policy.endpoints)}",
        f"trouble: {trouble}",
    ]


def _shown(name: str, value: object) -> str:
    """Return a setting in words; of a free text only whether there is one."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple | frozenset):
        return ", ".join(sorted(str(one) for one in value)) or "none"
    if isinstance(value, str) and name not in _CHECKED:
        return "set" if value else "not set"
    return str(value) or "not set"


def _sources(managed: Sequence[Endpoint], *, hosts: bool) -> list[str]:
    try:
        own = load(endpoints_file())
    except ViewerError:
        return [*_lines(managed, hosts=hosts), "The person's own list cannot be read"]
    return [*_lines((*managed, *own), hosts=hosts)] or ["none"]


def _lines(endpoints: Sequence[Endpoint], *, hosts: bool) -> Iterator[str]:
    for one in endpoints:
        words = f"{one.id[:_OPAQUE]}: {one.kind}, {one.marking}, sign-in {one.sign_in}"
        yield f"{words}, host {urlsplit(one.base_url).hostname or 'none'}" if hosts else words


def _audit(path: Path) -> list[str]:
    """Return how long the trail is and what its newest line is bound by; none of its lines."""
    count, newest = 0, b""
    try:
        parts = segments(path)
        for part in parts.values():
            with opened_plain(part) as lines:
                for line in lines:
                    count, newest = count + 1, line
    except OSError as error:
        return [f"It cannot be read ({error.strerror or 'no reason given'})"]
    head = hashlib.sha256(newest.rstrip(b"\r\n")).hexdigest()
    return [f"Lines: {count}", f"Files: {len(parts)}", f"Head: {head}"] if parts else ["There is none yet"]


def _crashes() -> list[str]:
    try:
        kept = kept_reports()
    except (StoreError, OSError):
        return ["They cannot be read"]
    lines = [f"Kept: {len(kept)}"]
    for name, text in kept:
        lines += ["", name, *text.splitlines()]
    return lines
