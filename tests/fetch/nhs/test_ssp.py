"""Headers of the Spine Secure Proxy."""

from dataclasses import replace
from uuid import UUID

import pytest

from viewer.fetch.nhs.ssp import FROM, INTERACTION, TO, TRACE_ID, Interaction, Route

ROUTE = Route(base="https://gp.example.org/fhir", from_asid="200000000115", to_asid="200000000116")


@pytest.mark.parametrize("interaction", Interaction)
def test_every_question_names_both_systems_and_what_is_asked(interaction):
    headers = ROUTE.headers(interaction)

    assert headers[FROM] == "200000000115"
    assert headers[TO] == "200000000116"
    assert headers[INTERACTION] == interaction.value
    assert str(UUID(headers[TRACE_ID])) == headers[TRACE_ID]


def test_each_question_has_a_trace_id_of_its_own():
    ids = {ROUTE.headers(Interaction.STRUCTURED)[TRACE_ID] for _ in range(3)}

    assert len(ids) == 3


def test_through_the_proxy_the_whole_address_of_the_provider_follows():
    through = replace(ROUTE, base="https://proxy.example.org/https://gp.example.org/fhir/")

    assert through.address("Binary/1") == "https://proxy.example.org/https://gp.example.org/fhir/Binary/1"
    assert ROUTE.address("Binary/1") == "https://gp.example.org/fhir/Binary/1"


def test_a_link_of_the_provider_is_followed_through_the_proxy():
    through = replace(ROUTE, base="https://proxy.example.org/https://gp.example.org/fhir")
    link = "https://gp.example.org/fhir/Patient/1/DocumentReference?page=2"

    assert through.own(link) == f"https://proxy.example.org/{link}"
    assert through.own("https://evil.example/x") == "https://evil.example/x"
    assert ROUTE.own(link) == link
