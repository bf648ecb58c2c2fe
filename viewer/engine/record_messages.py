"""What the engine says of the record on screen: banner, rows, first screen, the detail of one line."""

import msgspec

from viewer.engine.around_lines import Around
from viewer.engine.document_messages import DocumentOffer
from viewer.engine.lines import DetailLink, DetailMember, GridCell, ListPanel, Row, SourceStatus
from viewer.engine.message import Said


class Banner(Said, frozen=True, kw_only=True, tag=True):
    """The patient banner (CUI-01..18), every text ready; "" is never shown as blank but as its label says."""

    name: str
    preferred: str = ""
    born: str = ""
    age: str = ""
    gender: str = ""
    nhs_number: str = ""
    nhs_note: str = ""
    died: str = ""
    age_at_death: str = ""
    address: str = ""
    practice: str = ""
    restricted: str = ""
    test_patient: bool = False
    marking: str = "demo"
    allergy_label: str = ""
    allergy_words: str = ""
    differences: tuple[str, ...] = ()


class Rows(Said, frozen=True, kw_only=True, tag=True):
    """Timeline rows that came or changed, and ids that left; ``total`` is the count after applying it."""

    upserts: tuple[Row, ...]
    removes: tuple[str, ...]
    total: int


class Glance(Said, frozen=True, kw_only=True, tag=True):
    """The first screen without the timeline rows.

    ``safety`` are the lines under the banner, most important first. ``sentence`` is the sources
    sentence. ``foot`` counts (label, number, place): Undated, Uncoded, Unreadable, In error.
    ``settled``: every source has answered. ``retrieved`` is the status line's text. ``completeness`` says of
    each clinical domain how complete it is, in whole and in one line.
    """

    safety: tuple[str, ...]
    sentence: str
    sources: tuple[SourceStatus, ...]
    lists: tuple[ListPanel, ...]
    grid: tuple[GridCell, ...]
    foot: tuple[tuple[str, int, str], ...]
    settled: bool
    retrieved: str
    counts: dict[str, int]
    notices: tuple[str, ...] = ()
    completeness: dict[str, tuple[str, str]] = msgspec.field(default_factory=dict)


class Detail(Said, frozen=True, kw_only=True, tag=True):
    """Everything about one entry: five plain lines, the key facts beside them, then each source's copy.

    ``facts``: label and words of what profiles call must-support and the five lines do not say (SAFE-23).
    ``apart``: "" or what the key does: "take-apart", "undo". ``may_be_same``: id and words of entries that
    it can be put together with. ``documents``: what of it can be opened. ``differences``: label and what
    each of ``members`` says, where they do not say the same. ``links``: what it refers to, and what to it.
    ``warnings`` stand before all: the marks of its row, then each disagreement of sources that it is part of.
    ``around``: the ways to its encounter, its problem, its week and the same test before and after it.
    """

    entry: str
    title: str
    plain: tuple[str, ...]
    members: tuple[DetailMember, ...]
    facts: tuple[tuple[str, str], ...] = ()
    rule: str = ""
    notes: tuple[str, ...] = ()
    apart: str = ""
    may_be_same: tuple[tuple[str, str], ...] = ()
    documents: tuple[DocumentOffer, ...] = ()
    differences: tuple[tuple[str, tuple[str, ...]], ...] = ()
    links: tuple[DetailLink, ...] = ()
    warnings: tuple[str, ...] = ()
    around: Around = Around()
