"""Records for tests of finding: opened from files, asked, and read to the end."""

import numpy as np

from tests.engine.files import written
from tests.engine.window import settled
from viewer.engine.ahead import work_ahead
from viewer.engine.messages import OpenFiles
from viewer.engine.seek_messages import AskWhere, Seek, Sought, Where
from viewer.timeline.search.picks import Picks


def opened(talk, tmp_path, *resources, read=True):
    talk.send(OpenFiles(generation=1, paths=(written(tmp_path, "a.json", *resources),)))
    talk.until(settled)
    talk.tell()
    if read:
        rest(talk)
    return talk.conversation.record


def rest(talk):
    """Do all that is done while nobody asks."""
    count = 0
    while work_ahead(talk.conversation, idle=True):
        count += 1
    return count


def seek(talk, words="", number=1, **picks):
    talk.send(Seek(generation=1, number=number, picks=Picks(words=words, **picks)))
    return last(talk)


def last(talk):
    return [said for said in talk.said if isinstance(said, Sought)][-1]


def ids(talk, sought):
    bits = np.unpackbits(np.frombuffer(sought.hits, np.uint8)).astype(bool)
    rows = talk.conversation.record.told.rows.values()
    found = {row.id for row in rows if row.number < len(bits) and bits[row.number]}
    assert sought.shown == len(found)
    return found


def titles(talk, sought):
    rows = talk.conversation.record.told.rows
    return sorted(rows[key].title for key in ids(talk, sought))


def where(talk, *entries, number=1):
    talk.send(AskWhere(generation=1, number=number, entries=entries))
    (said,) = [said for said in talk.said if isinstance(said, Where)][-1:]
    return {key: (part, text) for key, part, text in said.found}
