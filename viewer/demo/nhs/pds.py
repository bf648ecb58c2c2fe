"""Decides what the simulated Personal Demographics Service answers: reads by NHS number, and searches."""

from collections.abc import Mapping
from datetime import UTC, datetime

from typing_extensions import override

from viewer.demo.answers import Reply, Request
from viewer.demo.nhs.pds_search import Unfit, found
from viewer.demo.nhs.people import INVALIDATED, REPLACED, registered
from viewer.demo.nhs.spine import PlatformAnswers, refused, sent
from viewer.demo.shelf import Json, Shelf
from viewer.demo.sign_in import Guard
from viewer.demo.sites import NationalKey, Site, SiteKey
from viewer.demo.structured import good_number
from viewer.source.connection import Nhs
from viewer.source.endpoint import Kind

PDS = Site(
    key=NationalKey.PDS,
    id="d30000000000000000000000000000b1",
    name="Personal Demographics Service (simulated)",
    care_setting="National register",
    fhir_version="4.0.1",
    path="/personal-demographics/FHIR/R4",
    page_size=50,
    most=50,
    total="always",
    page_link="",
    kind=Kind.PDS,
    nhs=Nhs(organisation="Y99001", role="555254240100", user_id="555254239107", user_name="Demo user"),
)
_MOST = 50


class PdsAnswers(PlatformAnswers):
    """The register. Everything is made anew in each run from the demo's patients."""

    def __init__(self, site: Site, shelves: Mapping[SiteKey, Shelf], guard: Guard) -> None:
        super().__init__(site, shelves, guard)
        self._people = registered(shelves.get(SiteKey.GP, Shelf()))

    @override
    def answer(self, request: Request) -> Reply:
        kind, _, number = request.path.partition("/")
        if kind != "Patient" or request.method != "GET":
            return super().answer(request)
        return self._person(number) if number else self._people_like(request)

    def _person(self, number: str) -> Reply:
        if not good_number(number):
            return refused(400, "INVALID_RESOURCE_ID")
        if number in INVALIDATED:
            return refused(404, "INVALIDATED_RESOURCE", issue="processing")
        person = self._people.get(REPLACED.get(number, number))
        if person is None:
            return refused(404, "RESOURCE_NOT_FOUND", issue="not-found")
        tag = 'W/"2"'
        return Reply(200, sent(person).body, {"ETag": tag})

    def _people_like(self, request: Request) -> Reply:
        try:
            matches, most = found(self._people.values(), request.query)
        except Unfit as error:
            return refused(400, error.code, str(error))
        if len(matches) > min(most, _MOST):
            return refused(200, "TOO_MANY_MATCHES", issue="multiple-matches")
        return sent(self._bundle(matches))

    def _bundle(self, matches: list[tuple[float, Json]]) -> dict[str, object]:
        entries = [
            {
                "fullUrl": f"{self.base}/Patient/{person['id']}",
                "search": {"score": score},
                "resource": person,
            }
            for score, person in matches
        ]
        now = datetime.now(UTC).isoformat(timespec="seconds")
        whole = {"resourceType": "Bundle", "type": "searchset", "timestamp": now, "total": len(entries)}
        return {**whole, "entry": entries} if entries else whole
