"""Decides how the simulated services of the national API platform check headers and word their errors."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace

from typing_extensions import override

from viewer.demo.answers import Answers, Reply, Request
from viewer.demo.shelf import Shelf
from viewer.demo.sign_in import Guard
from viewer.demo.sites import Site, SiteKey

SPINE_CODES = "https://fhir.nhs.uk/R4/CodeSystem/Spine-ErrorOrWarningCode"
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_ROLE = re.compile("[0-9]+")
_DISPLAYS = {
    "ACCESS_DENIED": "Access Denied - Unauthorised",
    "ADDITIONAL_PROPERTIES": "Additional properties should not be included",
    "INVALIDATED_RESOURCE": "Resource that has been marked as invalid was requested",
    "INVALID_RESOURCE_ID": "Resource Id is invalid",
    "INVALID_SEARCH_DATA": "Search data is invalid",
    "INVALID_VALUE": "Provided value is invalid",
    "MISSING_VALUE": "Required value is missing",
    "RESOURCE_NOT_FOUND": "Resource not found",
    "TOO_MANY_MATCHES": "Too Many Matches",
    "UNSUPPORTED_SERVICE": "Unsupported Service",
}


def refused(status: int, code: str, words: str = "", *, issue: str = "value") -> Reply:
    """Return an OperationOutcome with a code of the Spine's list; ``issue`` is FHIR's own code."""
    coding = {"system": SPINE_CODES, "version": "1", "code": code, "display": _DISPLAYS.get(code, code)}
    found: dict[str, object] = {"severity": "error", "code": issue, "details": {"coding": [coding]}}
    if words:
        found["diagnostics"] = words
    return Reply(status, _body({"resourceType": "OperationOutcome", "issue": [found]}))


def sent(content: Mapping[str, object]) -> Reply:
    """Return a resource with status 200."""
    return Reply(200, _body(content))


def _body(content: Mapping[str, object]) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode()


class PlatformAnswers(Answers):
    """A service of the platform: no CapabilityStatement (NHS-06), every request with its own id (NHS-03).

    ``id_needed``: whether a request without ``X-Request-ID`` is refused, as PDS does.
    """

    id_needed = True

    def __init__(self, site: Site, shelves: Mapping[SiteKey, Shelf], guard: Guard) -> None:
        super().__init__(site, Shelf(), guard)
        self.shelves = shelves

    @override
    def label(self, request: Request) -> tuple[str, int]:
        return request.path.split("/", 1)[0], 1

    @override
    def refusal(self) -> Reply:
        return refused(401, "ACCESS_DENIED", "Missing or wrong Authorization header", issue="forbidden")

    @override
    def reply(self, request: Request) -> Reply:
        answer = self._wrong_header(request.headers) or self.answer(request)
        mirrored = {"x-request-id": "X-Request-ID", "x-correlation-id": "X-Correlation-ID"}
        back = {shown: request.headers[name] for name, shown in mirrored.items() if name in request.headers}
        return replace(answer, headers={**back, **answer.headers})

    def answer(self, request: Request) -> Reply:
        """Answer a request whose headers are as they must be."""
        return refused(404, "RESOURCE_NOT_FOUND", f"nothing is at {request.method} here", issue="not-found")

    def _wrong_header(self, headers: Mapping[str, str]) -> Reply | None:
        asked, role = headers.get("x-request-id", ""), headers.get("nhsd-session-urid", "")
        if not asked and self.id_needed:
            words = "X-Request-ID header must be supplied to access this resource"
            return refused(400, "MISSING_VALUE", words, issue="required")
        if asked and not _UUID.fullmatch(asked):
            return refused(400, "INVALID_VALUE", "Invalid value in header 'X-Request-ID'")
        if role and not _ROLE.fullmatch(role):
            return refused(400, "INVALID_VALUE", "Invalid value in header 'NHSD-Session-URID'")
        return None
