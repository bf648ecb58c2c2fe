"""An access that did not happen leaves a line in the audit trail."""

import json
from dataclasses import replace

import pytest

from tests.load.answers import asked, ended
from viewer.engine.blocked import THEY_REFUSED, WE_DID_NOT, blocked, note_blocked
from viewer.engine.setting import Setting
from viewer.source.answer import Outcome
from viewer.source.gap import Gap, GapKind
from viewer.source.origin import Origin, SourceKind
from viewer.store.policy import Policy


class Source:
    origin = Origin(id="gp", name="GP practice", kind=SourceKind.ENDPOINT, base="https://gp.example")


class Trail:
    """What would be written, without a file."""

    def __init__(self):
        self.lines = []

    def audit(self, action, origins, *, patient, what):
        self.lines.append((action.value, [one.id for one in origins], patient, what))


def gap(what):
    return Gap(source="gp", kind=GapKind.DENIED, domain=None, what=what, why="")


OURS = ended(Outcome.DENIED, gaps=[gap("Problems: the GP practice was not asked")])
THEIRS = ended(Outcome.DENIED, gaps=[gap("Problems not given by the source")])


@pytest.mark.parametrize(
    ("event", "how"),
    [
        (OURS, WE_DID_NOT),
        (THEIRS, THEY_REFUSED),
        (replace(THEIRS, kept=True), ""),  # a copy tells it: nobody was refused now
        (ended(), ""),
        (asked(), ""),
    ],
)
def test_how_an_access_was_blocked(event, how):
    assert blocked(event) == how


def test_each_attempt_is_one_line_with_source_patient_and_how():
    trail = Trail()

    note_blocked(trail, {"gp": Source()}, "9990018421", [THEIRS, asked(), THEIRS, OURS, ended()])

    assert trail.lines == [
        ("denied", ["gp"], "9990018421", THEY_REFUSED),
        ("denied", ["gp"], "9990018421", WE_DID_NOT),
    ]


def test_a_source_that_has_left_is_not_named():
    trail = Trail()

    note_blocked(trail, {}, "9990018421", [OURS])

    assert trail.lines == []


@pytest.fixture
def trail(tmp_path, monkeypatch):
    file = tmp_path / "audit.jsonl"
    for name in ("audit_file", "demo_audit_file"):
        monkeypatch.setattr(f"viewer.engine.setting.{name}", lambda: file)
    return file


def lines_of(trail):
    return [json.loads(line) for line in trail.read_text("utf-8").splitlines()]


def test_it_stands_in_the_real_trail_without_the_patient_s_number(tmp_path, trail):
    setting = Setting(file=tmp_path / "endpoints.json", policy=Policy())

    note_blocked(setting, {"gp": Source()}, "9990018421", [OURS])

    assert [(line["action"], line["what"]) for line in lines_of(trail)] == [("denied", WE_DID_NOT)]
    assert "9990018421" not in trail.read_text("utf-8")


def test_a_refusal_while_the_window_searches_is_noted(talk, demo, trail):
    demo.control("acute", {"kind": "deny"})
    talk.open(demo)

    talk.until(lambda message: any(line["action"] == "denied" for line in lines_of(trail)))

    denied = [line for line in lines_of(trail) if line["action"] == "denied"]
    assert denied[0]["sources"] == [demo.ids["acute"]]
    assert denied[0]["what"] == THEY_REFUSED
