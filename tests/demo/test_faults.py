import pytest

from viewer.demo.faults import WHOLE, Fault, FaultBoard, FaultKind, fault_from


def test_none_clears():
    assert fault_from({"kind": "none"}) is None


@pytest.mark.parametrize(
    "wanted", [{}, {"kind": "explode"}, {"kind": "slow", "colour": 1}, {"kind": "slow", "ms": "x"}]
)
def test_what_makes_no_sense_is_refused(wanted):
    with pytest.raises(ValueError):
        fault_from(wanted)


def test_a_failing_page_is_500_and_the_second_unless_said_otherwise():
    assert fault_from({"kind": "fail"}) == Fault(kind=FaultKind.FAIL, status=500)
    assert fault_from({"kind": "fail", "page": 3, "status": 503}) == Fault(
        kind=FaultKind.FAIL, page=3, status=503
    )


def test_a_fault_hits_its_search_and_its_page_only():
    cut = Fault(kind=FaultKind.CUT, search="Observation")

    assert cut.hits("Observation", 2)
    assert not cut.hits("Observation", 1)
    assert not cut.hits("Condition", 2)


def test_a_fault_of_a_page_hits_an_answer_that_has_no_pages():
    assert Fault(kind=FaultKind.FAIL).hits("$gpc.getstructuredrecord", WHOLE)


def test_a_fault_without_a_search_hits_them_all():
    assert Fault(kind=FaultKind.SLOW, ms=1).hits("metadata", 1)


def test_a_fault_that_is_limited_is_used_up():
    board = FaultBoard()
    board.put(Fault(kind=FaultKind.BUSY, times=2))

    assert [len(board.hitting("Condition", 1)) for _ in range(3)] == [1, 1, 0]


def test_clearing_leaves_no_fault():
    board = FaultBoard()
    board.put(Fault(kind=FaultKind.BUSY))
    board.put(None)

    assert board.hitting("Condition", 1) == ()
