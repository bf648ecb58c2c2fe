"""Whatever is done with keys, filters and dates, every entry is in one place of the lanes, and counted there."""

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from tests.ui.pages.lanes import samples

DOES = st.lists(
    st.one_of(
        st.sampled_from([
            "key +", "key -", "key 0", "key PageUp", "key PageDown", "key Left", "key Right", "key Up", "key Down",
            "key Space", "key Home", "key End", "earlier", "later", "up", "down", "undated", "by", "unfiltered",
        ]),
        st.tuples(st.just("words"), st.sampled_from(["pulse", "a", "eczema", "no such word", "trust"])),
        st.tuples(st.just("date"), st.sampled_from(["2026", "oct 2026", "02-oct-2026", "1999", "nonsense"])),
    ),
    max_size=10,
)  # fmt: skip
KEYS = {
    "key +": Qt.Key.Key_Plus, "key -": Qt.Key.Key_Minus, "key 0": Qt.Key.Key_0, "key PageUp": Qt.Key.Key_PageUp,
    "key PageDown": Qt.Key.Key_PageDown, "key Left": Qt.Key.Key_Left, "key Right": Qt.Key.Key_Right,
    "key Up": Qt.Key.Key_Up, "key Down": Qt.Key.Key_Down, "key Space": Qt.Key.Key_Space,
    "key Home": Qt.Key.Key_Home, "key End": Qt.Key.Key_End,
}  # fmt: skip


def do(page, twin, qtbot, what):
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    match what:
        case ("words", words):
            twin.set_words(words)
        case ("date", typed):
            page.ways.date.setText(typed)
            page.ways.to_date()
        case "earlier" | "later":
            qtbot.keyClick(
                page.view,
                Qt.Key.Key_Left if what == "earlier" else Qt.Key.Key_Right,
                Qt.KeyboardModifier.ShiftModifier,
            )
        case "up" | "down":
            qtbot.keyClick(page.view, Qt.Key.Key_Up if what == "up" else Qt.Key.Key_Down, both)
        case "undated":
            page.undated.click()
        case "unfiltered":
            twin.clear_filter()
        case "by":
            page.show_page(samples.given((*samples.ENTRIES, *samples.VITALS), by="source"))
        case _:
            qtbot.keyClick(page.view, KEYS[what])


def test_whatever_is_done_every_entry_is_in_a_lane_a_fold_a_bar_or_counted_out_and_charts_add_none(
    charted, twin, qtbot
):
    total = len(samples.ENTRIES) + len(samples.VITALS)

    @settings(max_examples=40, deadline=None)
    @given(DOES)
    def doing(steps):
        for step in steps:
            do(charted, twin, qtbot, step)
            lanes = [one for one in charted.view.stripes if one.held.chart is None]
            found = sum(
                one.laid.shown + one.laid.before + one.laid.after + one.laid.folded + one.held.hidden
                + one.held.sent.undated
                for one in lanes
            )  # fmt: skip
            assert found == charted.model.page.total == total
            assert sum(len(one.held) for one in lanes) + sum(one.held.hidden for one in lanes) == total - 1
            for one in (one for one in charted.view.stripes if one.held.chart is not None):
                drawn = one.plotted.before + one.plotted.after + one.plotted.shown
                assert one.held.folded or drawn == len(one.held)
                assert len(one.held) + one.held.hidden == len(one.held.sent.texts)

    doing()
