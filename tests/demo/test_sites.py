import re

from viewer.demo.sites import SITES, site_of


def test_there_are_four_care_settings_with_three_versions_of_fhir():
    assert [site.key.value for site in SITES] == ["gp", "acute", "community", "ooh"]
    assert {site.fhir_version for site in SITES} == {"3.0.1", "4.0.1", "5.0.0"}


def test_an_id_is_32_hex_digits_and_no_two_are_equal():
    ids = [site.id for site in SITES]

    assert len(set(ids)) == 4
    assert all(re.fullmatch("[0-9a-f]{32}", one) for one in ids)


def test_a_site_is_found_by_its_key_and_by_its_id():
    assert site_of("gp") is SITES[0]
    assert site_of(SITES[3].id) is SITES[3]
    assert site_of("nobody") is None
