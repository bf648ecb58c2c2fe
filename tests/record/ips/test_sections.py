"""Which section an entry stands in."""

import pytest

from tests.merge.builders import allergy, entry, medicine, plan, problem
from viewer.entries.entry import Flag, Standing
from viewer.record.ips.sections import SECTIONS, section_of, withdrawn
from viewer.source.domain import Domain


@pytest.mark.parametrize(
    ("given", "content", "key"),
    [
        (allergy(), {}, "allergies"),
        (medicine(), {}, "medicines"),
        (medicine(standing=Standing.PAST), {}, ""),
        (problem(), {}, "problems"),
        (problem(standing=Standing.PAST), {}, "past-problems"),
        (entry(reference="ClinicalImpression/1"), {}, ""),
        (entry(), {}, "results"),
        (entry(), {"category": {"coding": {"code": "vital-signs"}}}, "vital-signs"),
        (entry(), {"category": [{"coding": [{"code": "social-history"}]}]}, "social"),
        (entry(code="82810-3"), {}, "pregnancy"),
        (entry(reference="ImagingStudy/1"), {}, ""),
        (entry(reference="Immunization/1"), {}, "immunisations"),
        (entry(reference="ImmunizationEvaluation/1"), {}, ""),
        (entry(reference="Procedure/1"), {}, "procedures"),
        (entry(reference="DeviceUseStatement/1"), {}, "devices"),
        (plan(), {}, "plans"),
        (plan(type="Flag"), {}, "alerts"),
        (plan(type="Consent"), {}, "directives"),
        (plan(type="Goal"), {}, ""),
        (entry(reference="Encounter/1"), {}, ""),
    ],
)
def test_an_entry_stands_where_it_belongs(given, content, key):
    assert section_of(given, content) == key


def test_each_section_has_a_code_of_its_own_and_three_are_needed():
    assert len({one.code for one in SECTIONS}) == len(SECTIONS)
    assert {one.key for one in SECTIONS if one.needed} == {"allergies", "medicines", "problems"}
    assert all(one.display and one.types <= {*one.types} and one.domains <= set(Domain) for one in SECTIONS)


def test_what_is_withdrawn_has_a_reason():
    assert withdrawn(entry(flags=[Flag.IN_ERROR])) == "entered in error"
    assert withdrawn(entry(flags=[Flag.REFUTED])) == ""
