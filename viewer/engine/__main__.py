"""``python -I -m viewer.engine``: the engine process."""

import sys

from viewer.engine.process import run
from viewer.store.last_words import keep_values_out
from viewer.store.no_dumps import forbid_dumps

if __name__ == "__main__":
    forbid_dumps()
    keep_values_out("engine")
    run(sys.argv[1:])
