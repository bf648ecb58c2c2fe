"""The paper on policies says what the code does."""

from tests.policies.paper import PAPER, paper
from viewer.store.policy_keys import KEYS


def test_the_paper_is_what_the_keys_are():
    assert PAPER.read_text("utf-8") == paper(), "run: python -m tests.policies"


def test_every_key_is_in_it_with_what_it_does():
    rows = {line.split("`")[1]: line for line in paper().splitlines() if line.startswith("| `")}
    assert rows.keys() == {key.name for key in KEYS} | {"endpoints", "kinds"}
    assert all(key.means in rows[key.name] for key in KEYS)
    assert all(line.count(" | ") == 5 for line in rows.values())
