"""``python -I -m viewer.engine``: the engine process."""

import sys

from viewer.engine.last_words import keep_values_out
from viewer.engine.process import main

if __name__ == "__main__":
    keep_values_out()
    sys.exit(main(sys.argv[1:]))
