"""Files of ours and of the administrator that somebody has changed: settings, sources, policy, trails, copies, recordings."""
# ruff: noqa: PT017, PT018 - no tests of pytest: each assertion is a promise that a case is judged by

import hashlib
import json
import os
import plistlib
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random

from tests.fuzz import seeds
from tests.fuzz.case import Case, Kind
from tests.fuzz.mutate import changed, torn
from viewer.errors import SettingsError, ViewerError
from viewer.store import endpoints, settings
from viewer.store.audit_lines import read_lines
from viewer.store.audit_verify import verify
from viewer.store.kept_choices import Choice, KeptChoices
from viewer.store.kept_choices import Kind as Choosing
from viewer.store.kept_records import CopyName, KeptRecords
from viewer.store.policy import Policy, _tables_in_plist, joined, read_policy
from viewer.store.recordings import read

NOW = datetime(2026, 11, 22, 3, 2, tzinfo=UTC)
_KEY = b"k" * 32
_ENDPOINT = {
    "id": "a" * 32, "name": "Acute", "care_setting": "Acute", "base_url": "https://fhir.example/r4", "sign_in": "smart", "marking": "sandbox",
    "oauth": {"client_id": "viewer"}, "transport": {}, "asking": {"page_size": 50, "link_aliases": ["https://b.example"]}, "nhs": {},
}  # fmt: skip
_POLICY = {"allow_live": True, "lock_endpoints": False, "allow_print": True, "idle_lock_minutes": 5, "session_hours": 8, "purposes": ["TREAT"],
           "audit_anchor": "none", "kinds": ["pds"], "endpoints": [_ENDPOINT], "keep_records": True, "keep_records_hours": 4}  # fmt: skip
_SETTINGS = {
    "idle_lock_minutes": 9,
    "time_zone": "Europe/London",
    "look": "dark",
    "text_percent": 150,
    "window": "1366x698",
}
_LIST = {"format": "tributary-endpoints/1", "endpoints": [_ENDPOINT]}
_TEXTS = {
    name: json.dumps(one).encode()
    for name, one in (("settings", _SETTINGS), ("endpoints", _LIST), ("policy", _POLICY))
}
_CHOICE = Choice(Choosing.LINK, ("me",), (("a", "1"), ("b", "2")))
_COPY = CopyName(who=("me",), source=("s",), patients=("p",))


@cache
def _recordings() -> list[bytes]:
    files = sorted((seeds.ROOT / "tests" / "recordings").glob("*.jsonl"))
    return [b"\n".join(file.read_bytes().splitlines()[:4]) + b"\n" for file in files]


def _trail() -> bytes:
    lines, before = [], "0" * 64
    for number in range(1, 5):
        event = {
            "number": number,
            "time": "2026-11-22T03:02:00+00:00",
            "action": "open",
            "user": "u",
            "sources": ["a"],
            "patient": "",
            "what": "x",
            "previous": before,
        }
        lines.append(json.dumps(event).encode())
        before = hashlib.sha256(lines[-1]).hexdigest()
    return b"\n".join(lines) + b"\n"


def _changed(rng: Random) -> Case:
    which = rng.choice(
        ("settings", "endpoints", "policy", "policy", "plist", "recording", "audit", "choices", "copies")
    )
    if which in _TEXTS:
        return Case(changed(_TEXTS[which], rng), which, (_place(rng),))
    if which == "plist":
        form = rng.choice((plistlib.FMT_XML, plistlib.FMT_BINARY))
        return Case(torn(plistlib.dumps(_POLICY, fmt=form, sort_keys=False), rng), which, (_place(rng),))
    if which == "recording":
        lines = rng.choice(_recordings()).splitlines()
        at = rng.randrange(len(lines))
        lines[at] = changed(lines[at], rng)
        return Case(b"\n".join(lines), which, ("file",))
    if which == "audit":
        lines = _trail().splitlines()
        at = rng.randrange(len(lines))
        lines[at] = changed(lines[at], rng)
        body = b"\n".join(lines) + b"\n"
        return Case(torn(body, rng) if rng.random() < 0.5 else body, which, ("file",))
    return Case(rng.randbytes(8), which, (str(rng.random()),))


def _place(rng: Random) -> str:
    return rng.choice(("file", "file", "file", "file", "file", "file", "folder", "pipe", "link", "loop"))


def _put(path: Path, case: Case) -> None:
    """Lay the bytes where the program looks; or something that is no file."""
    place = case.more[0]
    if place == "folder":
        path.mkdir()
    elif place == "pipe" and hasattr(os, "mkfifo"):
        os.mkfifo(path)
    elif place == "link":
        (path.parent / "elsewhere").write_bytes(case.data)
        path.symlink_to(path.parent / "elsewhere")
    elif place == "loop":
        path.symlink_to(path)
    else:
        path.write_bytes(case.data)


def _check(case: Case, room: Path) -> None:
    room = room / "files"
    room.mkdir()
    try:
        _CHECKS[case.how](case, room)
    except ViewerError as error:
        assert str(error)
    finally:
        _empty(room)


def _empty(room: Path) -> None:
    for one in sorted(room.rglob("*"), reverse=True):
        one.rmdir() if one.is_dir() and not one.is_symlink() else one.unlink()
    room.rmdir()


def _settings(case: Case, room: Path) -> None:
    _put(room / "settings.json", case)
    found = settings.load(room / "settings.json")
    assert 1 <= found.idle_lock_minutes <= 15, "an idle lock beyond fifteen minutes"


def _endpoints(case: Case, room: Path) -> None:
    _put(room / "endpoints.json", case)
    for one in endpoints.load(room / "endpoints.json"):
        assert not endpoints.problem(one)
        assert (
            one.base_url.startswith("https://")
            or "127.0.0.1" in one.base_url
            or "[::1]" in one.base_url
            or "localhost" in one.base_url.lower()
        )


def _policy(case: Case, room: Path) -> None:
    room.chmod(0o700)
    _put(room / "policy.json", case)
    if (room / "policy.json").is_file():
        (room / "policy.json").chmod(0o600)
    _check_policy(read_policy(room, owner=os.getuid()))


def _check_policy(found: Policy) -> None:
    assert (
        1 <= found.idle_lock_minutes <= 15
        and 1 <= found.session_hours <= 12
        and 1 <= found.keep_records_hours <= 72
    )
    assert found.purposes and all(one.isascii() and one.isupper() for one in found.purposes)
    if found.problem:
        assert not found.allow_live and not found.keep_records and not found.allow_break_glass, (
            "a broken policy allows"
        )


def _plist(case: Case, room: Path) -> None:
    _put(room / "policy.plist", case)
    if (room / "policy.plist").is_file():
        (room / "policy.plist").chmod(0o600)
    try:
        _check_policy(joined(_tables_in_plist(room / "policy.plist", os.getuid())))
    except SettingsError as error:
        assert str(error)


def _recording(case: Case, room: Path) -> None:
    query, exchanges = read(case.data)
    assert all(isinstance(one.body, bytes) and isinstance(one.url, str) for one in exchanges)
    assert isinstance(query.nhs_number, str), "who was looked for is no text"


def _audit(case: Case, room: Path) -> None:
    (room / "audit.jsonl").write_bytes(case.data)
    report = verify(room / "audit.jsonl", _KEY)
    list(read_lines(room / "audit.jsonl"))
    before = [line for line in case.data.splitlines() if line][:-1]  # the end alone needs a seal or an anchor
    assert report.findings or before == _trail().splitlines()[: len(before)], (
        "a change of the trail is not found"
    )


def _choices(case: Case, room: Path) -> None:
    path, rng = room / "kept", Random(case.data)
    KeptChoices(path, _KEY).keep([_CHOICE], NOW)
    whole = path.read_bytes()
    path.write_bytes(torn(whole, rng))
    found = KeptChoices(path, _KEY)
    same = path.read_bytes() == whole
    assert (
        found.when(_CHOICE) is not None
        if same
        else (found.problem or not path.read_bytes().removeprefix(b"tributary"))
    )


def _copies(case: Case, room: Path) -> None:
    path, rng = room / "copies", Random(case.data)
    rows = [b"row %d" % number for number in range(20)]
    KeptRecords(path, _KEY, timedelta(hours=4)).keep(_COPY, rows, NOW)
    whole = path.read_bytes()
    at = rng.randrange(len(whole))
    path.write_bytes(
        rng.choice((whole[:at], whole[:at] + rng.randbytes(40) + whole[at + 40 :], torn(whole, rng)))
    )
    found = KeptRecords(path, _KEY, timedelta(hours=4)).recall(_COPY, NOW + timedelta(hours=1))
    assert found is None or list(found.rows) == rows, "a part of a copy is given as the whole"


_CHECKS = {"settings": _settings, "endpoints": _endpoints, "policy": _policy, "plist": _plist, "recording": _recording, "audit": _audit,
           "choices": _choices, "copies": _copies}  # fmt: skip

KINDS = (Kind(name="own-files", share=4, make=_changed, check=_check),)
