"""One place beside the lists for two things; closed it takes no room, and another record empties both."""

from viewer.engine.seek_messages import SourceSays, WhyNot
from viewer.timeline.search.picks import NOTHING, Picks
from viewer.ui.filters.aside import Aside


def test_one_of_them_is_shown_or_none(qtbot, theme):
    aside = Aside(theme)
    qtbot.addWidget(aside)
    turned = []
    aside.turned.connect(lambda: turned.append(aside.opened))
    aside.open(aside.filters)
    aside.open(aside.why)
    assert aside.currentWidget() is aside.why
    aside.why.closed.emit()
    aside.close_it()
    assert turned == [True, True, False]


def test_another_record_empties_both(qtbot, theme):
    aside = Aside(theme)
    qtbot.addWidget(aside)
    aside.filters.show_picks(Picks(words="secret"))
    aside.why.show_why(WhyNot(number=1, says=(SourceSays(source="a", name="A", state="failed", words="w"),)))
    aside.open(aside.why)
    aside.forget()

    assert not aside.opened
    assert aside.filters._picks == NOTHING
    assert aside.why.list.count() == 0


def test_it_takes_no_more_room_than_it_needs_but_in_one_column_all(qtbot, theme):
    aside = Aside(theme)
    qtbot.addWidget(aside)
    aside.fit(whole=False)
    assert theme.px(300) <= aside.minimumWidth() < aside.maximumWidth() <= theme.px(430)
    aside.fit(whole=True)
    assert aside.maximumWidth() > 10_000
    assert aside.panes() == [aside.filters.dates.spans, aside.filters.tree, aside.why.list]
