"""How the National Record Locator is asked: pointers of one person by NHS number, to the last page (NHS-07).

Source: National Record Locator, consumer FHIR API. A page holds twenty pointers at most; the token of the
next page stands in ``Bundle.meta.tag``, not in a link, and ``total`` counts the page alone.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from urllib.parse import urlencode

from viewer.errors import ResourceError
from viewer.fetch.desk import Desk
from viewer.fetch.nhs.gate import SERVICE_NOT_ASKED
from viewer.fetch.nhs.gp_connect import closed
from viewer.fetch.nhs.headers import letterhead
from viewer.fetch.nhs.pages import Pages, Question
from viewer.fetch.nhs.person import NO_NUMBER, PATIENT, R4, number_asked, number_known, token
from viewer.fetch.page import Page
from viewer.fetch.plan import Plan, Step
from viewer.fetch.reply import Reply
from viewer.fhir.strict import read_object
from viewer.fhir.typed import obj, objects, text
from viewer.source.answer import SourceEvent
from viewer.source.domain import Domain
from viewer.source.endpoint import Endpoint
from viewer.source.gap import Gap, GapKind
from viewer.source.protocols import PatientQuery

LABEL = "DocumentReference"
TOKEN = "next-page-token"  # nosec B105 # noqa: S105 - the name of a parameter
_TAGS = frozenset({"next_page_token", TOKEN})
_DOMAINS = frozenset({Domain.DOCUMENTS, Domain.PLANS})
_WHAT = "Pointers to documents, not documents"
_WHY = (
    "each says where a document is kept and is opened there, not here in this version; the locator gives "
    "only the types that your organisation may see, and says nothing of others"
)


def find_plan(desk: Desk, endpoint: Endpoint, query: PatientQuery) -> Plan:
    """Ask whether the locator knows the number: its first page says so; it knows no demographics."""
    desk.claim = R4
    number = number_asked(desk, endpoint, query)
    events = partial(_ask, desk, endpoint, number, whole=False)
    return Plan(Step(PATIENT, frozenset({Domain.DEMOGRAPHICS}), events))


def read_plan(desk: Desk, endpoint: Endpoint, reference: str) -> Plan:
    """Read every pointer of the person."""
    desk.claim = R4
    number = number_known(desk, endpoint, reference)
    return Plan(Step(LABEL, _DOMAINS, partial(_ask, desk, endpoint, number, whole=True)))


def _ask(desk: Desk, endpoint: Endpoint, number: str, *, whole: bool) -> Iterator[SourceEvent]:
    label = LABEL if whole else PATIENT
    domains = _DOMAINS if whole else frozenset({Domain.DEMOGRAPHICS})
    if not number:
        yield closed(desk, label, domains, NO_NUMBER, SERVICE_NOT_ASKED)
        return
    first = f"{LABEL}?{urlencode([('subject:identifier', token(number))])}"
    question = Question(
        label=label,
        domains=domains,
        address=first,
        headers=letterhead(endpoint, desk.session.act.id).headers,
        following=partial(following, first) if whole else _nowhere,
        notices=partial(_notices, desk) if whole else list,
        total_of_page=True,
    )
    yield from Pages(desk, question).events()


def _nowhere(_page: Page, _reply: Reply) -> tuple[str, ...]:
    return ()


def following(first: str, page: Page, reply: Reply) -> tuple[str, ...]:
    """Return where the next page is: the same question with the token of this answer, or a link."""
    named = [f"{first}&{urlencode([(TOKEN, found)])}" for found in tokens_in(reply.body)]
    return tuple(dict.fromkeys([*page.next_links, *named]))


def tokens_in(body: bytes) -> tuple[str, ...]:
    """Return the tokens of the next page in a Bundle's own tags.

    >>> tokens_in(b'{"meta": {"tag": [{"display": "next_page_token", "code": "k2"}]}}')
    ('k2',)
    """
    try:
        tags = objects(obj(read_object(body).get("meta")).get("tag"))
    except ResourceError:
        return ()
    return tuple(
        text(tag.get("code")) for tag in tags if text(tag.get("display")) in _TAGS and tag.get("code")
    )


def _notices(desk: Desk) -> list[Gap]:
    gap = desk.gap(GapKind.NOTICE, Domain.DOCUMENTS, _WHAT, _WHY, "")
    return [replace(gap, what=_WHAT)]
