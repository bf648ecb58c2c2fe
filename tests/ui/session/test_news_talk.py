"""What the engine says of news reaches whoever listens."""

from viewer.engine.news_messages import NewsCount, ReadAgain
from viewer.ui.session.news_talk import NewsTalk


def test_each_message_has_its_signal(qtbot, qapp):
    talk = NewsTalk(qapp)
    hearers = talk.hearers()

    with qtbot.waitSignal(talk.read_again, timeout=1000) as told:
        hearers[ReadAgain](ReadAgain(words="Read again at 10:42.", has_news=False))
    assert told.args[0].words == "Read again at 10:42."
    with qtbot.waitSignal(talk.counted, timeout=1000) as told:
        hearers[NewsCount](NewsCount(count=7))
    assert told.args[0].count == 7
