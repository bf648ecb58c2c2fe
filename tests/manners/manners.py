"""The manners that third-party servers have, each a function that changes one turn of a ``Place``."""

import gzip
import json
from urllib.parse import urlencode

from tests.manners.place import about, fact

OTHER_ORIGIN = "http://127.0.0.1:9/fhir"
BY_NUMBER = "patient:identifier"
EXPIRED = "Search ID 4711 does not exist and may have expired"


def outcome(words, severity="error", code="processing"):
    issue = {"severity": severity, "code": code, "diagnostics": words}
    return {"resourceType": "OperationOutcome", "issue": [issue]}


def _later(turn):
    return turn.by_patient and turn.page > 1


def _held(turn, place):
    return [one for one in place.record if one["resourceType"] == turn.kind and about(one) == "1"]


def _refuse(turn, status, body=b""):
    turn.status, turn.bundle = status, None
    turn.body = json.dumps(body).encode() if isinstance(body, dict) else body


def expires(status, times=99):
    """The second page is gone: for ever, or only so many times."""

    def manner(turn, place):
        if _later(turn) and place.count(("expired", turn.kind)) <= times:
            _refuse(turn, status, outcome(EXPIRED))

    return manner


def next_is(address):
    """Every ``next`` is another address; ``address`` makes it from the right one."""

    def manner(turn, _place):
        if turn.by_patient and turn.next:
            turn.next["url"] = address(turn.next["url"])

    return manner


def next_is_self(turn, place):
    """Every page names itself as the next one."""
    if turn.by_patient and turn.next:
        turn.next["url"] = f"{place.site.base}/{turn.kind}?{urlencode(turn.query)}"


def cannot_count(_turn, place):
    """``_summary=count`` is not known here: the answer is a page as ever."""
    place.counts = False


def page_repeats(turn, place):
    """The second page is the first one again."""
    if turn.by_patient and turn.page == 1:
        place.seen["first", turn.kind] = turn.bundle["entry"]
    elif _later(turn) and turn.page == 2:
        turn.bundle["entry"] = place.seen.get(("first", turn.kind), [])


def count_ignored(turn, place):
    """Everything comes in one page, whatever page size was asked for."""
    if turn.by_patient:
        turn.bundle |= {"entry": [place.entry(one) for one in _held(turn, place)], "link": []}


def total(count):
    """A ``total`` of our own on each page; ``count`` makes it from the page's number."""

    def manner(turn, _place):
        if turn.by_patient:
            turn.bundle["total"] = count(turn.page)

    return manner


def loses(*, with_total):
    """The last row of every page but the last is nowhere: a sort without a tie-breaker does that."""

    def manner(turn, place):
        if turn.by_patient and turn.next:
            turn.bundle["entry"] = turn.bundle["entry"][:-1]
        if turn.by_patient and with_total:
            turn.bundle["total"] = len(_held(turn, place))

    return manner


def says(severity, mode="outcome"):
    """A message stands among the entries of the first page."""

    def manner(turn, _place):
        if turn.by_patient and turn.page == 1:
            said = {"resource": outcome("one of our stores is down", severity), "search": {"mode": mode}}
            turn.bundle["entry"].insert(0, said)

    return manner


def stranger(turn, place):
    """Among the rows of the first page is one of another patient."""
    if turn.by_patient and turn.page == 1:
        turn.bundle["entry"].append(place.entry(fact(turn.kind, "s-1", about="2")))


def answers(body, status=200, media_type="application/fhir+json", *, page=1):
    """One page of every search is something else."""

    def manner(turn, _place):
        if turn.by_patient and turn.page == page:
            _refuse(turn, status, body)
            turn.media_type = media_type

    return manner


def redirects(turn, _place):
    """Every search is sent on to another origin."""
    if turn.by_patient:
        _refuse(turn, 302)
        turn.headers["Location"] = f"{OTHER_ORIGIN}/{turn.kind}"


def empty_first(turn, place):
    """The first page holds nothing but the way to the next: rows come from page 2 on."""
    if turn.by_patient and turn.page == 1 and turn.next:
        turn.bundle["entry"], held = [], turn.bundle["entry"]
        place.seen["held", turn.kind] = held
    elif _later(turn) and turn.page == 2:
        turn.bundle["entry"] = [*place.seen.get(("held", turn.kind), []), *turn.bundle["entry"]]


def without_mode(turn, _place):
    if turn.is_search:
        for entry in turn.bundle["entry"]:
            entry.pop("search", None)


def bom(turn, _place):
    turn.body = b"\xef\xbb\xbf" + turn.raw


def zipped(turn, _place):
    turn.body = gzip.compress(turn.raw)
    turn.headers["Content-Encoding"] = "gzip"


def chunked(turn, _place):
    turn.act = _in_chunks


def _in_chunks(handler, raw):
    handler.send_response(200)
    handler.send_header("Content-Type", "application/fhir+json")
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    for at in range(0, len(raw), 100):
        part = raw[at : at + 100]
        handler.wfile.write(f"{len(part):x}\r\n".encode() + part + b"\r\n")
    handler.wfile.write(b"0\r\n\r\n")


def busy(turn, place):
    """Each question is put off once."""
    if turn.is_search and place.count(("busy", turn.kind, turn.page, "_id" in turn.query)) == 1:
        _refuse(turn, 429, outcome("too many requests", code="throttled"))
        turn.headers["Retry-After"] = "0"


def refuses(status):
    """The second page wants another sign-in, or none will do."""

    def manner(turn, _place):
        if _later(turn):
            _refuse(turn, status)

    return manner


def of(kind, status):
    """Searches for one type, and its addresses, get nothing but a status."""

    def manner(turn, _place):
        if turn.kind == kind:
            _refuse(turn, status, b"")

    return manner


def cut(turn, _place):
    """The second page ends in the middle, though HTTP says that it is whole."""
    if _later(turn) and turn.bundle["entry"]:
        turn.body = turn.raw[: len(turn.raw) * 2 // 3]


HTML = b"<!DOCTYPE html><html><body>Sign in to the Wi-Fi</body></html>"
XML = b'<?xml version="1.0"?><Bundle xmlns="http://hl7.org/fhir"><type value="searchset"/></Bundle>'


def knows_numbers(turn, place):
    """A search by number finds what names any patient by number, and says that it used what it was asked."""
    if not turn.is_search or BY_NUMBER not in turn.query:
        return
    held = [one for one in place.record if one["resourceType"] == turn.kind]
    found = [one for one in held if "identifier" in {**one.get("subject", {}), **one.get("patient", {})}]
    link = {"relation": "self", "url": f"{place.site.base}/{turn.kind}?{urlencode(turn.query)}"}
    turn.bundle = {
        "resourceType": "Bundle",
        "type": "searchset",
        "link": [link],
        "entry": [place.entry(one) for one in found],
    }
