"""Runs the demo servers: ``python -I -m viewer.demo --resources N --seed S``."""

import sys

from viewer.demo.process import serve

if __name__ == "__main__":
    sys.exit(serve(sys.argv[1:]))
