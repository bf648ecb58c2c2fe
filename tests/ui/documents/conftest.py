"""A view of documents as the window holds it, and what the engine would give it."""

import pytest

from viewer.engine.document_messages import DocumentGiven
from viewer.ui.documents.document_view import DocumentView

FACTS = (
    ("Source", "Trust"),
    ("Date", "04-Mar-2026"),
    ("Author", "Dr A"),
    ("Status", "Final"),
    ("Details", "held by X"),
)


@pytest.fixture
def given():
    def made(**changes):
        whole = {
            "ticket": 1,
            "entry": "r002",
            "part": 0,
            "title": "Letter",
            "facts": FACTS,
            "kind": "text",
            "form": "PDF",
        }
        return DocumentGiven(**{**whole, **changes})

    return made


@pytest.fixture
def view(qtbot, theme):
    made = DocumentView(theme)
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    qtbot.waitExposed(made)
    return made
