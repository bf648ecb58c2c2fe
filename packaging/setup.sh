# shellcheck shell=sh
# Sets up everything that running or testing Tributary needs; sourced by demo.sh and test.sh (POSIX sh).
# Takes $LOCK, the hash-locked list to install. Leaves $PYTHON, the virtual environment's interpreter.
# Linux (Debian and Ubuntu: installs what is missing when root, else names the command) and macOS.

say() { printf '==> %s\n' "$*" >&2; }
stop() { printf 'tributary: %s\n' "$*" >&2; exit 1; }

# Settings of the caller that would send packages, or imports, somewhere else than into .venv.
unset PYTHONPATH PYTHONHOME PIP_TARGET PIP_PREFIX PIP_ROOT
PIP_USER=0
export PIP_USER

# soname=package, as found with ldd in a bare system.
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
  # A window without any font is a window of empty boxes.
  [ -n "$(find /usr/share/fonts /usr/local/share/fonts "${HOME:-/nowhere}/.fonts" \
    "${HOME:-/nowhere}/.local/share/fonts" -name '*.[ot]t[fc]' 2>/dev/null | head -n 1)" ] ||
    printf ' fonts-dejavu-core'
}

is_recent() { "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null; }
has_venv() { "$1" -c 'import venv, ensurepip' 2>/dev/null; }

find_python() { # the first that can make an environment; failing that, the first that is recent
  second=
  for candidate in python3.14 python3.13 python3.12 python3.11 python3 python; do
    if command -v "$candidate" >/dev/null 2>&1 && is_recent "$candidate"; then
      if has_venv "$candidate"; then command -v "$candidate"; return 0; fi
      second=${second:-$(command -v "$candidate")}
    fi
  done
  [ -n "$second" ] && printf '%s\n' "$second"
}

apt_install() { # what for, packages
  what=$1; shift
  if ! command -v apt-get >/dev/null 2>&1; then
    say "$what. On Debian and Ubuntu that is: $*; here it has another name: install it with your system's own tool."
    return 1
  fi
  command_line="apt-get install --no-install-recommends $*"
  if [ "$(id -u)" != 0 ]; then
    say "$what. Run:  sudo apt-get update && sudo $command_line"
    return 1
  fi
  say "$what: $command_line"
  # Old lists are better than none: only the installation decides. The output stays visible, it is the progress.
  DEBIAN_FRONTEND=noninteractive apt-get update >&2 || say "The package lists could not all be fetched; trying all the same."
  DEBIAN_FRONTEND=noninteractive $command_line -y >&2
}

set_up_python() {
  base=$(find_python) || {
    apt_install "Python 3.11 or newer is needed" python3 python3-venv ||
      stop "there is no Python 3.11 to 3.14 here. Install one (see above, or python.org), then run this again."
    base=$(find_python) || stop "the newest Python of this system is too old: 3.11 to 3.14 is needed (python.org)."
  }
  if ! has_venv "$base"; then
    version=$("$base" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    apt_install "Python's venv module is needed" "python$version-venv" ||
      stop "$base cannot make a virtual environment: its venv module is missing (see above). Then run this again."
    has_venv "$base" || stop "$base still cannot make a virtual environment: its venv module is missing."
  fi
}

set_up_libraries() {
  [ "$(uname -s)" = Linux ] || return 0
  packages=$(missing_libraries)
  # shellcheck disable=SC2086 # a list of packages
  [ -z "$packages" ] || apt_install "A window needs these system libraries and fonts" $packages ||
    say "Going on without them: where Qt cannot start, the record is printed as text."
}

wanted() { printf '%s %s %s' "$(cksum <"$LOCK")" "$(cksum <pyproject.toml)" "$(pwd -P)"; }
runs() { [ -x .venv/bin/python ] && is_recent .venv/bin/python; }
is_installed() { runs && [ "$(cat .venv/installed 2>/dev/null)" = "$(wanted)" ]; }

# An environment that someone else made (uv makes them without pip) is used if it can be; one that an
# interrupted set-up left half full, or that has been moved with its folder, is made anew.
is_sound() {
  runs && [ ! -e .venv/installing ] &&
    { [ ! -e .venv/folder ] || [ "$(cat .venv/folder)" = "$(pwd -P)" ]; } &&
    { .venv/bin/python -c 'import pip' 2>/dev/null || .venv/bin/python -m ensurepip >/dev/null 2>&1; }
}

set_up_environment() {
  is_sound && return 0
  set_up_python
  say "Making a virtual environment in .venv"
  rm -rf .venv 2>/dev/null || stop "the old .venv in $(pwd -P) cannot be removed: remove it by hand, then run this again."
  "$base" -m venv .venv || {
    rm -rf .venv
    stop "no virtual environment could be made in $(pwd -P): see above (is there room, and may you write there?)."
  }
}

set_up_packages() {
  is_installed && return 0
  set_up_environment
  rm -f .venv/installed
  : >.venv/installing
  pwd -P >.venv/folder
  say "Installing the locked packages (some 150 MB at the first time; each large one is named as it comes)"
  pip() { "$PYTHON" -m pip --disable-pip-version-check --no-input install "$@" >&2; }
  pip --require-hashes --only-binary :all: -r "$LOCK" || stop "the packages could not be installed: pip has said why above.
  A time-out or a refused connection: check the network or the proxy, then run this again.
  'No matching distribution': there is no Qt for this system (needed: glibc 2.34 or macOS 13, 64-bit Intel or ARM)."
  pip --quiet --no-deps --no-index --no-build-isolation -e . || stop "Tributary itself could not be installed: pip has said why above."
  wanted >.venv/installed
  rm -f .venv/installing
}

set_up() {
  PYTHON=.venv/bin/python
  is_installed || [ -w . ] || stop "$(pwd -P) cannot be written to: copy Tributary to a folder of your own, and run this there."
  set_up_libraries
  set_up_packages
}
