"""Tools that apply are shown; a toggle says what it would do."""

import pytest

from viewer.ui.documents.document_tools import DocumentTools


@pytest.fixture
def tools(qtbot, theme):
    made = DocumentTools(theme)
    qtbot.addWidget(made)
    made.show()
    return made


def test_only_what_applies_is_shown(tools):
    tools.offer(pdf=True, drawn=True, paged=True)
    assert tools.as_text.isVisible()
    assert tools.larger.isVisible()
    assert tools.page.isVisible()

    tools.clear()
    assert not any(
        part.isVisible() for part in (tools.as_text, tools.larger, tools.page, tools.save, tools.finder)
    )
    assert tools.close_button.isVisible()


def test_the_toggle_names_where_it_leads(tools):
    tools.as_text.setChecked(True)
    assert tools.as_text.text() == tools.as_text.accessibleName() == "Show the pages"

    tools.clear()
    assert tools.as_text.text() == "Read as text"


def test_the_page_is_said(tools):
    tools.say_page(1, 3)

    assert tools.page.text() == tools.page.accessibleName() == "Page 2 of 3"
