"""What one Patient of PDS says about a number."""

from datetime import UTC, datetime

from viewer.fetch.nhs.pds_person import is_restricted, traces_of
from viewer.source.trace import TraceStatus

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
NUMBER = "9990018421"
ODS = "https://fhir.nhs.uk/Id/ods-organization-code"
VERIFIED = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus"
NOTICE = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-DeathNotificationStatus"


def one(**more):
    (trace,) = traces_of(NUMBER, {"resourceType": "Patient", "id": NUMBER, **more}, NOW)
    return trace


def practice(code, **period):
    return {"identifier": {"system": ODS, "value": code, "period": period}}


def test_what_is_not_said_is_not_noted():
    trace = one()
    assert (trace.born, trace.family, trace.given, trace.practice) == ("", "", "", "")
    assert (trace.verified, trace.deceased, trace.restricted) == (False, False, False)


def test_the_usual_name_is_noted_whatever_stands_first():
    names = [
        {"use": "nickname", "given": ["Peggy"]},
        {"use": "usual", "family": "Holroyd", "given": ["Margaret"]},
    ]
    trace = one(name=names)
    assert (trace.family, trace.given) == ("Holroyd", "Margaret")


def test_only_a_registration_that_holds_today_counts():
    past = practice("Y99002", start="2000-01-01", end="2016-03-31")
    future = practice("Y99003", start="2027-01-01")
    now = practice("Y99001", start="2016-04-01")
    assert one(generalPractitioner=[past, now, future]).practice == "Y99001"
    assert one(generalPractitioner=[past]).practice == ""
    assert one(generalPractitioner=[now, practice("Y99004")]).practice == ""
    assert one(generalPractitioner=[{"identifier": {"system": "urn:x", "value": "Y99001"}}]).practice == ""


def test_a_death_is_a_date_a_statement_or_a_notice():
    def notice(code):
        part = {"url": "deathNotificationStatus", "valueCodeableConcept": {"coding": [{"code": code}]}}
        return [{"url": "urn:other"}, {"url": NOTICE, "extension": [part]}]

    assert one(deceasedDateTime="2026-02-14").deceased
    assert one(deceasedBoolean=True).deceased
    assert one(extension=notice("1")).deceased
    assert not one(extension=notice("U")).deceased
    assert not one(deceasedBoolean=False).deceased


def test_a_number_is_verified_only_by_its_own_statement():
    def identifier(code, value=NUMBER):
        status = {"url": VERIFIED, "valueCodeableConcept": {"coding": [{"code": code}]}}
        return {"system": "https://fhir.nhs.uk/Id/nhs-number", "value": value, "extension": [status]}

    assert one(identifier=[identifier("01")]).verified
    assert not one(identifier=[identifier("02")]).verified
    assert not one(identifier=[identifier("01", "9990024103")]).verified


def test_restricted_is_restricted_very_restricted_or_redacted():
    for code, restricted in {"R": True, "V": True, "REDACTED": True, "U": False}.items():
        assert is_restricted({"meta": {"security": [{"code": code}]}}) is restricted


def test_another_number_in_the_answer_replaced_the_one_asked_for():
    old, new = traces_of("9990061114", {"id": NUMBER}, NOW)
    assert (old.status, old.superseded_by) == (TraceStatus.SUPERSEDED, NUMBER)
    assert (new.nhs_number, new.status) == (NUMBER, TraceStatus.VALID)
