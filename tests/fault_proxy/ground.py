"""The demo's endpoints in this process, a proxy before one of them: what each stage of a reading needs."""

import socket
import ssl
import tempfile
import warnings
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from ipaddress import ip_address
from pathlib import Path
from unittest.mock import patch

from cryptography import x509

from tests.fault_proxy.proxy import HERE, FaultProxy, listening
from tests.fetch.authority import Authority
from viewer.auth.sign_ins import SignIns
from viewer.demo.folder import shelves
from viewer.demo.nhs.register import SIMULATORS
from viewer.demo.shelf import Shelf
from viewer.demo.sign_in import guard_for
from viewer.demo.sites import NationalKey, SiteKey
from viewer.demo.town import Town
from viewer.fetch.options import FetchOptions
from viewer.fetch.options_for import options_for
from viewer.fetch.source import EndpointSource
from viewer.fetch.web import SafeWeb
from viewer.source.connection import OAuth, Transport
from viewer.source.endpoint import Endpoint, Marking, SignIn
from viewer.source.permission import Permission, PermissionKind, Relationship
from viewer.source.session import Session
from viewer.store.vault import MemoryVault

HOLROYD = "9990018421"
GROWN = 400  # then the faulty source has four pages of observations
PATIENT = "OA-5142"
CLEAN = SiteKey.ACUTE
_SIX = "::1"

QUICK = FetchOptions(
    connect_timeout_s=5,
    read_timeout_s=20,
    budget_s=40,
    longest_wait_s=1,
    first_backoff_s=0.0005,
    longest_backoff_s=0.001,
    attempts=2,
    attempts_after_silence=1,
    page_size=50,
)
IMPATIENT = replace(QUICK, read_timeout_s=0.6, budget_s=1.2)
"""For a source that hangs: the test is not to wait as long as a person would."""


class Ground:
    """Towns with and without sign-in, made when first wanted; certificates of every kind."""

    def __init__(self):
        self._close = ExitStack()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._close.close()

    def _town(self, guards, simulators=()):
        grown, small = shelves(GROWN), shelves()
        held = {SiteKey.OOH: grown[SiteKey.OOH], CLEAN: small[CLEAN], SiteKey.GP: small[SiteKey.GP]}
        town = Town({**held, SiteKey.COMMUNITY: Shelf()}, guards, simulators)
        self._close.callback(town.close)
        return town

    @cached_property
    def plain(self):
        return self._town({}, SIMULATORS)

    @cached_property
    def by_program(self):
        return self._town({SiteKey.OOH: guard_for(SignIn.CLIENT)})

    @cached_property
    def by_person(self):
        return self._town({SiteKey.OOH: guard_for(SignIn.SMART)})

    @cached_property
    def folder(self):
        return Path(self._close.enter_context(tempfile.TemporaryDirectory()))

    @cached_property
    def authority(self):
        return Authority(self.folder)

    @cached_property
    def other_authority(self):
        return Authority(self.folder, "Nobody's authority")

    def served(self, issued, client_ca=None):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        name = f"{issued.certificate.serial_number}.pem"
        context.load_cert_chain(issued.write(name, issued.pem, issued.pem_key()))
        if client_ca:
            context.verify_mode = ssl.CERT_REQUIRED
            context.load_verify_locations(client_ca.file)
        return context

    def right(self):
        return self.served(self.authority.issue())

    def wrong_host(self):
        names = (x509.DNSName("records.example"), x509.IPAddress(ip_address("127.0.0.9")))
        return self.served(self.authority.issue(names=names))

    def expired(self):
        return self.served(self.authority.issue(days=(-30, -1)))

    def not_yet(self):
        return self.served(self.authority.issue(days=(1, 30)))

    def self_signed(self):
        return self.served(Authority(self.folder, "127.0.0.1"))

    def unknown_authority(self):
        return self.served(self.other_authority.issue())

    def wants_client(self):
        return self.served(self.authority.issue(), client_ca=self.other_authority)

    def old_tls(self):
        context = self.right()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            context.minimum_version = ssl.TLSVersion.TLSv1
            context.maximum_version = ssl.TLSVersion.TLSv1_1
        context.set_ciphers("ALL:@SECLEVEL=0")
        return context

    def no_tls(self):
        return None


@dataclass
class Scene:
    """Two endpoints: the first behind ``proxy``, the second clean. ``answers``: the first one's own."""

    endpoints: tuple
    proxy: FaultProxy
    answers: object
    vault: MemoryVault
    session: Session
    options: FetchOptions
    closing: ExitStack

    @property
    def faulty(self):
        return self.endpoints[0].id

    @property
    def clean(self):
        return self.endpoints[1].id

    @cached_property
    def signs(self):
        return SignIns(self.vault, self._web)

    def _web(self, endpoint):
        web = SafeWeb(endpoint, self._limits(endpoint))
        self.closing.callback(web.close)
        return web

    def _limits(self, endpoint):
        limits = self.options if endpoint.id == self.faulty else QUICK
        return options_for(endpoint, self.vault, limits)

    def sources(self):
        """Return both as sources, as ``Sources.endpoint`` makes them, with the limits of the test."""
        return [
            EndpointSource(one, self.signs.authoriser(one), options=self._limits(one), session=self.session)
            for one in self.endpoints
        ]

    def mend(self):
        """The fault is over: from now on everything passes."""
        self.proxy.fault = None
        self.proxy.released.set()


def scene(ground, *, way="plain", site=SiteKey.OOH, options=QUICK, at_sign_in=False):
    """Put a proxy before an endpoint of the demo.

    ``way``: plain, tls, forward (the proxy is one that is set for the source), tunnel (the same before a
    source with TLS), program or person (a sign-in service stands beside it), nowhere (its name is unknown),
    localhost (a name with an IPv6 and an IPv4 address: at the first one nobody is; silent: somebody who never
    answers).
    ``at_sign_in``: the fault is to happen at that service.
    """
    closing = ExitStack()
    town = {"program": ground.by_program, "person": ground.by_person}.get(way) or ground.plain
    answers = town.listener(site).answers
    direct = _direct(town, site)
    proxy = FaultProxy(direct, ground.right() if way == "tls" else None)
    closing.callback(proxy.close)
    base = _base(way, proxy, direct, answers.site.path)
    if way == "tunnel":
        front = FaultProxy(direct, ground.right())
        closing.callback(front.close)
        base = front.base
    if "localhost" in way:
        closing.enter_context(patch.object(socket, "getaddrinfo", _both(socket.getaddrinfo)))
    if way == "localhost-silent":
        closing.enter_context(listening(_SIX, proxy.port))
    answers.base = base
    armed = proxy
    if answers.guard.authority:
        service = answers.guard.authority.service
        before = FaultProxy(f"http://{HERE}:{answers.guard.authority._server.server_port}")
        closing.callback(before.close)
        service.base = before.base
        armed = before if at_sign_in else proxy
    vault = MemoryVault()
    if answers.guard.secret:
        vault.store(answers.site.id, answers.guard.secret)
    transport = Transport(
        ca_file=str(ground.authority.file) if way in {"tls", "tunnel"} else "",
        proxy=f"http://{HERE}:{proxy.port}" if way in {"forward", "tunnel"} else "",
    )
    clean = ground.plain.listener(CLEAN).answers
    clean.base = _direct(ground.plain, CLEAN)
    endpoints = (_endpoint(answers, base, transport), _endpoint(clean, clean.base, Transport()))
    if site is NationalKey.GP_CONNECT:  # a practice is asked by a number that PDS knows
        register = ground.plain.listener(NationalKey.PDS).answers
        register.base = _direct(ground.plain, NationalKey.PDS)
        endpoints += (_endpoint(register, register.base, Transport()),)
        vault.store(register.site.id, register.guard.secret)
    session = Session()
    session.permissions.record(_permission())
    return Scene(endpoints, armed, answers, vault, session, options, closing)


def _both(asked):
    """Give localhost an IPv6 address before its own: not every resolver knows one."""

    def answered(host, port, *args, **kwargs):
        found = asked(host, port, *args, **kwargs)
        six = (socket.AF_INET6, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", (_SIX, port, 0, 0))
        return [six, *found] if host == "localhost" else found

    return answered


def _base(way, proxy, direct, path):
    bases = {
        "forward": direct,
        "nowhere": f"https://records.invalid{path}",
        "localhost": f"http://localhost:{proxy.port}{path}",
        "localhost-silent": f"http://localhost:{proxy.port}{path}",
    }
    return bases.get(way, proxy.base)


def _direct(town, site):
    listener = town.listener(site)
    return f"http://{HERE}:{listener.server_port}{listener.answers.site.path}"


def _endpoint(answers, base, transport):
    site = answers.site
    return Endpoint(
        id=site.id,
        name=site.name,
        care_setting=site.care_setting,
        base_url=base,
        marking=Marking.DEMO,
        sign_in=answers.guard.sign_in,
        kind=site.kind,
        nhs=site.nhs,
        oauth=OAuth(client_id=answers.guard.client_id),
        transport=transport,
    )


def _permission():
    return Permission(
        nhs_number=HOLROYD,
        kind=PermissionKind.PERMISSION,
        relationship=Relationship.STATED,
        user="555254239107",
        when=datetime.now(UTC),
    )
