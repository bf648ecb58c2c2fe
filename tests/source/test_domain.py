"""Each resource type belongs to one domain, each domain has words, and nothing falls through."""

from viewer.source.domain import DOMAIN_OF_TYPE, Domain, domain_of


def test_every_domain_has_words_of_its_own():
    assert len({domain.label for domain in Domain}) == len(Domain)


def test_every_domain_but_other_has_types_and_no_type_has_two():
    assert set(DOMAIN_OF_TYPE.values()) == set(Domain) - {Domain.OTHER}
    assert domain_of("MedicationUsage") is domain_of("MedicationStatement") is Domain.MEDICINES


def test_an_unheard_type_is_other():
    assert domain_of("Unheard") is Domain.OTHER
    assert domain_of("") is Domain.OTHER
