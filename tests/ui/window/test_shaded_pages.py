"""What stands before the pages stays there until it is taken away, whoever turns pages meanwhile."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QWidget

from viewer.ui.window.shaded_pages import ShadedPages


@pytest.fixture
def made(qtbot):
    pages = ShadedPages()
    qtbot.addWidget(pages)
    parts = {name: QWidget() for name in ("search", "record", "lock", "cover")}
    for part in parts.values():
        pages.addWidget(part)
    return pages, parts


def test_pages_turn_behind_a_shade(made):
    pages, parts = made
    pages.put_before(parts["lock"])
    pages.setCurrentWidget(parts["record"])
    assert pages.currentWidget() is pages.shade is parts["lock"]
    assert pages.content is parts["record"]
    pages.unshade(parts["lock"])
    assert pages.currentWidget() is pages.content is parts["record"]
    assert pages.shade is None


def test_of_two_shades_the_upper_goes_alone(made):
    pages, parts = made
    pages.put_before(parts["cover"])
    pages.put_before(parts["lock"])
    pages.unshade(parts["lock"])
    assert pages.currentWidget() is parts["cover"]
    assert pages.stands(parts["cover"])
    pages.put_before(parts["lock"])
    pages.unshade()
    assert pages.currentWidget() is parts["search"]
    pages.unshade()


@given(st.lists(st.sampled_from(["search", "record", "cover", "lock", "-cover", "-lock"])))
def test_a_page_is_never_seen_while_a_shade_stands(qapp, steps):
    pages, parts = ShadedPages(), {}
    for name in ("search", "record", "lock", "cover"):
        parts[name] = QWidget()
        pages.addWidget(parts[name])
    for step in steps:
        shade = parts[step.removeprefix("-")]
        if step in {"search", "record"}:
            pages.setCurrentWidget(shade)
        elif step.startswith("-"):
            pages.unshade(shade)
        elif not pages.stands(shade):
            pages.put_before(shade)
        seen = pages.currentWidget()
        assert (seen in {parts["lock"], parts["cover"]}) == (pages.shade is not None)
        assert pages.content in {parts["search"], parts["record"]}
