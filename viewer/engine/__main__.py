"""``python -I -m viewer.engine``: the engine process."""

import sys

from viewer.engine.last_words import keep_values_out
from viewer.engine.process import run

if __name__ == "__main__":
    keep_values_out()
    run(sys.argv[1:])
