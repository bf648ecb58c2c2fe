"""Real examples of structured records, as practices' systems write them: no area of theirs reads as silent."""

from pathlib import Path

import pytest

from tests.fetch.nhs.simulated import HOLROYD
from viewer.demo.answers import Reply
from viewer.source.answer import Outcome
from viewer.source.gap import GapKind

FOLDER = Path(__file__).parents[4] / "shared" / "data" / "gpconnect-stu3"
PART = {"allergies_response1.json", "expectedBundleScenario1.json", "find_patient_response_example.json"}
"""Examples of one area or of a person alone."""
RECORDS = sorted(FOLDER.glob("*.json"))
pytestmark = pytest.mark.skipif(not RECORDS, reason="the shared examples are not here")


def read(spine, path):
    spine.answers("gpc").reply = lambda _request: Reply(200, path.read_bytes())
    spine.session.known.note(spine.endpoint("gpc").id, "Patient/1", HOLROYD)
    spine.trace()
    return spine.read(spine.source("gpc"), "Patient/1")


@pytest.mark.parametrize("path", [one for one in RECORDS if one.name not in PART], ids=lambda path: path.name)
def test_every_area_of_a_whole_record_is_answered(spine, path):
    told = read(spine, path)

    assert told.ended.outcome is Outcome.COMPLETE
    assert [gap for gap in told.gaps if gap.kind is not GapKind.NOTICE] == []
    assert told.answers[0].body == path.read_bytes()


@pytest.mark.parametrize("path", [one for one in RECORDS if one.name in PART], ids=lambda path: path.name)
def test_what_a_part_does_not_answer_is_said(spine, path):
    assert any(gap.kind is GapKind.FAILED for gap in read(spine, path).gaps)
