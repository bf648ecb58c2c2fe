"""Decides whether a request may reach a simulated GP practice: proxy headers and the unsigned statement.

Source: GP Connect, "Cross organisation audit and provenance", "Error handling".
"""

import json
import re
from base64 import urlsafe_b64decode
from collections.abc import Mapping
from time import time

from viewer.demo.answers import Reply, Request
from viewer.demo.outcome import outcome
from viewer.demo.shelf import Json
from viewer.source.connection import Nhs

_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_ODS = "https://fhir.nhs.uk/Id/ods-organization-code"
_USER = "https://fhir.nhs.uk/Id/sds-user-id"
_LIFE_S = 300
_CLOCK_S = 60
_PARTS = 3
_GENERIC = frozenset({"user", "test", "system", "admin", "unknown"})
_STATUS = {
    "INVALID_PARAMETER": 422,
    "INVALID_RESOURCE": 422,
    "PATIENT_NOT_FOUND": 404,
    "NO_RECORD_FOUND": 404,
}
_ISSUES = {400: "invalid", 403: "forbidden", 404: "not-found", 415: "not-supported", 422: "invalid"}


def gpc_refused(code: str, words: str = "", status: int = 0) -> Reply:
    """Return a practice's refusal with a Spine code; ``status`` where it is not the code's usual one."""
    sent = status or _STATUS.get(code, 400)
    return Reply(sent, outcome(_ISSUES[sent], words, spine=(code, code.replace("_", " ").capitalize())))


def proxy_refuses(request: Request, nhs: Nhs, interaction: str, base: str) -> Reply | None:
    """Check what the Spine Secure Proxy checks; None lets the request through."""
    headers = request.headers
    if not _UUID.fullmatch(headers.get("ssp-traceid", "")):
        return gpc_refused("BAD_REQUEST", "Ssp-TraceID header is missing or no UUID")
    if (headers.get("ssp-from"), headers.get("ssp-to")) != (nhs.from_asid, nhs.to_asid):
        return Reply(403, outcome("forbidden", "The ASIDs are not authorised for this interaction"))
    if headers.get("ssp-interactionid") != interaction:
        return gpc_refused("BAD_REQUEST", "InteractionID header does not match the request")
    wanted = [headers.get("accept", "")] + ([headers.get("content-type", "")] if request.body else [])
    if any("application/fhir+json" not in media for media in wanted):
        return Reply(415, outcome("not-supported", "unsupported media type"))
    wrong = wrong_statement(headers.get("authorization", ""), base)
    return gpc_refused("BAD_REQUEST", wrong) if wrong else None


def wrong_statement(authorization: str, base: str) -> str:
    """Return what is wrong with the statement of who asks; "" where it is as it must be (GPC-11)."""
    scheme, _, token = authorization.partition(" ")
    parts = token.split(".")
    if scheme != "Bearer" or len(parts) != _PARTS or parts[2]:
        return "JWT must have three parts, the last one empty"
    try:
        head, claims = _decoded(parts[0]), _decoded(parts[1])
    except ValueError:
        return "JWT is not valid JSON"
    if not isinstance(claims, dict):
        return "JWT claims are no object"
    if head != {"alg": "none", "typ": "JWT"}:
        return "JWT header must be alg none, typ JWT"
    return _wrong_claim(claims, base)


def _wrong_claim(claims: Mapping[str, Json], base: str) -> str:
    issued, ends = claims.get("iat"), claims.get("exp")
    who, where = _of(claims, "requesting_practitioner"), _of(claims, "requesting_organization")
    wrong = {
        "iss": not claims.get("iss"),
        "aud": claims.get("aud") != base,
        "iat": not isinstance(issued, int) or abs(issued - time()) > _CLOCK_S,
        "exp": not isinstance(issued, int) or ends != issued + _LIFE_S,
        "reason_for_request": claims.get("reason_for_request") != "directcare",
        "requested_scope": claims.get("requested_scope") != "patient/*.read",
        "requesting_device": _of(claims, "requesting_device").get("resourceType") != "Device",
        "requesting_organization": not (where.get("name") and _identified(where, _ODS)),
        "requesting_practitioner": not _is_a_person(who),
        "sub": not claims.get("sub") or claims.get("sub") != who.get("id"),
    }
    return next((f"Invalid JWT {name} claim" for name, applies in wrong.items() if applies), "")


def _is_a_person(who: Mapping[str, Json]) -> bool:
    names = who.get("name") or [{}]
    family = str(names[0].get("family", ""))
    known = _identified(who, _USER)
    return (
        who.get("resourceType") == "Practitioner"
        and bool(family)
        and family.lower() not in _GENERIC
        and known
    )


def _identified(resource: Mapping[str, Json], system: str) -> bool:
    return any(one.get("system") == system and one.get("value") for one in resource.get("identifier", []))


def _of(claims: Mapping[str, Json], name: str) -> Mapping[str, Json]:
    value = claims.get(name)
    return value if isinstance(value, dict) else {}


def _decoded(part: str) -> Json:
    return json.loads(urlsafe_b64decode(part + "=" * (-len(part) % 4)))
