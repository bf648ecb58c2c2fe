"""The one table of limits is what the code has, and every line has its test."""

import ast

import pytest

from tests.limits.table import LIMITS, PAPER, ROOT, paper


def test_the_paper_says_what_the_code_has():
    assert PAPER.read_text(encoding="utf-8") == paper(), "run: python -m tests.limits"


@pytest.mark.parametrize("limit", LIMITS, ids=lambda one: one.what)
def test_every_limit_is_a_number_and_has_a_test(limit):
    file, _, name = limit.test.partition("::")
    found = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    names = {node.name for node in ast.walk(found) if isinstance(node, ast.FunctionDef)}

    assert limit.value > 0
    assert not name or name in names
    assert any(one.startswith("test_") for one in names)
