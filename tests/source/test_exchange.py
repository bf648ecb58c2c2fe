"""What went over the wire, as a value."""

from viewer.source.exchange import Exchange


def test_an_exchange_has_no_place_for_what_was_sent_as_sign_in():
    names = set(Exchange(method="GET", url="https://a.org/r4/Patient/1", status=200).__slots__)

    assert names == {"method", "url", "status", "sent", "headers", "body"}
