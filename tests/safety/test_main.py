"""python -m tests.safety: what it ends with says whether there is evidence, none, or something wrong."""

from xml.sax.saxutils import quoteattr

from tests.safety.__main__ import main
from tests.safety.checks import ELSEWHERE, named
from tests.safety.log import evidence_of, hazards
from tests.trace.table import rules


def report(tmp_path, verdict_of):
    """``verdict_of``: a verdict, or several of as many parameters, for each named test."""
    lines = []
    for test in named(rules()):
        if not test.startswith(ELSEWHERE):
            file, _, name = test.partition("::")
            room = file.removesuffix(".py").replace("/", ".")
            case = f"<testcase classname={quoteattr(room)} name={quoteattr(name)}>"
            found = verdict_of(test)
            lines += [f"{case}{one}</testcase>" for one in ([found] if isinstance(found, str) else found)]
    path = tmp_path / "ran.xml"
    path.write_text(f"<testsuites><testsuite>{''.join(lines)}</testsuite></testsuites>", "utf-8")
    return str(path)


def test_without_a_report_nothing_is_shown_and_it_says_so(capsys, tmp_path):
    assert main([]) == 77
    assert main(["--ran", str(tmp_path / "none.xml")]) == 77

    assert capsys.readouterr().out.count("there is no report of a run") == 2


def test_where_every_named_test_passed_it_is_well(capsys, tmp_path):
    assert main(["--ran", report(tmp_path, lambda _: "")]) == 0

    said = capsys.readouterr().out
    assert f"{len(hazards())} hazards, {len(rules())} rules" in said
    assert "WRONG" not in said


def test_one_failed_test_of_a_hazard_is_wrong(capsys, tmp_path):
    bad = evidence_of(hazards()[0])[0]

    assert main(["--ran", report(tmp_path, lambda test: "<failure/>" if test == bad else "")]) == 1
    assert f"failed: {bad}" in capsys.readouterr().out


def test_one_skipped_test_of_a_hazard_is_not_run_and_named(capsys, tmp_path):
    idle = evidence_of(hazards()[0])[0]

    assert main(["--ran", report(tmp_path, lambda test: "<skipped/>" if test == idle else "")]) == 77
    assert f"was skipped: {idle}" in capsys.readouterr().out


def test_a_test_of_a_hazard_that_was_skipped_in_part_is_listed(capsys, tmp_path):
    partly = evidence_of(hazards()[0])[0]

    code = main(["--ran", report(tmp_path, lambda test: ["", "<skipped/>"] if test == partly else "")])

    assert code == 0
    assert f"was in part skipped: {partly}" in capsys.readouterr().out


def test_one_failed_test_of_a_paper_is_wrong(capsys, tmp_path):
    bad = next(test for test, by in named([]).items() if by == ["limits.md"])

    assert main(["--ran", report(tmp_path, lambda test: "<failure/>" if test == bad else "")]) == 1
    assert f"limits.md: failed: {bad}" in capsys.readouterr().out
