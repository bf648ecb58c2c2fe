"""One renewal for all requests that met the same end of a sign-in."""

import threading

import pytest

from viewer.errors import SignInNeeded
from viewer.fetch.renewals import Renewals


class Counting:
    def __init__(self, *answers):
        self.answers, self.asked = list(answers), 0

    def __call__(self):
        self.asked += 1
        answer = self.answers.pop(0) if self.answers else True
        if isinstance(answer, Exception):
            raise answer
        return answer


def test_many_that_meet_the_same_end_are_renewed_once():
    renew = Counting()
    renewals = Renewals(renew)
    count, together, said = renewals.count, threading.Barrier(8), []

    def meet():
        together.wait(10)
        said.append(renewals.again(count))

    threads = [threading.Thread(target=meet) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)

    assert said == [True] * 8
    assert renew.asked == 1


def test_the_next_end_is_renewed_again():
    renew = Counting()
    renewals = Renewals(renew)

    assert renewals.again(renewals.count)
    assert renewals.again(renewals.count)
    assert renew.asked == 2


def test_after_a_refusal_nothing_is_renewed_any_more():
    renew = Counting(False)
    renewals = Renewals(renew)

    assert not renewals.again(0)
    assert not renewals.again(0)
    assert renew.asked == 1


def test_after_an_error_nothing_is_renewed_any_more():
    renew = Counting(SignInNeeded("Acute trust", "it has ended"))
    renewals = Renewals(renew)

    with pytest.raises(SignInNeeded):
        renewals.again(0)
    assert not renewals.again(0)
    assert renew.asked == 1
