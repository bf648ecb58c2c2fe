"""The table of policy keys for the people who deploy: made from the keys themselves, so that it cannot drift."""

from pathlib import Path

from viewer.store.kind_rules import NATIONAL
from viewer.store.policy_keys import KEYS, Join, Key

PAPER = Path(__file__).parents[2] / "packaging" / "policy.md"
_HEAD = """# Policy

Made from the code by `python -m tests.policies`; a test compares. A policy is JSON in `/etc/tributary/policies/managed`
(every `.json` file there, owned by root and writable by nobody else), values under `HKLM\\SOFTWARE\\Policies\\Tributary` (flags and
numbers as DWORD, lists as JSON text), or `/Library/Managed Preferences/org.tributary.viewer.plist`. Nothing that a user can write is
read. A key that is not known, a wrong type or a value out of range makes the whole policy unusable: it is said on the screen, and the
last column holds.

| Key | What it does | Values | Where nothing is said | Several files | Where the policy cannot be read |
|---|---|---|---|---|---|
"""
_JOINS = {
    Join.PERMITS: "on only if one allows it and none refuses it",
    Join.FORBIDS: "off as soon as one refuses it",
    Join.DEMANDS: "on as soon as one asks for it",
    Join.LEAST: "the smallest",
    Join.SAME: "must be the same",
    Join.SHARED: "what all name",
}


def paper() -> str:
    """Return the whole paper."""
    own = [
        ("endpoints", "Sources that everybody has; their fields are those of `tributary endpoint add`.", "list of objects", "none", "all of them", "none"),
        ("kinds", "National services that may be asked.", ", ".join(sorted(f"`{one.value}`" for one in NATIONAL)), "none", "what all name", "none"),
    ]  # fmt: skip
    rows = [*own, *(_row(key) for key in KEYS)]
    return _HEAD + "".join(f"| `{name}` | {' | '.join(others)} |\n" for name, *others in rows)


def _row(key: Key) -> tuple[str, ...]:
    return key.name, key.means, _values(key), _words(key.default), _JOINS[key.join], _words(key.strictest)


def _values(key: Key) -> str:
    if isinstance(key.default, bool):
        return "`true`, `false`"
    if key.join is Join.LEAST:
        return f"{key.low} to {key.high}"
    return "whole path of a file" if key.is_path else ", ".join(f"`{word}`" for word in key.words)


def _words(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(f"`{one}`" for one in value)
    return f"`{value}`" if isinstance(value, str) and value else str(value) or "none"
