"""The register of national kinds."""

from viewer.fetch.nhs.register import NATIONAL
from viewer.source.endpoint import Kind


def test_a_plain_server_is_no_national_kind():
    assert set(NATIONAL) <= set(Kind) - {Kind.FHIR}
