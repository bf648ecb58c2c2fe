"""Which system answers for a practice: its ASID and its address, from the Spine Directory Service (GPC-16).

Source: the Spine Directory FHIR API: ``Device`` gives the ASID and the party key of an organisation and an
interaction, ``Endpoint`` the address. Both want the API key in the header ``apikey``.
"""

from dataclasses import dataclass
from uuid import uuid4

import msgspec
import requests

from viewer.errors import FetchError
from viewer.fetch.desk import Desk
from viewer.fetch.faults import Fault, fault_of_error
from viewer.fetch.nhs.ssp import MEDIA_TYPE, Interaction, Route
from viewer.fetch.question import address_of
from viewer.fetch.wire import Wire
from viewer.fhir.identifier import identifiers_of
from viewer.fhir.resource import Content
from viewer.fhir.typed import obj, objects, text
from viewer.source.address import base_problem
from viewer.source.answer import Outcome
from viewer.source.endpoint import Endpoint

ODS = "https://fhir.nhs.uk/Id/ods-organization-code"
INTERACTION_ID = "https://fhir.nhs.uk/Id/nhsServiceInteractionId"
ASID = "https://fhir.nhs.uk/Id/nhsSpineASID"
_ADVICE = "Ask your IT support to check the settings of this source and of the Spine directory."


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What the directory says of one practice and interaction; "" where it lists none."""

    asid: str = ""
    address: str = ""


def route_of(desk: Desk, endpoint: Endpoint, interaction: Interaction) -> Route | Fault:
    """Return how the practice behind an endpoint is reached; the directory is asked where no ASID is set."""
    nhs = endpoint.nhs
    if nhs.to_asid:
        return Route(base=endpoint.base_url, from_asid=nhs.from_asid, to_asid=nhs.to_asid)
    if not nhs.directory:
        return _fault("neither the ASID of the practice's system nor a directory to ask for it is set")
    found = look_up(desk, endpoint, interaction)
    if isinstance(found, Fault):
        return found
    why = _unfit(found, endpoint.base_url)
    return _fault(why) if why else Route(base=endpoint.base_url, from_asid=nhs.from_asid, to_asid=found.asid)


def _unfit(found: Listed, base: str) -> str:
    if not found.asid:
        return "the Spine directory lists no system of this practice for this question"
    if found.address and not base.rstrip("/").endswith(found.address.rstrip("/")):
        return "the Spine directory names another address for this practice than is set here"
    return ""


def look_up(desk: Desk, endpoint: Endpoint, interaction: Interaction) -> Listed | Fault:
    """Ask the directory for the ASID and the address of a practice's system."""
    if base_problem(endpoint.nhs.directory):
        return _fault("the address of the Spine directory is no safe web address")
    wire = Wire(endpoint.name, desk.options)
    try:
        device = _first(_asked(wire, desk, endpoint, "Device", interaction))
        place = _first(_asked(wire, desk, endpoint, "Endpoint", interaction))
    except FetchError as error:
        fault = fault_of_error(error)
        return _fault(f"the Spine directory could not be asked: {fault.why}")
    finally:
        wire.session.close()
    asids = [one.value for one in identifiers_of(device) if one.system == ASID]
    return Listed(asid=next(iter(asids), ""), address=text(place.get("address")))


def _asked(wire: Wire, desk: Desk, endpoint: Endpoint, kind: str, interaction: Interaction) -> Content:
    """Ask one question. Raises FetchError where the answer is none."""
    about = (
        ("organization", f"{ODS}|{endpoint.nhs.provider}"),
        ("identifier", f"{INTERACTION_ID}|{interaction.value}"),
    )
    address = f"{endpoint.nhs.directory.rstrip('/')}/{address_of(kind, about)}"
    key = desk.options.directory_key() if desk.options.directory_key else ""
    headers = {"Accept": MEDIA_TYPE, "apikey": key, "X-Request-ID": str(uuid4())}
    received = wire.exchange("GET", address, headers)
    if received.status != requests.codes.ok:
        raise FetchError(endpoint.name, f"it answered with status {received.status}")
    try:
        return obj(msgspec.json.decode(received.body))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise FetchError(endpoint.name, "it answered with something that is not FHIR") from None


def _first(bundle: Content) -> Content:
    """Return what the directory lists; of several systems none is chosen."""
    found = [obj(entry.get("resource")) for entry in objects(bundle.get("entry"))]
    return found[0] if len(found) == 1 else {}


def _fault(why: str) -> Fault:
    return Fault(outcome=Outcome.FAILED, why=why, advice=_ADVICE)
