"""What R4 does not know is never passed off as R4."""

import pytest

from viewer.record.ips.choices import CHOICES, within
from viewer.record.ips.shapes import SHAPES, why_not_r4

CONDITION = {"resourceType": "Condition", "subject": {"reference": "Patient/1"}}
OBSERVATION = {"resourceType": "Observation", "status": "final", "code": {"text": "x"}}
PLAN = {
    "resourceType": "CarePlan",
    "status": "active",
    "intent": "plan",
    "subject": {"reference": "Patient/1"},
}


def test_every_choice_of_the_shapes_has_its_types():
    assert {one.name for elements in SHAPES.values() for one in elements if one.choice} == set(CHOICES)


@pytest.mark.parametrize("resource", [
    {**CONDITION, "abatementBoolean": True},
    {**OBSERVATION, "valueAttachment": {"url": "x"}},
    {**OBSERVATION, "valueReference": {"reference": "Media/1"}},
    {**OBSERVATION, "component": [{"code": {"text": "y"}, "valueAttachment": {"url": "x"}}]},
    {**OBSERVATION, "component": [{"code": {"text": "y"}, "interpretation": {"text": "high"}}]},
    {**PLAN, "activity": [{"detail": {"status": "scheduled", "category": {"text": "diet"}}}]},
])  # fmt: skip
def test_what_only_another_version_has_is_named(resource):
    assert why_not_r4(resource)


@pytest.mark.parametrize("resource", [
    {**CONDITION, "abatementDateTime": "2020"},
    {**OBSERVATION, "component": [{"code": {"text": "y"}, "valueString": "x", "interpretation": [{"text": "high"}]}]},
    {**PLAN, "activity": [{"detail": {"status": "scheduled", "_status": {"id": "s"}, "description": "walk"}}]},
])  # fmt: skip
def test_what_r4_has_passes(resource):
    assert why_not_r4(resource) == ""
    assert list(within("Flag", {"component": [{"valueAttachment": {}}]})) == []
