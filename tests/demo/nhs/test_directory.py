"""The simulated directory: one practice, its system's id and address, with an API key."""

import pytest

ID = {"x-request-id": "60e0b220-8136-4ca5-ae46-1d97ef59d068"}
KEY = {**ID, "apikey": "demo-directory-key"}
ABOUT = (
    ("organization", "https://fhir.nhs.uk/Id/ods-organization-code|Y99001"),
    ("identifier", "https://fhir.nhs.uk/Id/nhsServiceInteractionId|urn:x"),
)


def test_the_system_and_its_address_are_listed(directory):
    device = directory("Device", *ABOUT, headers=KEY)[1]["entry"][0]["resource"]
    place = directory("Endpoint", *ABOUT, headers=KEY)[1]["entry"][0]["resource"]

    assert device["identifier"][0] == {
        "system": "https://fhir.nhs.uk/Id/nhsSpineASID",
        "value": "200000000116",
    }
    assert place["address"].startswith("/Y99001/")


def test_another_practice_is_not_listed(directory):
    other = ("organization", "https://fhir.nhs.uk/Id/ods-organization-code|Y99009")

    assert directory("Device", other, ABOUT[1], headers=KEY)[1]["total"] == 0


@pytest.mark.parametrize(
    ("path", "query", "headers", "status"),
    [
        ("Device", ABOUT, ID, 401),
        ("Device", ABOUT[:1], KEY, 400),
        ("Device", ABOUT[1:], KEY, 400),
        ("Organization", ABOUT, KEY, 404),
    ],
)
def test_a_wrong_question_is_refused(directory, path, query, headers, status):
    assert directory(path, *query, headers=headers)[0] == status
