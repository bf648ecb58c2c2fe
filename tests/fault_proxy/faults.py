"""The table of faults: what each does, at which stages it makes sense, and whether all comes in spite of it."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.fault_proxy import acts
from tests.fault_proxy.ground import Ground
from tests.fault_proxy.proxy import HERE
from tests.fault_proxy.stages import DOCUMENT, FOLLOWING, JSON, LINKED, LIST, METADATA, MIDDLE

_TRIED = {
    "program": {METADATA, MIDDLE},
    "tls": {METADATA, MIDDLE, DOCUMENT},
    "forward": {METADATA, MIDDLE, DOCUMENT},
}
_OTHER = f"http://{HERE}:9/fhir"  # nobody is there, and nobody may be asked


@dataclass(frozen=True, kw_only=True)
class Fault:
    """``act`` takes a line; of a TLS fault the ground makes it. ``on``: the tag that a stage must have.

    ``times`` 0 is always. ``whole``: nothing is missing in spite of it. ``kills``: also what runs beside it is
    cut. ``hangs``: only a time limit or a cancel ends it. ``tls``: which certificate is shown from then on.
    ``way``: how the source is reached, "" as the stage has it.
    """

    name: str
    act: Callable | None = None
    on: str = JSON
    times: int = 0
    whole: bool = False
    hangs: bool = False
    kills: bool = False
    tls: Callable | None = None
    way: str = ""

    def does(self, ground):
        return acts.shows(lambda: self.tls(ground)) if self.tls else self.act

    def suits(self, stage):
        """Whether the fault makes sense at a stage."""
        if self.way:  # another way to the source is tried where a plain record or document is read
            tried = _TRIED.get(self.way, {METADATA})
            return self.on in stage.tags and stage in tried
        return self.on in stage.tags


def _itself(line):
    return line.asked.target


def _insecure(line):
    return f"http://{HERE}:{line.proxy.port}{line.asked.target}"


def _elsewhere(line):
    return f"{_OTHER}{line.asked.path}"


_BUSY = acts.outcome("too many requests", "throttled")
_LOGIN = acts.outcome("the token has expired", "login")
FAULTS = (
    Fault(name="latency, fixed", act=acts.late(acts.fixed), whole=True),
    Fault(name="latency, jitter", act=acts.late(acts.jitter), whole=True),
    Fault(name="cut in the middle of the body", act=acts.cut),
    Fault(name="cut once", act=acts.cut, times=1, on=LIST, whole=True),
    Fault(name="reset before headers", act=acts.reset_before_headers),
    Fault(name="reset in headers", act=acts.reset_in_headers),
    Fault(name="reset in the body", act=acts.reset_in_body),
    Fault(name="half-open: taken, never answered", act=acts.silent, hangs=True),
    Fault(name="stall in headers", act=acts.stall_in_headers, hangs=True),
    Fault(name="stall in the body", act=acts.stall_in_body, hangs=True),
    Fault(name="slow drip, 20 bytes a second", act=acts.drip, hangs=True),
    Fault(name="dies: connection refused from then on", act=acts.dies, kills=True),
    Fault(name="Content-Length too short", act=acts.stated_length(lambda right: right // 2)),
    Fault(name="Content-Length too long", act=acts.stated_length(lambda right: right + 100)),
    Fault(name="Content-Length no number", act=acts.stated_length(lambda _: "many"), whole=False),
    Fault(name="chunk sizes broken", act=acts.chunks(broken=True)),
    Fault(name="chunks without an end", act=acts.chunks(broken=False)),
    Fault(
        name="429, Retry-After 0, once",
        act=acts.says(429, _BUSY, Retry_After="0"),
        times=1,
        on=LIST,
        whole=True,
    ),
    Fault(
        name="429, Retry-After a date, once",
        act=acts.says(429, _BUSY, Retry_After=acts.in_seconds(-5)),
        times=1,
        on=LIST,
        whole=True,
    ),
    Fault(name="429, Retry-After 3600", act=acts.says(429, _BUSY, Retry_After="3600")),
    Fault(
        name="429, Retry-After a date far off", act=acts.says(429, _BUSY, Retry_After=acts.in_seconds(86400))
    ),
    Fault(name="429, Retry-After absurd (12 digits)", act=acts.says(429, _BUSY, Retry_After="999999999999")),
    Fault(name="429, Retry-After no time at all", act=acts.says(429, _BUSY, Retry_After="-1 soon")),
    Fault(name="503", act=acts.says(503, acts.outcome("down", "transient"))),
    Fault(name="503 as a web page", act=acts.says(503, acts.HTML, "text/html")),
    Fault(name="500", act=acts.says(500, acts.outcome("it broke", "exception"))),
    Fault(name="401 in the middle, renewed", act=acts.says(401, _LOGIN), times=1, whole=True, way="program"),
    Fault(name="401 in the middle, renewing does not help", act=acts.says(401, _LOGIN), way="program"),
    Fault(name="401", act=acts.says(401, _LOGIN)),
    Fault(name="403", act=acts.says(403, acts.outcome("not permitted", "forbidden"))),
    Fault(name="page link expired, 410", act=acts.says(410, acts.outcome("gone", "expired")), on=FOLLOWING),
    Fault(name="page link expired, 404", act=acts.says(404, acts.outcome("gone", "not-found")), on=FOLLOWING),
    Fault(name="page link expired, 400", act=acts.says(400, acts.outcome("gone", "expired")), on=FOLLOWING),
    Fault(
        name="page link expired once",
        act=acts.says(410, acts.outcome("gone")),
        on=FOLLOWING,
        times=1,
        whole=True,
    ),
    Fault(name="its clock an hour ahead", act=acts.dated(3600), whole=True),
    Fault(name="its clock an hour behind", act=acts.dated(-3600), whole=True),
    Fault(name="next page at another server", act=acts.next_at(_elsewhere), on=LINKED),
    Fault(name="next page is this page", act=acts.next_at(_itself), on=LINKED),
    Fault(name="redirect to another server", act=acts.redirects(_elsewhere)),
    Fault(name="redirect in a circle", act=acts.redirects(_itself)),
    Fault(name="redirect from HTTPS to HTTP", act=acts.redirects(_insecure), way="tls"),
    Fault(name="kept connection closed between answers", act=acts.closes_after, whole=True),
    Fault(name="the page before, again", act=acts.same_page_again, on=FOLLOWING),
    Fault(name="gzip cut", act=acts.gzip_cut),
    Fault(name="gzip with a bad checksum", act=acts.gzip_with_bad_sum),
    Fault(name="endless headers", act=acts.endless_headers),
    Fault(name="a web page with status 200", act=acts.says(200, acts.HTML, "text/html")),
    Fault(name="204, no body", act=acts.nothing_more),
    Fault(name="200, empty body", act=acts.says(200)),
    Fault(name="half of the JSON with status 200", act=acts.half_of_the_text),
    Fault(name="certificate of another host", tls=Ground.wrong_host, way="tls", kills=True),
    Fault(name="certificate expired", tls=Ground.expired, way="tls", kills=True),
    Fault(name="certificate not yet valid", tls=Ground.not_yet, way="tls", kills=True),
    Fault(name="certificate signed by itself", tls=Ground.self_signed, way="tls", kills=True),
    Fault(name="certificate of an unknown authority", tls=Ground.unknown_authority, way="tls", kills=True),
    Fault(name="client certificate wanted", tls=Ground.wants_client, way="tls", kills=True),
    Fault(name="TLS 1.0 and 1.1 only", tls=Ground.old_tls, way="tls", kills=True),
    Fault(name="plain HTTP at the TLS port", tls=Ground.no_tls, way="tls", kills=True),
    Fault(name="proxy asks to sign in (407)", act=acts.says(407, acts.HTML, "text/html"), way="forward"),
    Fault(name="proxy refuses (403)", act=acts.says(403, acts.HTML, "text/html"), way="forward"),
    Fault(name="proxy cannot reach it (502)", act=acts.says(502, acts.HTML, "text/html"), way="forward"),
    Fault(
        name="tunnel: proxy asks to sign in (407)", act=acts.says(407, acts.HTML, "text/html"), way="tunnel"
    ),
    Fault(name="tunnel: proxy refuses (403)", act=acts.says(403, acts.HTML, "text/html"), way="tunnel"),
    Fault(
        name="tunnel: proxy cannot reach it (502)", act=acts.says(502, acts.HTML, "text/html"), way="tunnel"
    ),
    Fault(name="tunnel: proxy cuts", act=acts.reset_before_headers, way="tunnel"),
    Fault(name="tunnel: proxy never answers", act=acts.silent, way="tunnel", hangs=True),
    Fault(name="its name is not known (DNS)", act=acts.elsewhere, way="nowhere"),
    Fault(name="of IPv6 and IPv4 the first is refused", act=acts.elsewhere, way="localhost", whole=True),
    Fault(
        name="of IPv6 and IPv4 the first is silent", act=acts.elsewhere, way="localhost-silent", hangs=True
    ),
)
