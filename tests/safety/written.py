"""The papers that are made from data: the readable hazard log, and the table of the accessibility statement."""

import tomllib
from collections.abc import Iterator

from tests.safety.log import ACCEPTABLE, LIKELIHOODS, MATRIX, SAFETY, SEVERITIES, hazards, log, risk
from tests.trace.table import ROOT

_MADE = "<!-- Made by `python -m tests.safety --write` from {}. Change that, not this. -->"
_HEAD = """# Hazard log of Tributary

**Draft. Not assured.** No Clinical Safety Officer has reviewed it. Severity and likelihood are the authors' estimates;
nobody has observed the software in clinical use. Every hazard is therefore **open**. The form is that of DCB0129; the
steps and the matrix are those of its implementation guidance, where they stand as an example: whoever deploys the
software may have others. A deploying organisation needs a log of its own (DCB0160).

*Before* is the likelihood of the harm without the controls listed, *after* with them. Severity is the worst that is
credible. A defect that would act alike on every record is scored as harm to several people. Nothing is scored below *low*
after its controls while nobody has observed the software in use. The matrix is coarse: it gives 3 for major harm at
medium and at low, and 4 for catastrophic harm at both, so that a score may stay where controls work. A test shows that a control
does what the test tries. It does not show that the control is enough; what is left stands under *residual*."""


def papers() -> dict[str, str]:
    """Return the text of every paper made from data, by its name below packaging/safety."""
    return {"hazard_log.md": _hazard_log(), "wcag.md": _wcag()}


def _hazard_log() -> str:
    blocks = [_MADE.format("hazards.toml"), _HEAD, "## Scales", _scales(), "## All hazards", _overview()]
    blocks += [_hazard(hazard) for hazard in hazards()]
    blocks += ["## Conflicts of rules, decided", *(_decision(decision) for decision in log()["decision"])]
    return "\n\n".join(blocks) + "\n"


def _table(head: list[str], rows: list[list[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def _scales() -> str:
    matrix = [[likelihood, *MATRIX[likelihood]] for likelihood in reversed(MATRIX)]
    return "\n\n".join(
        (
            _table(["severity", "harm"], [list(pair) for pair in SEVERITIES.items()]),
            _table(["likelihood", "meaning"], [list(pair) for pair in LIKELIHOODS.items()]),
            _table(["likelihood \\ severity", *SEVERITIES], matrix),
            _table(["risk", "acceptability"], [list(pair) for pair in ACCEPTABLE.items()]),
        )
    )


def _overview() -> str:
    rows = [
        [
            hazard["id"],
            hazard["hazard"],
            hazard["severity"],
            f"{hazard['before']}: {risk(hazard['severity'], hazard['before'])}",
            f"{hazard['after']}: {risk(hazard['severity'], hazard['after'])}",
        ]
        for hazard in hazards()
    ]
    after = [risk(hazard["severity"], hazard["after"]) for hazard in hazards()]
    counts = ", ".join(f"{after.count(score)} at {score}" for score in range(5, 0, -1) if score in after)
    table = _table(["id", "hazard", "severity", "before", "after"], [list(row) for row in rows])
    return f"{table}\n\nResidual risk of {len(after)} hazards: {counts}."


def _hazard(hazard: dict) -> str:
    before, after = (risk(hazard["severity"], hazard[when]) for when in ("before", "after"))
    facts = [
        f"- Cause: {hazard['cause']}",
        f"- Effect: {hazard['effect']}",
        f"- Severity: {hazard['severity']}",
        f"- Before controls: {hazard['before']}, risk {before}",
        f"- After controls: {hazard['after']}, risk {after}: {ACCEPTABLE[after]}",
        f"- Owner: {hazard['owner']}. Status: open.",
        *_asked(hazard),
        f"- Residual: {hazard['residual']}",
    ]
    title = f"## {hazard['id']} {hazard['hazard']}"
    return "\n\n".join([title, "\n".join(facts), *(_control(control) for control in hazard["control"])])


def _asked(hazard: dict) -> Iterator[str]:
    if "asked" in hazard:
        yield f"- Asked of the deploying organisation: {hazard['asked']}"


def _control(control: dict) -> str:
    head = f"Control ({', '.join(control['rules'])}): {control['what']}"
    return "\n".join([head, "", *(f"- `{test}`" for test in control["tests"])])


def _decision(decision: dict) -> str:
    parts = ("question", "decision", "reason", "where")
    return "\n".join(
        [f"### {decision['id']}", "", *(f"- {part.title()}: {decision[part]}" for part in parts)]
    )


def _wcag() -> str:
    criteria = tomllib.loads((ROOT / "tests" / "trace" / "wcag.toml").read_text("utf-8"))["criteria"]
    words = {"tested": "tested", "none": "nothing here that it is about", "open": "**open**"}
    rows: list[list[object]] = [
        [
            number,
            "tested in part" if "left" in own else words[own["status"]],
            own.get("left", own.get("why", "")),
        ]
        for number, own in criteria.items()
    ]
    states = [own["status"] for own in criteria.values()]
    partly = sum("left" in own for own in criteria.values())
    said = (
        f"Of {len(rows)} criteria {states.count('tested')} have tests ({partly} of them in part), "
        f"{states.count('open')} are open, {states.count('none')} are about nothing that is here. "
        "A test is no audit: no person outside the project has tried any of it."
    )
    title = "# WCAG 2.2, levels A and AA, criterion by criterion"
    made = _MADE.format("tests/trace/wcag.toml")
    return (
        "\n\n".join([made, title, said, _table(["criterion", "state", "what is left or why"], rows)]) + "\n"
    )


def write() -> None:
    """Write every paper that is made from data."""
    for name, text in papers().items():
        (SAFETY / name).write_text(text, "utf-8", newline="\n")
