"""The simulated locator: twenty pointers to a page, the next page by a token in the tags."""

import pytest

ID = {"x-request-id": "60e0b220-8136-4ca5-ae46-1d97ef59d068"}
WITH = {**ID, "nhsd-end-user-organisation-ods": "Y99002"}
SUBJECT = ("subject:identifier", "https://fhir.nhs.uk/Id/nhs-number|9990018421")


def ask(nrl, *query, headers=WITH, path="DocumentReference", method="GET"):
    return nrl(path, *query, headers=headers, method=method)


def test_a_page_holds_twenty_and_its_total_is_its_own(nrl):
    status, first = ask(nrl, SUBJECT)
    (tag,) = first["meta"]["tag"]
    _, second = ask(nrl, SUBJECT, ("next-page-token", tag["code"]))

    assert status == 200
    assert (len(first["entry"]), first["total"]) == (20, 20)
    assert tag["display"] == "next_page_token"
    assert (len(second["entry"]), "meta" in second) == (3, False)
    ids = [entry["resource"]["id"] for page in (first, second) for entry in page["entry"]]
    assert len(set(ids)) == 23


def test_somebody_without_pointers_is_an_empty_list(nrl):
    status, found = ask(nrl, ("subject:identifier", "https://fhir.nhs.uk/Id/nhs-number|9990071888"))

    assert (status, found["total"], found["entry"]) == (200, 0, [])


@pytest.mark.parametrize(
    ("query", "headers", "expected"),
    [
        ((SUBJECT,), ID, "MISSING_OR_INVALID_HEADER"),
        ((), WITH, "INVALID_NHS_NUMBER"),
        (
            (("subject:identifier", "https://fhir.nhs.uk/Id/nhs-number|9990018422"),),
            WITH,
            "INVALID_NHS_NUMBER",
        ),
        ((SUBJECT, ("next-page-token", "other")), WITH, "INVALID_VALUE"),
    ],
)
def test_a_wrong_question_is_refused(nrl, code, query, headers, expected):
    status, said = ask(nrl, *query, headers=headers)

    assert (status, code(said)) == (400, expected)


def test_nothing_else_is_offered(nrl, code):
    assert code(ask(nrl, path="metadata")[1]) == "RESOURCE_NOT_FOUND"
