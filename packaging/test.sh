#!/bin/sh
# Sets up and passes the tests: sh packaging/test.sh [options of pytest]
set -eu
cd "$(dirname "$0")/.."
LOCK=packaging/requirements-test.lock
# shellcheck source=packaging/setup.sh
. packaging/setup.sh
set_up
# So that the demo does not take the test tools away again.
[ -f .venv/installed-for-tests ] || : >.venv/installed-for-tests
unset DISPLAY WAYLAND_DISPLAY # the tests draw on no screen of yours; those that need one start their own
QT_QPA_PLATFORM=offscreen
export QT_QPA_PLATFORM
rm -f .coverage .coverage.*
exec "$PYTHON" -m pytest -q -n 2 --dist worksteal --cov --cov-report= "$@"
