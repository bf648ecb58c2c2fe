"""Hubs that are followed: begun with a sign-in that names one, ended with it, answered by the window."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from threading import Event
from typing import Literal
from urllib.parse import quote

from viewer.context.fhircast import HubLine
from viewer.context.news import HostEnded, News, PatientClosed, PatientShown, Sync
from viewer.context.subscription import Hub, Subscription
from viewer.engine.endpoint_desk import EndpointDesk
from viewer.engine.errands import Errands, Happened, Tell
from viewer.engine.host_messages import HostLeft, HostPatient, HostSync
from viewer.engine.message import Said
from viewer.errors import FetchError, VaultError
from viewer.fetch.options import Proxy
from viewer.fetch.options_for import options_for
from viewer.fetch.single import nhs_number_in
from viewer.fetch.trust import Trust
from viewer.fetch.web import SafeWeb
from viewer.source.address import origin_of
from viewer.source.answer import Answer
from viewer.source.endpoint import Endpoint, Marking
from viewer.source.protocols import PatientQuery
from viewer.source.signed_in import SignedIn

_AGAIN_S = (2.0, 10.0, 30.0)
_BETWEEN = "|"
_AUTHORIZATION = "Authorization"
_NOBODY = "{} opened this program without naming a patient. Search for the patient."
_UNNUMBERED = (
    "The patient that {} opened this program for has no valid NHS number there, or could not be read. "
    "Search for the patient."
)


@dataclass(slots=True)
class HostDesk:
    """``desk`` knows how to sign in, ``errands`` runs one thread for each hub."""

    desk: EndpointDesk
    errands: Errands
    _lines: dict[str, HubLine] = field(default_factory=dict)

    def follow(self, endpoint: Endpoint, signed_in: SignedIn) -> None:
        """Begin to follow the host's patient, where the sign-in says where; else do nothing."""
        if not (endpoint.oauth.follow_host and signed_in.hub_url and signed_in.hub_topic):
            return
        hub = Hub(name=endpoint.name, url=signed_in.hub_url, topic=signed_in.hub_topic)
        self.errands.start(_name(endpoint.id), partial(self._run, endpoint, hub))

    def launched(self, endpoint: Endpoint, signed_in: SignedIn, cancel: Event) -> tuple[Said, ...]:
        """Whom the host launched this program for, by NHS number: a Patient's id means nothing elsewhere."""
        if not signed_in.patient:
            return (HostSync(host=endpoint.name, following=False, words=_NOBODY.format(endpoint.name)),)
        source = self.desk.source(endpoint)
        events = source.find(PatientQuery(reference=signed_in.patient), cancel)
        number = next((n for e in events if isinstance(e, Answer) and (n := nhs_number_in(e))), "")
        if not number:
            return (HostSync(host=endpoint.name, following=False, words=_UNNUMBERED.format(endpoint.name)),)
        return (HostPatient(host=endpoint.name, event_id="", nhs_number=number),)

    def state(self, endpoint: Endpoint, said: Iterable[Said]) -> None:
        """A host with live data that has a patient open for this user states the relationship (NHS-15)."""
        if endpoint.marking is not Marking.LIVE:
            return
        stated = self.desk.setting.session.grounds.stated
        for one in said:
            if isinstance(one, HostPatient) and one.nhs_number:
                (stated.discard if one.closed else stated.add)(one.nhs_number)

    def leave(self, endpoint_id: str) -> None:
        """End following, in order: unsubscribed and closed."""
        self.errands.cancel(_name(endpoint_id))

    def answer(self, event_id: str, *, followed: bool) -> None:
        """Answer the hub that showed a patient: the source's id before the event's own says which it is.

        A hub chooses its ids: without the source's, one could have another hub's event answered.
        """
        endpoint_id, _, event = event_id.partition(_BETWEEN)
        line = self._lines.get(endpoint_id)
        if line is not None:
            line.answer(event, followed=followed)

    def _run(self, endpoint: Endpoint, hub: Hub, cancel: Event, tell: Tell) -> None:
        told = self._teller(endpoint, tell)
        try:
            line = self._line(endpoint, hub, told)
        except FetchError as error:  # a file of certificates that cannot be used: nothing is sent with less
            told(Sync(following=False, words=f"The patient of {endpoint.name} is not followed. {error}"))
            return
        self._lines[endpoint.id] = line
        try:
            line.follow(cancel)
            for wait in _AGAIN_S:  # a lost line is said at once, and taken up again where that works
                if cancel.wait(wait):
                    return
                line.follow(cancel)
        finally:
            self._lines.pop(endpoint.id, None)

    def _teller(self, endpoint: Endpoint, tell: Tell) -> Callable[[News], None]:
        def hear(news: News) -> None:
            message = _message(endpoint, news)
            self.state(endpoint, [message])
            tell(Happened(lambda: [message]))

        return hear

    def _line(self, endpoint: Endpoint, hub: Hub, told: Callable[[News], None]) -> HubLine:
        options = options_for(endpoint, self.desk.setting.secrets)
        subscription = Subscription(hub, SafeWeb(endpoint, options), partial(self._headers, endpoint, hub))
        trust = Trust(endpoint.name, options).context
        return HubLine(subscription, told, trust, proxy=_proxy_of(options.proxy))

    def _headers(self, endpoint: Endpoint, hub: Hub) -> Mapping[str, str]:
        """Sign in at the hub where it stands on the source's own server, and nowhere else (AUTH-02)."""
        if origin_of(hub.url) != origin_of(endpoint.base_url):
            return {}
        try:
            given = self.desk.setting.signs.authoriser(endpoint).headers(endpoint)
        except (FetchError, VaultError):  # the hub says itself whether it wants a sign-in
            return {}
        return {name: value for name, value in given.items() if name == _AUTHORIZATION}


def _name(endpoint_id: str) -> str:
    return f"host-{endpoint_id}"


def _message(endpoint: Endpoint, news: News) -> Said:
    host = endpoint.name
    match news:
        case PatientShown() | PatientClosed():
            event_id = f"{endpoint.id}{_BETWEEN}{news.event_id}"
            closed = isinstance(news, PatientClosed)
            return HostPatient(host=host, event_id=event_id, nhs_number=news.nhs_number, closed=closed)
        case HostEnded():
            return HostLeft(host=host, logout=news.logout)
        case Sync():
            return HostSync(host=host, following=news.following, words=news.words)


def _proxy_of(proxy: Proxy | None) -> str | Literal[True] | None:
    """Return the proxy of a WebSocket: as set for the source, else the system's. Raises SignInNeeded."""
    if proxy is None:
        return True
    if not proxy.address or not proxy.user:
        return proxy.address or None
    pair = f"{quote(proxy.user, safe='')}:{quote(proxy.password(), safe='')}"
    scheme, _, rest = proxy.address.partition("://")
    return f"{scheme}://{pair}@{rest}"
