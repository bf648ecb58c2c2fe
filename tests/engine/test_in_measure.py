"""Whatever is sent, no line that the window lays out is without measure, and each that is short says so."""

import json

import msgspec
import pytest

from tests.engine.files import written
from tests.engine.window import settled
from viewer.engine.in_measure import BANNER, READ, in_measure
from viewer.engine.messages import AskPage, Banner, Detail, Found, Glance, OpenFiles, PageGiven, Refused
from viewer.present.shortened import LONGEST
from viewer.record.pages.results.body import Copy, Report, ResultsPage, Text

HUGE = "word " * 100_000
END = 100
"""Letters in which a line says how long it is and where all of it stands."""
PATIENT = {
    "resourceType": "Patient",
    "id": "1",
    "name": [{"family": "Holroyd", "given": [HUGE]}],
    "birthDate": "1942-03-08",
    "maritalStatus": {"text": HUGE},
    "address": [{"line": [HUGE]}],
}
LAB = [
    {
        "coding": [
            {"system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "laboratory"}
        ]
    }
]


def about(kind, number, **content):
    return {"resourceType": kind, "id": number, "subject": {"reference": "Patient/1"}, **content}


RECORD = (
    PATIENT,
    {
        "resourceType": "AllergyIntolerance",
        "id": "a",
        "patient": {"reference": "Patient/1"},
        "code": {"text": HUGE},
        "criticality": "high",
    },
    about("Flag", "f", status="active", code={"text": HUGE}),
    about(
        "MedicationRequest",
        "m",
        status="active",
        intent="order",
        medicationCodeableConcept={"text": HUGE},
        dosageInstruction=[{"text": HUGE}],
    ),
    about(
        "Observation",
        "o",
        status="final",
        category=LAB,
        code={"text": HUGE},
        valueString=HUGE,
        effectiveDateTime="2026-02-01",
    ),
    about("Condition", "c", code={"text": HUGE}),
)


def longest(value, name=""):
    """The longest text that is laid out: copied text and what rows are asked by are not."""
    if isinstance(value, dict):
        return max((longest(part, key) for key, part in value.items()), default=0)
    if isinstance(value, list | tuple):
        return max((longest(part, name) for part in value), default=0)
    laid_out = isinstance(value, str) and name not in {"copied", "key"}
    return len(value) - (READ - LONGEST) * (name in {"whole", "spoken"}) if laid_out else 0


def test_no_line_of_a_page_banner_or_first_screen_is_without_measure(window, tmp_path):
    window.send(OpenFiles(generation=1, paths=(written(tmp_path, "huge.json", *RECORD),)))
    window.until(settled)
    for page in ("medicines", "patient", "results", "summary"):
        window.send(AskPage(generation=1, page=page))
        window.until(lambda m, page=page: isinstance(m, PageGiven) and m.page == page and m.settled)

    heard = {
        kind: [m for m in window.said if isinstance(m, kind)] for kind in (Found, Banner, Glance, PageGiven)
    }
    assert all(heard.values())
    for messages in heard.values():
        for message in messages:
            assert longest(msgspec.to_builtins(message)) <= LONGEST + END, type(message)
    assert "all of them stand in the detail of the Patient record" in heard[Banner][-1].name
    assert len(heard[Banner][-1].name) <= BANNER + END  # the record has room below it
    given = {message.page: json.dumps(msgspec.to_builtins(message)) for message in heard[PageGiven]}
    for page in ("medicines", "patient", "results"):
        assert "letters: all of them stand in its detail" in given[page]


def test_a_report_is_read_whole_up_to_a_length_that_no_report_has():
    report = Copy(source="Lab", facts=(HUGE[:READ],), texts=(Text(title="Text", text=HUGE[:READ]),))
    given = PageGiven(page="results", body=page(report), settled=True)

    assert in_measure(given) is given
    longer = Copy(source="Lab", facts=(), texts=(Text(title="Text", text=HUGE),))
    (copy,) = in_measure(PageGiven(page="results", body=page(longer), settled=True)).body.report.copies
    assert copy.texts[0].text.startswith(HUGE[:READ])
    assert "500,000 letters: all of them stand in its detail" in copy.texts[0].text


@pytest.mark.parametrize("message", [Refused(what=HUGE), Detail(entry="e", title=HUGE, plain=(), members=())])
def test_what_is_laid_out_in_parts_or_in_a_box_of_its_own_stays_as_it_is(message):
    assert in_measure(message) is message


def test_words_of_a_table_are_measured_too():
    glance = Glance(
        safety=(), sentence="", sources=(), lists=(), grid=(), foot=(), settled=True, retrieved="", counts={},
        completeness={"problems": (HUGE, "short")},
    )  # fmt: skip

    words, short = in_measure(glance).completeness["problems"]
    assert len(words) <= LONGEST + END
    assert short == "short"


def page(copy):
    return ResultsPage(
        heading="", completeness="", placed="", columns=(), groups=(), apart=(),
        report=Report(entry="e", title="Report", copies=(copy,)),
    )  # fmt: skip
