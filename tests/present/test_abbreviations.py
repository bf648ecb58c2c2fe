"""What the abbreviations in our labels stand for (CUI-23)."""

import re

import pytest

from viewer.entries import headings
from viewer.present.abbreviations import EXPANSIONS, expanded_words, expansions
from viewer.present.systems import SYSTEM_NAMES
from viewer.source.domain import Domain

_LOOKS_SHORT = re.compile(r"\b[A-Z][A-Za-z]*[A-Z][A-Za-z0-9]*\b")
_NAMES = {"RxNorm", "CTV3", "CVX", "NDC", "CPT", "BCP", "ISO", "CM", "UK", "URI", "SNOMED", "CT"}
"""Names of code systems of other countries; SNOMED CT is told as one."""


@pytest.mark.parametrize(
    ("label", "found"),
    [
        ("NHS number", ["NHS"]),
        ("SNOMED CT, GP and GP again", ["SNOMED CT", "GP"]),
        ("GPhC number", ["GPhC"]),
        ("dm+d", ["dm+d"]),
        ("DNACPR", ["DNACPR"]),
        ("Groups", []),
        ("GPs", []),
        ("", []),
    ],
)
def test_each_abbreviation_is_told_once_and_no_part_of_a_word_is_one(label, found):
    assert [short for short, _ in expansions(label)] == found


def test_words_for_a_tool_tip():
    assert expanded_words("NHS") == "NHS: National Health Service"
    assert expanded_words("Results") == ""


def test_headings_domains_and_systems_hold_no_abbreviation_that_is_not_explained():
    labels = [value for name, value in vars(headings).items() if name.isupper()]
    labels += [domain.label for domain in Domain]
    labels += [name for url, name in SYSTEM_NAMES.items() if "hl7.org" not in url]
    told = {short for label in labels for short, _ in expansions(label)}
    unexplained = {
        word for label in labels for word in _LOOKS_SHORT.findall(label) if word not in told | _NAMES
    }
    assert {word for word in unexplained if not any(word in short for short in told)} == set()


def test_what_it_stands_for_is_longer_and_is_no_abbreviation():
    assert all(len(words) > len(short) for short, words in EXPANSIONS.items())
