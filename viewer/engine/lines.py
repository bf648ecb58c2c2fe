"""What messages to the window are made of: chips, candidates, rows, lists, cells, lines of a detail."""

import msgspec

UNSOUGHT = "\0"
"""At the end of ``Row.rest``: there are more words than are sought through."""


class SourceStatus(msgspec.Struct, frozen=True, kw_only=True):
    """One chip of the strip. ``words`` is the whole story.

    ``state`` is a SourceState value, or "no-patient" where the source answered and found nobody.
    ``offers``: what the person can do so that it answers: ``sign-in``, ``permission``. ``linked``: by which
    rule or whose hand its Patient is the person on screen, who made the link and when (IDM-20). ``as_at``: of
    when the kept copy is that is shown, "" where it is the source's own answer (CMP-15). ``earlier``: that is
    no kept copy but what was read before in this session. ``read``: when what is shown was read, ISO 8601 in
    UTC, "" where nothing was; ``stale_minutes``: how old that may be before it is said, 0: it is never said.
    """

    id: str
    name: str
    care_setting: str
    state: str
    marking: str
    received: int = 0
    expected: int | None = None
    pages: int = 0
    retrieved: str = ""
    as_at: str = ""
    earlier: bool = False
    read: str = ""
    stale_minutes: int = 0
    words: str = ""
    advice: str = ""
    offers: tuple[str, ...] = ()
    linked: str = ""


class CandidateRow(msgspec.Struct, frozen=True, kw_only=True):
    """One found Patient. ``compared``: (label, words, verdict) against the record that leads.

    The verdict is "agrees", "differs", "not stated" or "not comparable"; ``words`` say both sides where they
    do not agree, and a number that stands nowhere else where they do. ``linked_by``: the rule, "" for none.
    ``survivor``: the reference of the Patient that took its place at its source (IDM-10), "" for none there.
    ``kept``: since when it is linked by the clinician's own hand, kept by policy; "" for not.
    """

    source: str
    source_name: str
    reference: str
    name: str
    born: str
    gender: str
    nhs_number: str
    linked_by: str
    compared: tuple[tuple[str, str, str], ...] = ()
    warning: str = ""
    group: int = 0
    survivor: str = ""
    kept: str = ""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the timeline. ``order`` sorts newest first when compared as a tuple, ascending.

    ``day`` is the heading it stands under. ``place`` is "" or the foot it is counted in: undated,
    uncoded, unreadable, in-error. ``marks`` are words that stand before the title (never colour alone).
    ``sources_short`` is the care setting where only one source has it, for narrow lists.
    ``elsewhere`` is "" or says that the time was sent in another zone: ``when`` is then local time.
    ``to_come``: the whole of its time lay after the moment at which the row was made.
    ``apart`` is "" or what stands above the rows that are no events and follow all others.
    ``section``: rank and words under which it stands on the page of its domain.
    ``rest``: what of its words is too long for a line; it is searched and never painted; see ``UNSOUGHT``.
    ``number``: its own in the record on screen, from 0 on; an id keeps it while the record is open, no other
    one gets it. ``Sought.hits`` has a bit for each. -1: it is no line of a record.
    """

    id: str
    order: tuple[float, str]
    day: str
    when: str
    category: str
    title: str
    detail: str
    status: str
    sources: str
    marks: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    struck: bool = False
    members: int = 1
    domain: str = ""
    sources_short: str = ""
    elsewhere: str = ""
    to_come: bool = False
    apart: str = ""
    section: tuple[int, str] = (0, "")
    rest: str = ""
    number: int = -1


class ListPanel(msgspec.Struct, frozen=True, kw_only=True):
    """One list of At a glance or of the summary.

    ``key``: plans, allergies, medicines, problems, results, encounters, documents, immunisations.
    ``heading`` holds title and count; ``completeness`` is the sentence below it ("so far", what is
    not known and why), ``short`` the same in one line. ``rows`` are whole; nothing is left out.
    """

    key: str
    heading: str
    completeness: str
    rows: tuple[Row, ...]
    short: str = ""


class GridCell(msgspec.Struct, frozen=True, kw_only=True):
    """One domain at one source: state (DomainState value), short words, and the full reason."""

    domain: str
    source: str
    state: str
    words: str
    reason: str = ""


class DetailLine(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the full detail: paths, label, text, raw tokens by path."""

    paths: tuple[str, ...]
    label: str
    text: str
    raw: dict[str, str]


class DetailLink(msgspec.Struct, frozen=True, kw_only=True):
    """One reference of an entry (``towards``) or to it. ``entry``: the line that it leads to, "" for none.

    ``looking``: it is none, but says that more may be found; the detail comes again once all is read.
    """

    towards: bool
    words: str
    entry: str = ""
    looking: bool = False


class DetailMember(msgspec.Struct, frozen=True, kw_only=True):
    """One source's own copy: where it came from, its lines, and the exact bytes as text.

    ``texts`` holds its narratives as (title with status, plain text).
    """

    source_name: str
    reference: str
    version: str
    retrieved: str
    lines: tuple[DetailLine, ...]
    raw: str
    sha256: str
    texts: tuple[tuple[str, str], ...] = ()
