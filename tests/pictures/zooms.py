"""The lanes at five zooms, from a life to an hour, and what would be wrong with a picture of them."""

from itertools import combinations

import numpy as np
from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics

from tests.end_to_end.stations import calm, turn_to
from viewer.ui.look.theme import Role
from viewer.ui.pages.lanes.chart_paint import labels_of
from viewer.ui.pages.lanes.label_widths import label_of

HOUR = 3600.0
LENGTHS = {
    "life": None,
    "decade": 3652.5 * 24 * HOUR,
    "year": 365.25 * 24 * HOUR,
    "week": 168 * HOUR,
    "hour": HOUR,
}
"""Seconds in view; None is everything."""


def at_five_zooms(program):
    """Yield the name of each zoom and the page that shows it, about where most happened."""
    turn_to(program, "timeline")
    calm()
    page = program.window.record.body.stack.view()
    for name, length in LENGTHS.items():
        whole = page.view.window_in_view.whole
        if length is None:
            page.view.set_window(whole)
        else:
            middle = busiest(page, length)
            page.view.set_window(whole.over(middle - length / 2.4, middle + length / 2.4))
        calm()
        yield name, page


def busiest(page, length):
    """The middle of the stretch of this length in which most entries begin, the last of those."""
    moments = np.sort(np.concatenate([one.first for one in page.model.lanes if one.chart is None]))
    moments = moments[np.isfinite(moments)]
    held = np.searchsorted(moments, moments + length, side="right") - np.arange(len(moments))
    place = len(held) - 1 - int(held[::-1].argmax())
    return float(moments[place] + moments[min(place + int(held[place]), len(moments)) - 1]) / 2


def counted(page):
    """Every entry by where the lanes say that it is; charts draw some of them once more."""
    lanes = [one for one in page.view.stripes if one.held.chart is None]
    return sum(
        one.laid.shown
        + one.laid.before
        + one.laid.after
        + one.laid.folded
        + one.held.hidden
        + one.held.sent.undated
        for one in lanes
    )


def faults(page):
    """What a picture of the lanes must not show: words cut, or over one another, a symbol or a bar."""
    view = page.view
    port, small = view.viewport().width(), QFontMetrics(page.theme.font(Role.SMALL))
    found = []
    for stripe in view.stripes:
        title = stripe.held.sent.title
        words, things = list(_words(stripe, view, small)), list(_things(stripe))
        for rect, text in words:
            if rect.right() > port + 1 or rect.left() < 0 or rect.width() < small.horizontalAdvance(text):
                found.append(f"{title}: {text!r} is cut")
            if not QRect(0, stripe.top, port + 2, stripe.height).contains(rect):
                found.append(f"{title}: {text!r} leaves its lane")
        found += [
            f"{title}: {one!r} over {other!r}"
            for (a, one), (b, other) in combinations(words, 2)
            if a.intersects(b)
        ]
        found += [
            f"{title}: {text!r} over a symbol"
            for rect, text in words
            for thing in things
            if rect.intersects(thing)
        ]
        found += [f"{title}: symbols over one another" for a, b in combinations(things, 2) if a.intersects(b)]
    return found


def _words(stripe, view, small):
    """What is written in a lane, and where."""
    for mark in stripe.laid.marks:
        row = view.lanes.row(stripe.held.offset + mark.item)
        if mark.labelled and row is not None:
            text = label_of(row)
            yield stripe.label_rect(mark, small.horizontalAdvance(text)), text
    if stripe.held.chart is not None:
        room = (small, view.viewport().width())
        yield from labels_of(stripe, stripe.held.chart, list(stripe.spots()), room)
    if not stripe.sizes.head:
        for number, line in enumerate(stripe.counts, start=1):
            left = 2 * stripe.sizes.gap
            top = stripe.top + stripe.sizes.around + number * small.height()
            wide = min(small.horizontalAdvance(line), stripe.left - 4 * stripe.sizes.gap)
            yield QRect(left, top, wide, small.height() - 1), line


def _things(stripe):
    yield from (stripe.mark_rect(mark) for mark in stripe.laid.marks)
    yield from (stripe.bar_rect(bar) for bar in stripe.laid.bars)
    if stripe.held.chart is not None:
        yield from (rect for _, rect in stripe.spots())
