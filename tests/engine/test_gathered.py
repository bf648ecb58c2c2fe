"""What the first round gave, and whether it was an answer."""

from tests.engine.files import gathered, written
from tests.load.answers import ended, observation, patient, source_ended
from viewer.source.gap import Gap, GapKind


def test_a_source_has_answered_only_when_nothing_is_missing(tmp_path):
    found = gathered(written(tmp_path, "a.json", patient("A", ""), observation("1", "Patient/9")))
    (key,) = found.sources

    assert found.answered(key)
    assert found.ended(key)
    assert found.strangers() == [(key, "Patient/9")]
    assert [facts.key.reference for facts in found.patients()] == ["Patient/A"]
    assert found.names() == {key: "a.json"}
    gap = Gap(source=key, kind=GapKind.FAILED, domain=None, what="x", why="y")
    found.events[key] = [ended(gaps=[gap]), source_ended()]
    assert not found.answered(key)
    found.events[key] = []
    assert not found.ended(key)
    assert not found.answered(key)
