# Sets up everything that running or testing Tributary needs; sourced by demo.sh and test.sh (POSIX sh).
# Takes $LOCK, the hash-locked list to install. Leaves $PYTHON, the virtual environment's interpreter.
# Linux (Debian and Ubuntu: installs what is missing when root, else names the command) and macOS.

say() { printf '==> %s\n' "$*" >&2; }
stop() { printf 'tributary: %s\n' "$*" >&2; exit 1; }

# soname=package, as found with ldd in a bare system; fonts-dejavu-core because text needs one font.
QT_LIBRARIES="libglib-2.0.so.0=libglib2.0-0 libEGL.so.1=libegl1 libGL.so.1=libgl1 libX11.so.6=libx11-6
libdbus-1.so.3=libdbus-1-3 libfontconfig.so.1=libfontconfig1 libfreetype.so.6=libfreetype6
libxkbcommon.so.0=libxkbcommon0 libbrotlidec.so.1=libbrotli1 libX11-xcb.so.1=libx11-xcb1
libxcb-cursor.so.0=libxcb-cursor0 libxcb-icccm.so.4=libxcb-icccm4 libxcb-image.so.0=libxcb-image0
libxcb-keysyms.so.1=libxcb-keysyms1 libxcb-randr.so.0=libxcb-randr0 libxcb-render-util.so.0=libxcb-render-util0
libxcb-shape.so.0=libxcb-shape0 libxcb-shm.so.0=libxcb-shm0 libxcb-sync.so.1=libxcb-sync1
libxcb-xfixes.so.0=libxcb-xfixes0 libxcb-xkb.so.1=libxcb-xkb1 libxkbcommon-x11.so.0=libxkbcommon-x11-0"

missing_libraries() {
  have=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null || true)
  [ -n "$have" ] || return 0 # no glibc loader to ask; Qt will say itself what it lacks
  for pair in $QT_LIBRARIES; do
    case "$have" in *"${pair%%=*} "*) ;; *) printf ' %s' "${pair#*=}" ;; esac
  done
  [ -n "$(find /usr/share/fonts /usr/local/share/fonts -name '*.[ot]t[fc]' 2>/dev/null | head -n 1)" ] ||
    printf ' fonts-dejavu-core'
}

find_python() {
  for candidate in python3.14 python3.13 python3.12 python3.11 python3; do
    if command -v "$candidate" >/dev/null 2>&1 &&
      "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null; then
      command -v "$candidate"
      return 0
    fi
  done
  return 1
}

has_venv() { "$1" -c 'import venv, ensurepip' 2>/dev/null; }

apt_install() { # what for, packages
  what=$1; shift
  if ! command -v apt-get >/dev/null 2>&1; then
    say "$what: not on this system. Install what your system calls: $*"
    return 1
  fi
  command_line="apt-get install --no-install-recommends $*"
  if [ "$(id -u)" != 0 ]; then
    say "$what. Run:  sudo apt-get update && sudo $command_line"
    return 1
  fi
  say "$what: $command_line"
  # Package lists may be missing or old: fetch them first. Output stays visible, it is the progress.
  apt-get update >&2 && DEBIAN_FRONTEND=noninteractive $command_line -y >&2
}

set_up_python() {
  base=$(find_python) || {
    apt_install "Python 3.11 or newer is needed" python3 python3-venv || stop "there is no Python 3.11 or newer here."
    base=$(find_python) || stop "this system has no Python 3.11 or newer; get it from python.org."
  }
  if ! has_venv "$base"; then
    version=$("$base" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    apt_install "Python's venv module is needed" "python$version-venv" ||
      stop "this Python cannot make a virtual environment: its venv module is missing."
    has_venv "$base" || stop "this Python cannot make a virtual environment."
  fi
}

set_up_libraries() {
  [ "$(uname -s)" = Linux ] || return 0
  packages=$(missing_libraries)
  # shellcheck disable=SC2086 # a list of packages
  [ -z "$packages" ] || apt_install "Qt needs system libraries for a window" $packages ||
    say "Going on without them: the record will be printed as text."
}

set_up_packages() {
  PYTHON=.venv/bin/python
  wanted="$(cksum <"$LOCK") $(cksum <pyproject.toml)"
  [ -x "$PYTHON" ] && "$PYTHON" -c '' 2>/dev/null && [ "$(cat .venv/installed 2>/dev/null)" = "$wanted" ] && return 0
  if ! { [ -x "$PYTHON" ] && "$PYTHON" -c '' 2>/dev/null; }; then
    say "Making a virtual environment in .venv"
    rm -rf .venv
    "$base" -m venv .venv || stop "the virtual environment could not be made in .venv."
  fi
  say "Installing the locked packages (some 150 MB at the first time)"
  pip="$PYTHON -m pip --disable-pip-version-check --no-input"
  $pip install --require-hashes --only-binary :all: -r "$LOCK" >&2 ||
    stop "the packages could not be installed: check the network (or proxy), then run this again."
  $pip install --quiet --no-deps --no-build-isolation -e . >&2 || stop "Tributary itself could not be installed."
  printf '%s' "$wanted" >.venv/installed
}

set_up() {
  set_up_python
  set_up_libraries
  set_up_packages
}
