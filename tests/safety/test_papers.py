"""The safety papers: what is made from data is what the data say, what is named is there, and nobody is named."""

import re

import pytest

from tests.safety.log import SAFETY, hazards
from tests.safety.written import papers
from tests.trace.table import ROOT, is_there

NEEDED = {
    "README.md", "accessibility_statement.md", "clinical_risk_management_plan.md", "clinical_safety_case_report.md",
    "data_flow.md", "dpia.md", "dtac.md", "hazard_log.md", "intended_purpose.md", "threat_model.md", "wcag.md",
}  # fmt: skip
PAPERS = [*sorted(SAFETY.glob("*.md")), ROOT / "SECURITY.md"]
NAMING = [*PAPERS, ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
FOLDERS = ("viewer/", "tests/", "packaging/", "resources/", ".ci/")

each = pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)


def words_of(paper):
    return paper.read_text("utf-8")


def test_every_paper_is_there_and_named_by_the_list_of_papers():
    assert {paper.name for paper in SAFETY.glob("*.md")} == NEEDED
    listed = words_of(SAFETY / "README.md")
    assert [name for name in NEEDED - {"README.md"} if name not in listed] == []


def test_the_readme_links_every_paper_and_says_who_has_to_sign_first():
    readme = words_of(ROOT / "README.md")

    assert [name for name in NEEDED if f"(packaging/safety/{name})" not in readme] == []
    assert "(SECURITY.md)" in readme
    assert re.search(r"not assured for live use until a Clinical Safety Officer signs", readme, re.IGNORECASE)


@pytest.mark.parametrize("name", papers())
def test_what_is_made_from_data_is_what_the_data_say(name):
    assert words_of(SAFETY / name) == papers()[name], "make it anew: python -m tests.safety --write"


DERIVED = (
    "grouping", "conflict", "conversion", "age, age at death", "ranges and interpretation", "latest and previous result",
    "trends", '"retrieved at", "as at"', "key facts", "allergy label", "completeness", "dose in words", "medicines board",
    "traces", "patient summary", "copy for the patient", "order of proposals", "one person", "safety lines",
)  # fmt: skip


@pytest.mark.parametrize("display", DERIVED)
def test_each_derived_display_stands_in_the_intended_purpose_with_its_code_and_reason(display):
    rows = [
        line.split("|")
        for line in words_of(SAFETY / "intended_purpose.md").splitlines()
        if line.startswith("| ")
    ]
    row = next(cells for cells in rows if cells[1].strip() == display)

    assert len(row) == 7
    assert all(cell.strip() for cell in row[1:6])
    assert "`viewer/" in row[3]


def test_the_hazard_log_holds_every_hazard_with_its_words():
    log = words_of(SAFETY / "hazard_log.md")

    assert [
        h["id"] for h in hazards() if f"## {h['id']} {h['hazard']}" not in log or h["residual"] not in log
    ] == []


@pytest.mark.parametrize("paper", NAMING, ids=lambda paper: paper.name)
def test_every_link_leads_to_a_file(paper):
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", words_of(paper))

    assert [link for link in links if not (paper.parent / link).exists()] == []


@each
def test_every_file_and_test_that_is_named_is_there(paper):
    named = [name for name in re.findall(r"`([^`\s]+)`", words_of(paper)) if name.startswith(FOLDERS)]
    tests = [name for name in named if "::" in name]
    files = [name for name in named if "::" not in name]

    assert [test for test in tests if not is_there(test)] == []
    assert [file for file in files if not any(ROOT.glob(file.rstrip("/")))] == []


ADDRESSES = re.compile(
    r"https?://\S+|\b[\w.-]+@[\w-]+\.\w+|(?<!549, )\b\d{1,3}(?:\.\d{1,3}){3}\b|/(?:home|root|work|tmp|Users|opt)/\S*"
)
HOSTS = re.compile(r"\b(?:[a-z0-9-]+\.)+(?:com|org|net|io|uk|eu|local|lan|corp|internal)\b", re.IGNORECASE)


def _places_named(words):
    """Addresses anywhere; names of hosts outside code, for modules and files have points too."""
    return [*ADDRESSES.findall(words), *HOSTS.findall(re.sub(r"`[^`\n]*`", "", words))]


@each
def test_no_paper_names_a_host_an_address_or_a_machine(paper):
    assert _places_named(words_of(paper)) == []


@pytest.mark.parametrize(
    "words",
    [
        "ask ward7.trust.nhs.uk",
        "`https://a`",
        "mail me@here.example",
        "at 10.0.0.7",
        "`/home/x`",
        "pc12.local",
    ],
)
def test_a_place_that_a_paper_must_not_name_is_found(words):
    assert len(_places_named(words)) == 1


@each
def test_every_paper_says_that_it_is_a_draft_or_what_has_not_been_done(paper):
    assert re.search(r"draft|not assured|no person|nobody|not been", words_of(paper), re.IGNORECASE)


@each
def test_what_an_organisation_has_to_fill_in_is_marked_alike(paper):
    """[TO FILL: what], so that it can be searched for; never a made-up name, number or date."""
    assert (
        re.findall(r"\b(?:TBC|TBD|TBA|Lorem|xxx)\b|_{4,}|\[(?:name|date|insert)[^\]]*\]", words_of(paper))
        == []
    )
    assert all(filling.strip() for filling in re.findall(r"\[TO FILL:([^\]]*)\]", words_of(paper)))


def test_the_trace_names_no_hazard_that_is_not_in_the_log():
    known = {hazard["id"] for hazard in hazards()}
    named = {one for paper in NAMING for one in re.findall(r"HAZ-\d\d", words_of(paper))}

    assert named - known == set()
