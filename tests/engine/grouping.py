"""Groups of a record for tests: asked, worked out, and put beside the rows that they are of."""

from collections import Counter

import numpy as np

from tests.engine.seeking import rest
from viewer.engine.group_messages import AskGroups, Groups


def grouped(talk, by, number=1):
    talk.send(AskGroups(generation=1, number=number, by=by))
    rest(talk)
    return last_groups(talk)


def last_groups(talk):
    return [said for said in talk.said if isinstance(said, Groups)][-1]


def stands(talk, said):
    """Return the title under which each row of the record stands, by id."""
    places = np.frombuffer(said.groups, np.int32)
    rows = talk.conversation.record.told.rows.values()
    return {row.id: said.titles[places[row.number]] for row in rows}


def also(talk, said, key):
    """Return under what a row stands as well, in words."""
    place = np.frombuffer(said.also, np.int32)[talk.conversation.record.told.rows[key].number]
    return said.also_words[place] if place >= 0 else ""


def counted(talk, said):
    return Counter(stands(talk, said).values())
