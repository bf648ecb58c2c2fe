#!/bin/sh
# Sets up and opens the embedded demonstration: sh packaging/demo.sh [options of 'tributary demo']
set -eu
cd "$(dirname "$0")/.."
LOCK=packaging/requirements.lock
[ ! -f .venv/installed-for-tests ] || LOCK=packaging/requirements-test.lock # holds the other one whole
# shellcheck source=packaging/setup.sh
. packaging/setup.sh
set_up
exec "$PYTHON" -I -m viewer demo "$@"
