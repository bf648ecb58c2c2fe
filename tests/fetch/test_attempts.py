"""When a request is sent again: never without need, never against the source's wish, never for ever."""

import threading
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from viewer.errors import Cancelled, EndpointDown
from viewer.fetch.attempts import Attempts, seconds_asked
from viewer.fetch.failures import Silent
from viewer.fetch.options import FetchOptions
from viewer.fetch.reply import Reply

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
QUICK = FetchOptions(first_backoff_s=0.0001, longest_backoff_s=0.0002)
HERE = ("http", "127.0.0.1", 1)


def attempts(options=QUICK, stop=None):
    return Attempts("Acute", HERE, stop or threading.Event(), options)


class Sender:
    """Sends what it is told, one after the other, the last for ever."""

    def __init__(self, *replies):
        self.replies = list(replies)
        self.count = 0

    def __call__(self):
        reply = self.replies[min(self.count, len(self.replies) - 1)]
        self.count += 1
        if isinstance(reply, Exception):
            raise reply
        return Reply(status=reply, body=b"", retry_after="0" if reply == 429 else "")


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0", 0),
        ("120", 120),
        ("0.250", 0.25),
        ("١", None),
        (format_datetime(NOW + timedelta(seconds=90)), 90),
        (format_datetime(NOW - timedelta(days=1)), 0),
        ("Sun, 22 Nov 2026 12:00:30", 30),
        ("", None),
        ("-5", None),
        ("soon", None),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_date(text, seconds):
    assert seconds_asked(text, NOW) == seconds


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_busy_source_is_asked_again(status):
    send = Sender(status, status, 200)

    assert attempts().run(send).status == 200
    assert send.count == 3


@pytest.mark.parametrize("status", [200, 400, 401, 403, 404, 410, 500])
def test_what_waiting_does_not_better_is_not_asked_again(status):
    send = Sender(status)

    assert attempts().run(send).status == status
    assert send.count == 1


def test_a_source_that_stays_busy_is_given_up():
    send = Sender(503)

    assert attempts().run(send).status == 503
    assert send.count == QUICK.attempts


def test_a_wait_longer_than_a_person_waits_is_not_begun():
    def send():
        return Reply(status=429, body=b"", retry_after="3600")

    assert attempts().run(send).retry_after == "3600"


def test_a_wait_beyond_the_budget_is_not_begun():
    send = Sender(503)

    assert attempts(FetchOptions(budget_s=0)).run(send).status == 503
    assert send.count == 1


def test_a_broken_connection_is_tried_again_a_silent_one_less_often():
    broken, silent = Sender(EndpointDown("Acute", "broken")), Sender(Silent("Acute", "silent"))
    with pytest.raises(EndpointDown, match="broken"):
        attempts().run(broken)
    with pytest.raises(EndpointDown, match="silent"):
        attempts().run(silent)

    assert broken.count == QUICK.attempts
    assert silent.count == QUICK.attempts_after_silence


def test_after_one_request_found_nobody_the_next_is_tried_once_until_somebody_answers():
    one = attempts()
    down = Sender(EndpointDown("Acute", "broken"))
    for _ in range(2):
        with pytest.raises(EndpointDown):
            one.run(down)

    assert down.count == QUICK.attempts + 1
    one.run(Sender(200))
    with pytest.raises(EndpointDown):
        one.run(down)
    assert down.count == 2 * QUICK.attempts + 1


@pytest.mark.parametrize("first", [502, EndpointDown("Acute", "broken")])
def test_a_post_is_not_repeated_where_the_source_may_have_acted(first):
    send = Sender(first, 200)
    if isinstance(first, int):
        assert attempts().run(send, repeatable=False).status == first
    else:
        with pytest.raises(EndpointDown):
            attempts().run(send, repeatable=False)

    assert send.count == 1


def test_a_post_is_repeated_where_the_source_says_when():
    send = Sender(429, 200)

    assert attempts().run(send, repeatable=False).status == 200


def test_a_wait_ends_at_once_when_stopped():
    stop = threading.Event()

    def send():
        stop.set()
        return Reply(status=503, body=b"", retry_after="50")

    with pytest.raises(Cancelled):
        attempts(stop=stop).run(send)
