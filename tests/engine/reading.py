"""Records with letters for tests: opened from files, their letters read to the end."""

from base64 import b64encode

from tests.engine.seeking import opened, rest
from tests.load.answers import patient
from viewer.timeline.search.reach import added


def packed(data):
    return b64encode(data).decode()


def letter(name="1", *attachments, **attachment):
    return {
        "resourceType": "DocumentReference",
        "id": name,
        "status": "current",
        "subject": {"reference": "Patient/1"},
        "date": "2026-03-04",
        "type": {"text": f"Letter {name}"},
        "content": [{"attachment": one} for one in (attachments or (attachment,))],
    }


def plain(text):
    return {"contentType": "text/plain", "data": packed(text.encode())}


def read(talk, tmp_path, *resources):
    """Open a record and read all of its letters; return it."""
    opened(talk, tmp_path, patient(), *resources)
    read_on(talk)
    return talk.conversation.record


def read_on(talk):
    talk.tell()
    rest(talk)
    while not talk.conversation.beside.letters.letters.settled:
        talk.hear(0.05)
        talk.tell()
        rest(talk)


def counted(talk):
    """How many documents of all sources became what."""
    return dict(added(talk.conversation.beside.letters.letters.counts()))
