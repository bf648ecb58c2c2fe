"""What a line of the audit trail says, of this version or the first one; damage is passed over here.

That a line is damaged, or missing, is for ``audit_verify`` to say.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path

import msgspec

from viewer.errors import StoreError
from viewer.source.audit_line import AuditLine, AuditSource, Clinician
from viewer.source.shown import Shown
from viewer.store.audit_chain import Event, event_of, lines_in, number_of
from viewer.store.audit_file import content_of, segments

VERSION = 2
_TEXTS = ("time", "action", "user", "patient", "what", "outcome", "purpose", "request")
_MORE = ("product", "host", "trail")


def line_of(line: bytes, position: int = 0) -> AuditLine:
    """Read one line; ``position`` is its number where it gives none. A damaged one has no action."""
    event = event_of(line) or {}
    number = number_of(event)
    texts = {name: _text(event.get(name)) for name in (*_TEXTS, *_MORE)}
    return AuditLine(
        number=position if number is None else number,
        sources=_sources(event),
        shown=_shown(event.get("shown")),
        **texts,
    )


def read_lines(first: Path) -> Iterator[AuditLine]:
    """Yield the acts of a trail, from its first file on. Raises StoreError."""
    position = 0
    for content in contents(first).values():
        for line in lines_in(content):
            found = line_of(line, position + 1)
            position = found.number
            if found.action:
                yield found


def contents(first: Path) -> dict[int, bytes]:
    """Return the bytes of a trail's files by their number. Raises StoreError where there are none."""
    try:
        found = {number: content_of(file) for number, file in segments(first).items()}
    except OSError as error:
        raise StoreError(f"The audit trail cannot be read ({error.strerror or 'no reason given'})") from None
    if not found:
        raise StoreError("The audit trail cannot be read (there is none)", "Check the folder.")
    return found


def told_of(shown: Shown | None) -> Event:
    """Return what a line says of the screen: what is empty is not said; {} where the act shows nothing."""
    if shown is None:
        return {}
    sources = [_said(asdict(one)) for one in shown.sources]
    return _said({**asdict(shown), "sources": sources})


def _said(table: Mapping[str, object]) -> Event:
    return {name: value for name, value in table.items() if value}


def _shown(value: object) -> Shown | None:
    try:
        return msgspec.convert(value, Shown)
    except msgspec.ValidationError:
        return None


def _sources(event: Event) -> tuple[AuditSource, ...]:
    named = event.get("sources")
    ids = [one for one in named if isinstance(one, str)] if isinstance(named, list) else []
    return tuple(_source(one, event) for one in ids)


def _source(key: str, event: Event) -> AuditSource:
    words, role = _of(event, "signed_in", key), _of(event, "roles", key)
    user = words.removesuffix(role).removesuffix(", ") if role else words
    who = Clinician(user=user, role=role, organisation=_of(event, "organisations", key))
    return AuditSource(id=key, base=_of(event, "bases", key), clinician=who)


def _of(event: Event, name: str, key: str) -> str:
    table = event.get(name)
    return _text(table.get(key)) if isinstance(table, Mapping) else ""


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
