"""What paging needs to know of a page: links, total, what it holds. Nothing clinical is read here."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import blake2b

import msgspec

from viewer.fetch.faults import is_about_the_question, loss_text
from viewer.fetch.odd_page import NO_ADDRESS, hollow, nameless, next_of, odd
from viewer.fetch.reply import Reply
from viewer.fhir.body import Shell, Split, split
from viewer.fhir.head import head_of
from viewer.fhir.scan import value_end

_INCLUDE = "include"
_NOT_MATCHES = frozenset({_INCLUDE, "outcome"})
_OUTCOME = b"OperationOutcome"
_NOTHING = frozenset({b"", b"null"})
_ONCE = (b'"link"', b'"total"', b'"entry"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One answer to a search.

    ``type`` is the type of the whole body. ``matches`` are marks that tell the matches of a search
    apart (an address or a hash, never shown), ``included`` the same of what came beside them. ``cut``: the
    body ends in the middle, so links may be lost. ``failure`` quotes an OperationOutcome in it that says
    error or fatal, or that something was left out: the search failed, whatever the page holds (IDM-07).
    ``broken`` says why something of the page, or the page after it, may be missing. ``refused``: it holds
    only a message that it does not take the question.
    """

    type: str
    next_links: tuple[str, ...] = ()
    self_link: str = ""
    total: int | None = None
    matches: frozenset[str] = frozenset()
    included: frozenset[str] = frozenset()
    holds: int = 0
    digest: bytes = b""
    cut: bool = False
    failure: str = ""
    broken: str = ""
    refused: bool = False


class _Link(msgspec.Struct):
    relation: str = ""
    url: str = ""


class _How(msgspec.Struct):
    mode: str = ""


class _BundleEntry(msgspec.Struct):
    resource: msgspec.Raw = msgspec.Raw(b"")
    fullUrl: str = ""  # noqa: N815 - FHIR's own name
    search: _How = msgspec.field(default_factory=_How)


class _Bundle(msgspec.Struct):
    resourceType: str  # noqa: N815 - FHIR's own name
    total: int | None = None
    link: list[_Link] = []
    entry: list[_BundleEntry] = []


class _Links(msgspec.Struct):
    link: list[_Link] = []


_decoder = msgspec.json.Decoder(_Bundle)
_links_decoder = msgspec.json.Decoder(_Links)


def page_of(reply: Reply, kind: str = "") -> Page:
    """Read the shell of one answer: at once where it is plain, by the span scanner where it is not.

    ``kind``: the type that was searched for; only that is a match then. A message never is one.
    """
    bundle = _decoded(reply.body)
    if bundle is not None and _is_plain(reply.body):
        page = _read(reply.body, bundle, kind)
    elif bundle is not None:
        # Of two equal keys the decoder keeps the last, the scanner the first: neither may hide a next page.
        page = _and_next(_scanned(reply, kind), next_of(_pairs(bundle)))
    else:
        page = _understood(_scanned(reply, kind), reply.body)
    broken = _broken(bundle) if bundle is not None else page.broken
    # Without a link of its own a page may still be followed by the one that the header names (RFC 8288).
    page = page if page.next_links or not reply.next_link else _and_next(page, (reply.next_link,))
    refused = bool(page.failure) and page.holds == 1 and any(map(is_about_the_question, _held(reply, bundle)))
    return replace(page, broken="" if broken == NO_ADDRESS and page.next_links else broken, refused=refused)


def _held(reply: Reply, bundle: _Bundle | None) -> Iterator[bytes]:
    if bundle is not None:
        yield from (bytes(entry.resource) for entry in bundle.entry)
    else:
        yield from (reply.body[slot.start : slot.end] for slot in split(reply.body, reply.media_type).slots)


def _and_next(page: Page, more: tuple[str, ...]) -> Page:
    return replace(page, next_links=tuple(dict.fromkeys((*page.next_links, *more))))


def _understood(page: Page, body: bytes) -> Page:
    """Add what a page says that is not written as FHIR writes it."""
    found = odd(body)
    total = found.total if page.total is None else page.total
    return replace(_and_next(page, found.next_links), total=total, broken=found.broken)


def _broken(bundle: _Bundle) -> str:
    held = ((bytes(entry.resource), entry.search.mode) for entry in bundle.entry)
    return nameless(_pairs(bundle)) or hollow(held)


def self_link_of(reply: Reply) -> str:
    """Return the ``self`` link of one answer, "" where it has none; no resource is read where it is plain."""
    if not _is_plain(reply.body):
        return page_of(reply).self_link
    try:
        links = _links_decoder.decode(reply.body).link
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return page_of(reply).self_link
    return next((link.url for link in links if link.relation == "self"), "")


def resources_of(body: bytes, media_type: str = "") -> Iterator[bytes]:
    """Yield the bytes of each resource of a page."""
    bundle = _decoded(body)
    if bundle is not None and _is_plain(body):
        yield from (bytes(entry.resource) for entry in bundle.entry if bytes(entry.resource))
    else:
        yield from (body[slot.start : slot.end] for slot in split(body, media_type).slots)


def _is_plain(body: bytes) -> bool:
    """Whether no key that matters can stand twice; resources inside may hold such a key as well."""
    return not any(body.count(key) > 1 for key in _ONCE)


def _decoded(body: bytes) -> _Bundle | None:
    try:
        return _decoder.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def _pairs(bundle: _Bundle) -> tuple[tuple[str, str], ...]:
    return tuple((link.relation, link.url) for link in bundle.link)


def _read(body: bytes, bundle: _Bundle, kind: str = "") -> Page:
    links = _pairs(bundle)
    held = [entry for entry in bundle.entry if bytes(entry.resource) not in _NOTHING]
    return Page(
        type=bundle.resourceType,
        next_links=next_of(links),
        self_link=_self_link(links),
        total=bundle.total,
        matches=frozenset(
            _name(entry.fullUrl, bytes(entry.resource))
            for entry in held
            if entry.search.mode not in _NOT_MATCHES and _is_match(bytes(entry.resource), kind)
        ),
        included=frozenset(
            _name(entry.fullUrl, bytes(entry.resource)) for entry in held if entry.search.mode == _INCLUDE
        ),
        holds=len(held),
        digest=_digest(body),
        failure=_failure(body, (bytes(entry.resource) for entry in held)),
    )


def _scanned(reply: Reply, kind: str = "") -> Page:
    read = split(reply.body, reply.media_type)
    shell = read.shells[0] if read.shells else Shell("", "", "", None, ())
    return Page(
        type=reply.type,
        next_links=next_of(shell.links),
        self_link=_self_link(shell.links),
        total=shell.total,
        matches=_matches(reply.body, read, kind),
        included=frozenset(
            _name(slot.full_url, reply.body[slot.start : slot.end])
            for slot in read.slots
            if slot.mode == _INCLUDE
        ),
        holds=len(read.slots) + len(read.damages),
        digest=_digest(reply.body),
        failure=_failure(reply.body, (reply.body[slot.start : slot.end] for slot in read.slots)),
        cut=not value_end(reply.body, max(0, reply.body.find(b"{")))[1],
    )


def _self_link(links: tuple[tuple[str, str], ...]) -> str:
    return next((url for name, url in links if name == "self" and url), "")


def _is_match(raw: bytes, kind: str) -> bool:
    """Whether a resource can be what was searched for; what does not say its type may be."""
    found = Reply(status=200, body=raw).type
    return found != _OUTCOME.decode() and (not kind or not found or found == kind)


def _matches(body: bytes, read: Split, kind: str) -> frozenset[str]:
    found = {
        _name(slot.full_url, body[slot.start : slot.end])
        for slot in read.slots
        if slot.mode not in _NOT_MATCHES and _is_match(body[slot.start : slot.end], kind)
    }
    return frozenset(found | {_mark(body[damage.start : damage.end]) for damage in read.damages})


def _failure(body: bytes, held: Iterable[bytes]) -> str:
    if _OUTCOME not in body:
        return ""  # spares most pages a look at every resource
    found = (loss_text(raw) for raw in held if _OUTCOME in raw and head_of(raw).type == _OUTCOME.decode())
    return next((words for words in found if words), "")


def _digest(body: bytes) -> bytes:
    return blake2b(body, digest_size=16).digest()


def _name(full_url: str, raw: bytes) -> str:
    """Name a resource by its address; where that is made up anew in each answer, by its type and id."""
    if full_url and not full_url.casefold().startswith("urn:"):
        return full_url
    head = head_of(raw)
    return f"{head.type}/{head.id}" if head.type and head.id else _mark(raw)


def _mark(raw: bytes) -> str:
    return blake2b(raw, digest_size=16).hexdigest()
