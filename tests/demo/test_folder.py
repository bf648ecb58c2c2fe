"""The demo files themselves: valid, within the test range, and what the README says they are."""

import base64
import json
import re
from datetime import datetime
from pathlib import Path

import pytest

from viewer.demo.folder import GROWS, shelves
from viewer.demo.sites import SiteKey
from viewer.demo.structured import good_number

FOLDER = Path(__file__).parents[2] / "resources" / "demo"
FILES = sorted(FOLDER.glob("*.ndjson"))
PATIENT_FILES = [path for path in FILES if not path.name.startswith("all-")]
NHS_NUMBER = "https://fhir.nhs.uk/Id/nhs-number"
DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))?)?)?")
DATED = re.compile(
    r"(?i)(date|datetime|when|start|end|issued|recorded|created|authoredon|indexed|date(time)?|instant|time)$"
)


def named(path):
    return path.name


def no_repeats(pairs):
    assert len({name for name, _ in pairs}) == len(pairs), pairs
    return dict(pairs)


def lines(path):
    return [json.loads(line, object_pairs_hook=no_repeats) for line in path.read_text("utf-8").splitlines()]


def walked(value, name=""):
    """Every (name, value) of a resource, in depth."""
    yield name, value
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from walked(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from walked(inner, name)


def everything():
    return [(path, one) for path in FILES for one in lines(path)]


def readme_rows():
    table = [
        line.split("|")
        for line in (FOLDER / "README.md").read_text("utf-8").splitlines()
        if line.startswith("|")
    ]
    return [[cell.strip() for cell in row[1:-1]] for row in table[2:]]


def patients():
    return [(path, one) for path, one in everything() if one["resourceType"] == "Patient"]


def nhs_numbers(patient):
    current = (one for one in patient["identifier"] if one.get("use") != "old")
    return [one["value"] for one in current if one["system"] == NHS_NUMBER]


@pytest.mark.parametrize("path", FILES, ids=named)
def test_each_line_is_one_resource_with_type_and_id(path):
    for one in lines(path):
        assert re.fullmatch("[A-Z][A-Za-z]+", one["resourceType"])
        assert re.fullmatch(r"[A-Za-z0-9.-]{1,64}", one["id"])


@pytest.mark.parametrize("path", FILES, ids=named)
def test_no_member_is_empty_or_null(path):
    for one in lines(path):
        assert [name for name, value in walked(one) if value in (None, "", [], {})] == []


@pytest.mark.parametrize("key", SiteKey)
def test_a_reference_names_what_its_endpoint_holds(key):
    here = [one for path, one in everything() if path.stem.endswith(f"-{key}")]
    ids = {f"{one['resourceType']}/{one['id']}" for one in here}
    for one in here:
        contained = {f"#{inner['id']}" for inner in one.get("contained", [])}
        for name, value in walked(one):
            if name == "reference" and isinstance(value, str):
                assert value in ids | contained, (one["id"], value)
            if name == "url" and isinstance(value, str) and value.startswith("Binary/"):
                assert value in ids


def test_every_nhs_number_is_of_the_test_range_and_has_its_check_digit():
    found = {
        value["value"]
        for _, one in everything()
        for _, value in walked(one)
        if isinstance(value, dict) and value.get("system") == NHS_NUMBER
    }

    assert len(found) == 12
    assert all(number.startswith("999") and good_number(number) for number in found)


@pytest.mark.parametrize("path", FILES, ids=named)
def test_every_date_is_a_date(path):
    for one in lines(path):
        for name, value in walked(one):
            if DATED.search(name) and isinstance(value, str):
                assert DATE.fullmatch(value), (one["id"], name)
                if len(value) >= 10:
                    datetime.fromisoformat(value)


def test_every_patient_of_the_readme_is_there_and_no_other():
    held = {number for _, one in patients() for number in nhs_numbers(one)}
    rows = readme_rows()

    assert {number.replace(" ", "") for _, _, number, *_ in rows} == held
    for name, born, number, where, _ in rows:
        theirs = [(path, one) for path, one in patients() if number.replace(" ", "") in nhs_numbers(one)]
        family = re.search("[A-Z]{3,}", name)[0]
        written = datetime.strptime(born, "%d-%b-%Y").date().isoformat()

        assert any(one["name"][0]["family"].upper() == family for _, one in theirs)
        assert any(one["birthDate"] == written for _, one in theirs)
        assert len({path for path, _ in theirs}) in {len(where.split(", ")), len(where.split(", ")) - 1}


@pytest.mark.parametrize("path", PATIENT_FILES, ids=named)
def test_the_patient_stands_first_and_alone(path):
    kinds = [one["resourceType"] for one in lines(path)]

    assert kinds[0] == "Patient"
    assert kinds.count("Patient") == 1


def checked_by_verhoeff(code):
    """The check digit of a SNOMED CT identifier (TIG 5.5: dihedral group D5)."""
    times = [[(i + j) % 5 if j < 5 else 5 + (i + j) % 5 for j in range(10)] for i in range(5)]
    times += [[5 + (i - j) % 5 if j < 5 else (i - j) % 5 for j in range(10)] for i in range(5, 10)]
    turn = [list(range(10)), [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]]
    for _ in range(6):
        turn.append([turn[-1][turn[1][j]] for j in range(10)])
    check = 0
    for place, digit in enumerate(reversed(code)):
        check = times[check][turn[place % 8][int(digit)]]
    return check == 0


def checked_by_luhn(code):
    body, _, check = code.partition("-")
    doubled = [int(digit) * (2 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(body))]
    return (10 - sum(one - 9 if one > 9 else one for one in doubled) % 10) % 10 == int(check)


def codings(system):
    return {
        (value["code"], value["display"])
        for _, one in everything()
        for _, value in walked(one)
        if isinstance(value, dict) and value.get("system") in system and "code" in value
    }


def test_every_snomed_and_dmd_code_has_its_check_digit():
    found = codings({"http://snomed.info/sct", "https://dmd.nhs.uk"})

    assert len(found) > 60
    assert [pair for pair in found if not checked_by_verhoeff(pair[0])] == []


def test_every_loinc_code_has_its_check_digit():
    found = codings({"http://loinc.org"})

    assert len(found) > 20
    assert [pair for pair in found if not checked_by_luhn(pair[0])] == []


def test_letters_are_readable_files():
    letters = [
        (value["contentType"], base64.b64decode(value["data"], validate=True))
        for _, one in everything()
        for _, value in walked(one)
        if isinstance(value, dict) and "data" in value and "dimensions" not in value  # that is sampled data
    ]
    pdfs = [body for kind, body in letters if kind == "application/pdf"]
    pages = [body for kind, body in letters if kind == "text/html"]

    others = {kind for kind, _ in letters} - {"application/pdf", "text/html"}

    assert others == {"text/rtf", "text/plain", "image/png", "application/hl7-cda+xml"}
    assert pdfs
    assert pages
    assert all(body.startswith(b"<!DOCTYPE html>") and body.endswith(b"</html>") for body in pages)
    for body in pdfs:
        table = int(re.search(rb"startxref\n(\d+)\n%%EOF\n$", body)[1])
        starts = [int(one) for one in re.findall(rb"(\d{10}) 00000 n", body)]

        assert body[table:].startswith(b"xref")
        assert all(body[at:].startswith(b"%d 0 obj" % number) for number, at in enumerate(starts, 1))


def of_holroyd():
    return [
        (path.stem.rpartition("-")[2], one) for path, one in everything() if path.name.startswith("holroyd-")
    ]


def test_margaret_holroyd_is_verified_with_one_birth_date_at_all_four():
    hers = [(path, one) for path, one in patients() if path.name.startswith("holroyd-")]

    assert {path.stem for path, _ in hers} == {f"holroyd-{key}" for key in SiteKey}
    assert {one["birthDate"] for _, one in hers} == {"1942-03-08"}
    for _, one in hers:
        extension = json.dumps(next(i for i in one["identifier"] if i["system"] == NHS_NUMBER)["extension"])
        assert '"code": "01"' in extension


def test_margaret_holroyd_shows_what_the_readme_says():
    hers = of_holroyd()
    text = "\n".join(path.read_text("utf-8") for path in FILES if path.name.startswith("holroyd-"))
    penicillin = {key: json.dumps(one) for key, one in hers if one["id"].endswith("all-penicillin")}

    assert len(hers) >= 100
    assert '"active"' in penicillin["gp"]
    assert "refuted" in penicillin["acute"]
    for wanted in ('"value":0.010', '"comparator":"<"', "2026-07-18T01:10:00Z", "2026-07-18T02:40:00+01:00"):
        assert wanted in text
    for wanted in ("2025-10-26T01:30:00+01:00", "2025-10-26T01:30:00+00:00", "entered-in-error"):
        assert wanted in text
    for wanted in (
        '"onsetDateTime":"2019"',
        '"effectiveDateTime":"2019-03"',
        "196421000000109",
        "warningCode",
    ):
        assert wanted.lower() in text.lower()


def test_two_sources_hold_the_same_result_by_business_identifier():
    held = {}
    for key, one in of_holroyd():
        for identifier in one.get("identifier", []) if isinstance(one.get("identifier"), list) else []:
            if one["resourceType"] != "Patient":
                held.setdefault((identifier["system"], identifier["value"]), set()).add(key)
    shared = [keys for keys in held.values() if len(keys) > 1]

    assert {"gp", "acute"} in shared
    assert {"acute", "community"} in shared


def test_two_sources_hold_the_same_content():
    def content(one):
        return json.dumps(
            {name: value for name, value in one.items() if name not in {"id", "meta", "text"}}, sort_keys=True
        )

    there = {content(one) for key, one in of_holroyd() if key == "acute"}
    here = {content(one) for key, one in of_holroyd() if key == "community"}

    assert len(there & here) == 2


def test_the_patient_that_grows_is_margaret_holroyd(files):
    for key, patient in GROWS.items():
        assert b'"family":"Holroyd"' in files[key].one("Patient", patient).body


def test_no_growth_is_the_files_alone(files):
    assert sum(len(shelf) for shelf in shelves().values()) == sum(len(shelf) for shelf in files.values())
    assert sum(len(shelf) for shelf in files.values()) + 1 == len(everything())  # one warning is no resource
