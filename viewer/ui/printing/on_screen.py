"""Which rows the page on screen holds, in its order: what "this page" means when it is printed."""

from viewer.record.paper import Part
from viewer.ui.lists.pages import PAGES
from viewer.ui.lists.timeline_model import TimelineModel
from viewer.ui.pages.register import PAGE_VIEWS
from viewer.ui.record.record_page import RecordPage

_GLANCE = ("plans", "allergies", "medicines", "problems", "results")

_PRINTED_WHOLE = frozenset({"compare", "news"})
"""Pages that hold lines of their own, of which a filter of rows hides none."""


def part_on_screen(page: RecordPage) -> Part:
    """Return the page; a filter that hides some of its rows is in its note (CMP-09)."""
    timeline = page.body.timeline
    asked = timeline.asking.shown
    title = next(label for key, label, _ in PAGES if key == asked.page)
    own = asked.page if asked.page in PAGE_VIEWS else ""
    if asked.page in {"glance", "summary"} and not asked.asked:
        return Part(title=title, entries=_glance(page), page=own)
    timeline.catch_up()
    model = timeline.model
    rows = (model.row_at(place) for place in range(model.shown))
    note = asked.notice(model.shown, model.on_page, timeline.asking.named)
    if note and asked.page in _PRINTED_WHOLE:
        note = f"{asked.described(timeline.asking.named)} hides nothing here: the whole page follows"
    return Part(title=title, note=note, entries=tuple(row.id for row in rows if row is not None), page=own)


def _glance(page: RecordPage) -> tuple[str, ...]:
    """Every row of the lists once, in their order."""
    models = (page.body.lists[key].view.model() for key in _GLANCE if key in page.body.lists)
    rows = (row.id for model in models if isinstance(model, TimelineModel) for row in model.all_rows())
    return tuple(dict.fromkeys(rows))
