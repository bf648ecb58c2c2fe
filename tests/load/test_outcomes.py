"""Every issue of an OperationOutcome reaches the screen, and its severity decides what it means."""

from datetime import UTC, datetime

import pytest

from viewer.load.outcomes import gaps_of_outcome
from viewer.source.gap import GapKind

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def kinds(*issues):
    return [gap.kind for gap in gaps_of_outcome({"issue": list(issues)}, "gp", NOW)]


@pytest.mark.parametrize(
    ("severity", "code", "kind"),
    [
        ("fatal", "exception", GapKind.FAILED),
        ("error", "processing", GapKind.FAILED),
        ("error", "forbidden", GapKind.WITHHELD),
        ("warning", "not-found", GapKind.NOTICE),
        ("information", "informational", GapKind.NOTICE),
        (None, None, GapKind.NOTICE),
        *(("warning", code, GapKind.TRUNCATED) for code in ("incomplete", "too-costly", "timeout")),
        ("information", "incomplete", GapKind.TRUNCATED),
        ("information", "suppressed", GapKind.WITHHELD),
        ("error", "incomplete", GapKind.FAILED),
    ],
)
def test_severity_and_type_decide(severity, code, kind):
    assert kinds({"severity": severity, "code": code}) == [kind]


def test_every_issue_is_a_gap_and_none_is_one_too():
    assert len(kinds({"severity": "error"}, {"severity": "warning"})) == 2
    assert kinds() == [GapKind.NOTICE]


def test_words_are_said_once_and_text_leads_diagnostics():
    issue = {"severity": "error", "details": {"text": "Too busy"}, "diagnostics": "Too busy"}
    other = {"severity": "error", "details": {"text": "Too busy"}, "diagnostics": "queue 9"}

    assert gaps_of_outcome({"issue": [issue]}, "gp", NOW)[0].why == "Too busy"
    assert gaps_of_outcome({"issue": [other]}, "gp", NOW)[0].why == "Too busy; queue 9"
    assert "processing" in gaps_of_outcome({"issue": [{"code": "processing"}]}, "gp", NOW)[0].why
