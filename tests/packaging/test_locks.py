"""The lock files: every package pinned with hashes, no host named, the test list holding the first one whole."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.lock", "requirements-test.lock", "requirements-release.lock")
_PIN = re.compile(r"([a-z0-9-]+)==([^ ;]+)(?: ; [^\\]+)? \\")
_HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}(?: \\)?")


def _text(name: str) -> str:
    return (ROOT / "packaging" / name).read_text("utf-8")


def _pins(name: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    pins: dict[str, tuple[str, tuple[str, ...]]] = {}
    package = ""
    for line in _text(name).splitlines():
        pin = _PIN.fullmatch(line)
        if pin:
            package = pin[1]
            pins[package] = (pin[2], ())
        else:
            assert _HASH.fullmatch(line), line
            version, hashes = pins[package]
            pins[package] = (version, (*hashes, line.strip(" \\")))
    return pins


def _wanted(*extras: str) -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lines = list(project["dependencies"])
    for extra in extras:
        lines += project["optional-dependencies"][extra]
    return {re.split(r"[<>=~!; ]", line)[0].lower().replace("_", "-") for line in lines}


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_is_pinned_with_hashes_and_no_host_is_named(name):
    pins = _pins(name)

    assert len(pins) > 10
    assert all(hashes for _, hashes in pins.values())
    assert "://" not in _text(name)
    assert "index" not in _text(name)


@pytest.mark.parametrize("name", LOCKS)
def test_how_each_list_is_made_is_told(name):
    assert name in (ROOT / "CONTRIBUTING.md").read_text("utf-8")


def test_no_list_is_left_out():
    assert {path.name for path in (ROOT / "packaging").glob("*.lock")} == set(LOCKS)


@pytest.mark.parametrize(
    ("name", "extras"), [(LOCKS[0], ["build"]), (LOCKS[1], ["build", "test"]), (LOCKS[2], ["release"])]
)
def test_the_list_holds_all_that_the_project_asks_for(name, extras):
    assert _wanted(*extras) <= set(_pins(name))


def test_the_test_list_holds_the_other_one_whole():
    tests = _pins(LOCKS[1])

    assert {package: tests.get(package) for package in _pins(LOCKS[0])} == _pins(LOCKS[0])


def test_the_qt_that_loses_references_is_not_taken():
    assert _pins(LOCKS[0])["pyside6-essentials"][0].startswith("6.11.")
