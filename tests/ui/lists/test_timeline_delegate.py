"""What a row looks like in its states."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from tests.ui.sample_messages import row
from viewer.ui.lists.timeline_delegate import TimelineDelegate
from viewer.ui.lists.timeline_model import TimelineModel


def painted(theme, state, *, stale=False):
    model = TimelineModel()
    model.upsert([row(1)])
    delegate = TimelineDelegate(theme)
    delegate.stale = stale
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, 500, delegate.height(model.index(0, 0), 500))
    option.state = state
    image = QImage(option.rect.size(), QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    painter = QPainter(image)
    delegate.paint(painter, option, model.index(0, 0))
    painter.end()
    assert delegate.sizeHint(option, model.index(0, 0)) == option.rect.size()
    return image


def test_every_state_can_be_told_apart(qapp, theme):
    flag = QStyle.StateFlag
    states = (
        flag.State_None,
        flag.State_Selected,
        flag.State_MouseOver,
        flag.State_Selected | flag.State_HasFocus,
    )
    images = [painted(theme, state) for state in states] + [painted(theme, flag.State_None, stale=True)]

    assert all(one != other for place, one in enumerate(images) for other in images[place + 1 :])


def test_it_keeps_only_some_screens_of_laid_out_rows(qapp, theme):
    model = TimelineModel()
    model.upsert([row(number) for number in range(700)])
    delegate = TimelineDelegate(theme)
    heights = [delegate.height(model.index(place, 0), 500) for place in range(700)]

    assert len(heights) == 700
    assert len(delegate._laid) <= 600


def test_where_there_is_room_the_two_ends_of_a_period_break_less(qapp, theme):
    model = TimelineModel()
    model.upsert([row(1, when="15-Nov-2026 21:30 to 15-Nov-2026 22:05")])
    delegate = TimelineDelegate(theme)

    assert delegate.height(model.index(0, 0), 900) < delegate.height(model.index(0, 0), 600)
