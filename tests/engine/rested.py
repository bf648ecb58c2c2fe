"""A conversation that is let rest: everything that is worked out while nobody asks has been worked out."""

from viewer.engine.ahead import work_ahead
from viewer.engine.messages import AskPage, PageGiven, Retry
from viewer.engine.news_messages import NewsCount, ReadAgain


def rest(talk):
    """Take in what comes until nothing does, every source has ended and nothing is left to work out."""
    while True:
        if talk.hear(0.02):
            continue
        record = talk.conversation.record
        if record is not None and record.settled and work_ahead(talk.conversation, idle=True):
            continue  # an errand may wait for what is worked out
        errands = talk.conversation.beside.errands._running.values()
        if any(thread.is_alive() for thread, _ in list(errands)) or talk.conversation.readers._cancels:
            continue
        if (record is None or record.settled) and talk.inbox.empty():
            return


def read_again(talk, source=""):
    """F5, to the end; returns what it was said to have brought."""
    talk.send(Retry(generation=talk.conversation.generation, source=source))
    rest(talk)
    return [one for one in talk.said if isinstance(one, ReadAgain)][-1]


def count(talk):
    """What the bar of pages says, of the record on screen."""
    generation = talk.conversation.generation
    return [one for one in talk.said if isinstance(one, NewsCount) and one.generation == generation][-1].count


def news_page(talk, **options):
    """The page of what is new."""
    talk.send(AskPage(generation=talk.conversation.generation, page="news", options=options))
    return [one for one in talk.said if isinstance(one, PageGiven)][-1].body
