"""What went over the wire, as a value."""

from viewer.source.exchange import Exchange


def test_an_exchange_has_no_place_for_what_was_sent_as_sign_in():
    names = set(Exchange(method="GET", url="https://a.org/r4/Patient/1", status=200).__slots__)

    assert names == {"method", "url", "status", "sent", "headers", "body"}


def test_nothing_of_a_patient_is_in_a_traceback():
    one = Exchange(
        method="GET", url="https://a.org/?family=canary", status=200, sent=b"canary", body=b"canary"
    )

    assert repr(one) == "Exchange(method='GET', status=200)"
