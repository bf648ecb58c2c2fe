"""Words that name a medicine, a test or a problem are about its domains and letters; others about all."""

import pytest

from viewer.record.sought_domains import domains_sought
from viewer.source.domain import Domain

WRITTEN = Domain.DOCUMENTS


@pytest.mark.parametrize(
    ("typed", "domain"),
    [
        ("Omeprazole", Domain.MEDICINES),
        ("acetaminophen", Domain.ALLERGIES),
        ("HbA1c", Domain.RESULTS),
        ("haemoglobin", Domain.RESULTS),
        ("asthma", Domain.PROBLEMS),
        ("psoriasis", Domain.PROBLEMS),
        ("pancreatitis", Domain.PLANS),
    ],
)
def test_a_name_is_about_its_domains_and_letters(typed, domain):
    assert {domain, WRITTEN} <= set(domains_sought(typed))


@pytest.mark.parametrize("typed", ["", "Holroyd", "pril", "500mg", "walking", "12345678"])
def test_what_is_unclear_is_about_all(typed):
    assert domains_sought(typed) == ()


def test_where_the_record_itself_has_the_word_counts_too():
    assert Domain.PROCEDURES in domains_sought("ramipril", [Domain.PROCEDURES])
    assert domains_sought("walking", [Domain.PROCEDURES]) == ()
