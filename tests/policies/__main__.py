"""``python -m tests.policies`` writes ``packaging/policy.md`` anew."""

from tests.policies.paper import PAPER, paper

if __name__ == "__main__":
    PAPER.write_text(paper(), encoding="utf-8")
