"""``python -m tests.limits`` writes ``packaging/limits.md`` anew."""

from tests.limits.table import PAPER, paper

if __name__ == "__main__":
    PAPER.write_text(paper(), encoding="utf-8")
