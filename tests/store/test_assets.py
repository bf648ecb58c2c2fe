"""Packaged files: found in a checkout, nothing outside, words where one is missing."""

import pytest

from viewer.errors import StoreError
from viewer.store import assets


def test_the_demo_is_there():
    found = assets.demo_files()

    assert found
    assert list(found) == sorted(found)
    assert found[next(iter(found))] == assets.asset(f"demo/{next(iter(found))}")


@pytest.mark.parametrize("name", ["demo/none.json", "none", "demo"])
def test_a_file_that_is_missing_is_said(name):
    with pytest.raises(StoreError, match="is missing"):
        assets.asset(name)


@pytest.mark.parametrize("name", ["", "/etc/passwd", "../pyproject.toml", "demo/../../README.md", "a\\b"])
def test_a_name_leads_nowhere_else(name):
    with pytest.raises(StoreError, match="No packaged file"):
        assets.asset(name)


def test_a_wheels_own_folder_comes_first(tmp_path, monkeypatch):
    (tmp_path / "resources" / "demo").mkdir(parents=True)
    (tmp_path / "resources" / "demo" / "x.json").write_bytes(b"packaged")
    monkeypatch.setattr(assets, "files", lambda _package: tmp_path)

    assert assets.demo_files() == {"x.json": b"packaged"}


def test_a_demo_that_is_missing_is_said(tmp_path, monkeypatch):
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr(assets, "files", lambda _package: tmp_path)

    with pytest.raises(StoreError, match="demo"):
        assets.demo_files()
