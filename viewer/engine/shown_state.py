"""What the screen shows of a record at one moment, taken at once and hashed later, on another thread."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

import msgspec

from viewer.engine.lines import Row
from viewer.engine.messages import Glance
from viewer.engine.open_record import OpenRecord
from viewer.entries.entry import Entry
from viewer.load.flow import Load
from viewer.record.model import SourceRow
from viewer.source.shown import Shown, ShownSource
from viewer.timeline.search.picks import NOTHING, Picks

_AS_AT = "known_by"
_ENCODER = msgspec.msgpack.Encoder()


@dataclass(frozen=True, slots=True)
class Taken:
    """``shown`` without what takes long: the hash of the view, the versions of the entries."""

    shown: Shown
    glance: Glance
    rows: tuple[Row, ...]
    entries: tuple[tuple[Entry, ...], ...]

    def made(self) -> Shown:
        """Work out the rest."""
        sources = [
            replace(one, versioned=len(found), versions=_versions_hash(found) if found else "")
            for one, found in zip(self.shown.sources, map(_versions, self.entries), strict=True)
        ]
        view = view_hash(self.glance, self.rows)
        return replace(self.shown, sources=tuple(sources), view=view)


def taken(record: OpenRecord, page: str, at: str) -> Taken | None:
    """Take what is on screen now (``at``, ISO 8601); None where no first screen was told yet."""
    if record.shown is None or record.told.glance is None:
        return None
    asked = record.seeking.asked or NOTHING
    sources = [source_shown(record.load, row) for row in record.shown.sources]
    shown = Shown(
        at=at,
        page=page,
        filters=filter_kinds(asked),
        known_by=asked.known_by,
        settled=record.told.glance.settled,
        sources=tuple(sources),
        rows=len(record.told.rows),
    )
    loads = [record.load.source(one.id) for one in sources]
    entries = tuple(tuple(one.entries.values()) if one is not None else () for one in loads)
    return Taken(shown, record.told.glance, tuple(record.told.rows.values()), entries)


def filter_kinds(picks: Picks) -> tuple[str, ...]:
    """Return the names of the kinds that ask something; what is asked is nobody's business here.

    >>> filter_kinds(Picks(words="asthma", since="2026-10-24", known_by="2026-11-22T02:10:00+00:00"))
    ('words', 'since')
    """
    asked = msgspec.structs.asdict(picks)
    return tuple(name for name, value in asked.items() if value and name != _AS_AT)


def source_shown(load: Load, row: SourceRow) -> ShownSource:
    """Return one source as it stands."""
    source = load.source(row.origin.id)
    kept = [source.pages.about(number) for number in source.page_numbers] if source else []
    pages = [one.page.sha256 for one in sorted(kept, key=lambda one: one.search)]
    return ShownSource(
        id=row.origin.id,
        state=row.state.value,
        retrieved=row.retrieved,
        as_at=row.as_at,
        fhir=row.fhir_version,
        pages=len(pages),
        entries=len(source.entries) if source is not None else 0,
        answers=answers_hash(pages),
    )


def answers_hash(pages: Iterable[str]) -> str:
    """Return the hash of a source's answers by those of its bodies (hex), in their order; "" for none.

    >>> answers_hash([]), answers_hash([hashlib.sha256(b"{}").hexdigest()])[:8]
    ('', 'c74f3008')
    """
    told = b"".join(map(bytes.fromhex, pages))
    return hashlib.sha256(told).hexdigest() if told else ""


def view_hash(glance: Glance, rows: Iterable[Row]) -> str:
    """Return the hash of the first screen's message and of every row, whatever their order."""
    each = sorted(hashlib.sha256(_packed(row)).digest() for row in rows)
    whole = hashlib.sha256(_packed(glance))
    for one in each:
        whole.update(one)
    return whole.hexdigest()


def _packed(said: Row | Glance) -> bytes:
    """Return a message as bytes; where a source sent half a character, no message can be, and its repr is."""
    try:
        return _ENCODER.encode(said)
    except UnicodeEncodeError:
        return repr(said).encode("utf-8", "surrogatepass")


def _versions(entries: Iterable[Entry]) -> tuple[str, ...]:
    keys = (entry.members[0].key for entry in entries)
    return tuple(f"{key.reference}/_history/{key.version}" for key in keys if key.version)


def _versions_hash(versions: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(sorted(versions)).encode("utf-8", "surrogatepass")).hexdigest()
