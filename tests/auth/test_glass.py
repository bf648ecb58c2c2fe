"""The label of emergency access goes with a source's requests while it lasts, and with nobody else's."""

from datetime import datetime, timedelta

from viewer.auth.authorise import Anonymous
from viewer.auth.glass import UnderGlass
from viewer.source.endpoint import Endpoint
from viewer.source.glass import LABEL, Broken, Glass, Ground

NOW = datetime.fromisoformat("2026-11-22T12:00:00+00:00")
ONE, OTHER = (Endpoint(id=name, name=name, care_setting="", base_url="https://x") for name in ("1", "2"))


class Basic:
    """A sign-in that has been renewed, and knows its session."""

    session = "the session"

    def headers(self, endpoint):
        del endpoint
        return {"Authorization": "Basic x"}

    def renew(self, endpoint):
        del endpoint
        return True


def broken(source="1"):
    end = NOW + timedelta(minutes=1)
    return Broken(source=source, ground=Ground.LIFE, reason="collapsed", since=NOW, until=end)


def test_the_label_stands_beside_the_sign_in_as_long_as_it_lasts():
    glass = Glass()
    under = UnderGlass(Basic(), glass)
    assert under.headers(ONE) == {"Authorization": "Basic x"}

    glass.take(broken())
    assert under.headers(ONE) == {"Authorization": "Basic x", **LABEL}
    assert "v3-ActReason#BTG" in LABEL["Category"]
    assert under.headers(OTHER) == {"Authorization": "Basic x"}

    glass.end("1", NOW)
    assert under.headers(ONE) == {"Authorization": "Basic x"}


def test_the_sign_in_below_is_asked_as_before():
    under = UnderGlass(Basic(), Glass())

    assert under.renew(ONE)
    assert under.session == "the session"
    assert UnderGlass(Anonymous(), Glass()).session is None
