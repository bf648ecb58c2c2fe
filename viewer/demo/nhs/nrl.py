"""Decides what the simulated National Record Locator answers: pointers of one person, twenty to a page.

Source: National Record Locator, consumer FHIR API: the next page's token stands in ``Bundle.meta.tag``.
"""

from typing_extensions import override

from viewer.demo.answers import Reply, Request
from viewer.demo.nhs.spine import PlatformAnswers, refused, sent
from viewer.demo.shelf import NHS_NUMBER, Json
from viewer.demo.sites import NationalKey, Site
from viewer.demo.structured import good_number
from viewer.source.connection import Nhs
from viewer.source.endpoint import Kind

PAGE = 20
HOLROYD = "9990018421"
_SUBJECT = "subject:identifier"
_TOKEN = "next-page-token"  # nosec B105 # noqa: S105 - the name of a parameter
_ODS = "https://fhir.nhs.uk/Id/ods-organization-code"
_PLANS = (
    ("736253002", "Mental health crisis plan", "FSM01", "2026-09-02"),
    ("1382601000000107", "ReSPECT (Recommended Summary Plan for Emergency Care and Treatment) form", "FSM01",
     "2026-08-15"),
    ("861421000000109", "End of life care coordination summary", "NMH02", "2026-10-01"),
    ("1363501000000100", "Royal College of Physicians NEWS2 (National Early Warning Score 2) chart", "DLS03",
     "2026-11-19"),
    ("325691000000100", "Contingency plan", "FSM01", "2026-07-30"),
)  # fmt: skip
_LETTERS = 18
NRL = Site(
    key=NationalKey.NRL,
    id="d30000000000000000000000000000b5",
    name="National Record Locator (simulated)",
    care_setting="National index of documents",
    fhir_version="4.0.1",
    path="/record-locator/consumer/FHIR/R4",
    page_size=PAGE,
    most=PAGE,
    total="always",
    page_link="",
    kind=Kind.NRL,
    nhs=Nhs(organisation="Y99002"),
)


class NrlAnswers(PlatformAnswers):
    """The locator. It knows people by NHS number alone, and gives only types that the asker may see."""

    @override
    def answer(self, request: Request) -> Reply:
        if request.method != "GET" or request.path != "DocumentReference":
            return super().answer(request)
        if not request.headers.get("nhsd-end-user-organisation-ods"):
            words = "The required header NHSD-End-User-Organisation-ODS is missing"
            return refused(400, "MISSING_OR_INVALID_HEADER", words)
        system, _, number = dict(request.query).get(_SUBJECT, "").rpartition("|")
        if system != NHS_NUMBER or not good_number(number):
            words = "A valid NHS number is required to search for document references"
            return refused(400, "INVALID_NHS_NUMBER", words)
        return self._one_page(pointers(number), dict(request.query).get(_TOKEN, ""))

    def _one_page(self, found: list[Json], token: str) -> Reply:
        start = int(token.removeprefix("after-")) if token.removeprefix("after-").isdecimal() else 0
        if token and not start:
            return refused(400, "INVALID_VALUE", "the next-page-token is not known")
        page = found[start : start + PAGE]
        bundle: dict[str, object] = {
            "resourceType": "Bundle",
            "type": "searchset",
            "total": len(page),  # of this page, as the service has it
            "entry": [{"resource": one} for one in page],
        }
        if start + PAGE < len(found):
            bundle["meta"] = {"tag": [{"display": "next_page_token", "code": f"after-{start + PAGE}"}]}
        return sent(bundle)


def pointers(number: str) -> list[Json]:
    """Return every pointer about a person that the asker may see."""
    if number != HOLROYD:
        return []
    plans = [_pointer(number, index, plan) for index, plan in enumerate(_PLANS)]
    letters = [
        _pointer(
            number,
            len(_PLANS) + index,
            ("823691000000103", "Clinic letter", "NMH02", f"2025-{1 + index % 12:02}-11"),
        )
        for index in range(_LETTERS)
    ]
    letters[0]["status"] = "superseded"
    letters[1]["docStatus"] = "preliminary"
    return [*plans, *letters]


def _pointer(number: str, index: int, plan: tuple[str, str, str, str]) -> Json:
    code, display, custodian, day = plan
    label = {"code": "R", "display": "restricted"} if index == 0 else {"code": "N", "display": "normal"}
    system = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality"
    kept = {"identifier": {"system": _ODS, "value": custodian}}
    return {
        "resourceType": "DocumentReference",
        "id": f"{custodian}-{index:08}",
        "status": "current",
        "docStatus": "final",
        "type": {"coding": [{"system": "http://snomed.info/sct", "code": code, "display": display}]},
        "subject": {"identifier": {"system": NHS_NUMBER, "value": number}},
        "date": f"{day}T09:30:00.000Z",
        "author": [kept],
        "custodian": kept,
        "securityLabel": [{"coding": [{"system": system, **label}]}],
        "content": [
            {
                "attachment": {
                    "contentType": "application/pdf",
                    "url": f"https://documents.{custodian.lower()}.example/pointer/{index}.pdf",
                    "creation": f"{day}T09:30:00.000Z",
                }
            }
        ],
    }  # fmt: skip
