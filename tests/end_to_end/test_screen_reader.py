"""What a screen reader finds in the running program: the banner's fields, the lists by name, the rows in words."""

import json

import pytest

from tests.end_to_end.bus import Bus, missing
from tests.end_to_end.program import HOLROYD


@pytest.fixture
def bus(screen):
    if why := missing():
        pytest.skip(f"not installed here: {why}")
    with Bus(screen) as made:
        yield made


def test_banner_lists_and_rows_are_said_by_name(program, bus):
    running = program("--fault", "acute=deny", env=bus.env)
    running.ask(HOLROYD)
    running.until("record settled")
    running.until("painted")

    parts = json.loads(bus.read("Tributary"))
    names = [name for _, name, _ in parts]
    tables = [name for role, name, _ in parts if role == "table"]
    cells = [name for role, name, _ in parts if role == "table cell"]

    for said in (
        "Name HOLROYD, Margaret Edith (Mrs)",
        "Born 08-Mar-1942 (84y)",
        "Gender Female",
        "NHS No. 999 001 8421",
    ):
        assert said in names
    assert any(name.startswith("Known allergies. 6 recorded; may be incomplete") for name in names)
    for title in (
        "Allergies (",
        "Current medicines (",
        "Active problems (",
        "Latest results (",
        "Timeline: ",
    ):
        assert len([name for name in tables if name.startswith(title)]) == 1
    assert any(name.startswith("Care plans and warnings, and every safety statement") for name in names)
    assert any("Northmoor Acute Trust refused" in name for name in names)
    assert any(name.startswith("Northmoor Acute Trust: denied") for name in names)
    assert any("Allergy to penicillin; " in name and "; active, unconfirmed; " in name for name in cells)
    assert "Not assured for live clinical use" in names
    assert [name for role, name, states in parts if "focused" in states and role == "table"] == [tables[-1]]


ACTS = {
    "push button",
    "toggle button",
    "check box",
    "radio button",
    "combo box",
    "text",
    "table",
    "list",
    "tree",
}
PAGES = {"2": "Summary", "3": "Timeline", "4": "Problems", "5": "Medicines", "7": "Results", "8": "Documents"}


def test_nothing_on_any_page_is_nameless_to_a_screen_reader(program, bus):
    running = program(env=bus.env)
    running.ask(HOLROYD)
    running.until("record settled")
    running.until("painted")
    nameless, told = [], {}
    for number, page in PAGES.items():
        running.key(f"ctrl+{number}")
        running.key("F6")  # answered when the page has been turned to
        parts = json.loads(bus.read("Tributary"))
        showing = [(role, name) for role, name, states in parts if "showing" in states]
        nameless += [(page, role) for role, name in showing if role in ACTS and not name.strip()]
        told[page] = sum(role == "table cell" and bool(name.strip()) for role, name in showing)

    assert nameless == []
    assert min(told.values()) > 3, told
