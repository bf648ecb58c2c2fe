"""``python -I -m viewer.engine``: the engine process."""

import sys

from viewer.engine.process import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
