"""What paging needs to know of a page: links, total, what it holds. Nothing clinical is read here."""

from dataclasses import dataclass
from hashlib import sha256

from viewer.fetch.reply import Reply
from viewer.fhir.body import Shell, Split, split

_NOT_MATCHES = frozenset({"include", "outcome"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One answer to a search.

    ``type`` is the type of the whole body. ``matches`` are marks that tell the matches of a search
    apart (an address or a hash, never shown). ``cut``: the body ends in the middle, so links may be lost.
    """

    type: str
    next_links: tuple[str, ...]
    self_link: str
    total: int | None
    matches: frozenset[str]
    holds: int
    digest: bytes
    cut: bool


def page_of(reply: Reply) -> Page:
    """Read the shell of one answer."""
    read = split(reply.body, reply.media_type)
    shell = read.shells[0] if read.shells else None
    return Page(
        type=reply.type,
        next_links=_links(shell, "next"),
        self_link=next(iter(_links(shell, "self")), ""),
        total=shell.total if shell else None,
        matches=_matches(reply.body, read),
        holds=len(read.slots) + len(read.damages),
        digest=sha256(reply.body).digest(),
        cut=any(damage.end >= len(reply.body.rstrip()) for damage in read.damages),
    )


def _links(shell: Shell | None, relation: str) -> tuple[str, ...]:
    if shell is None:
        return ()
    return tuple(dict.fromkeys(url for name, url in shell.links if name == relation and url))


def _matches(body: bytes, read: Split) -> frozenset[str]:
    found = {
        slot.full_url or sha256(body[slot.start : slot.end]).hexdigest()
        for slot in read.slots
        if slot.mode not in _NOT_MATCHES
    }
    found |= {sha256(body[damage.start : damage.end]).hexdigest() for damage in read.damages}
    return frozenset(found)
