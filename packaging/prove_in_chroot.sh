#!/bin/sh
# Proves the two README commands in bare Debian 12 systems: sh packaging/prove_in_chroot.sh [-k] [FOLDER]
# Needs root, debootstrap and unshare; else it says NOT RUN and ends with 77. -k keeps the systems.
# Tries what is committed. Prints a table; what each case printed stays in FOLDER/logs.
set -u
cd "$(dirname "$0")/.." || exit 1
keep=
if [ "${1:-}" = -k ]; then keep=yes; shift; fi
work=${1:-${TMPDIR:-/var/tmp}/tributary-chroot}

not_run() { printf 'NOT RUN  the two commands in a bare Debian: %s\n' "$1"; exit 77; }
[ "$(id -u)" = 0 ] || not_run "needs root"
for tool in debootstrap unshare chroot ip git; do
  command -v "$tool" >/dev/null || not_run "there is no $tool"
done
unshare --mount --pid --fork --net true 2>/dev/null || not_run "this system lets nobody make namespaces"

mkdir -p "$work/logs" "$work/cache/pip" "$work/cache/apt" && chmod 777 "$work/cache/pip"
work=$(cd "$work" && pwd -P)
commit=$(git rev-parse --short HEAD)
git archive -o "$work/clone.tar" HEAD || not_run "this is no clone"
[ -z "$(git status --porcelain)" ] || commit="$commit (not what is uncommitted here)"
failed=0
table=$work/table
: >"$table"

# --- systems ---------------------------------------------------------------------------------------

lend() { # root: what lets this machine reach its package registries, copied in; nothing of it is committed
  cp /etc/resolv.conf "$1/etc/resolv.conf"
  mkdir -p "$1/etc/ssl/certs"
  cp -L /etc/ssl/certs/ca-certificates.crt "$1/etc/ssl/certs/" 2>/dev/null
  mkdir -p "$1/usr/local/share/ca-certificates" # the ca-certificates package makes its list anew from these
  cp /usr/local/share/ca-certificates/*.crt "$1/usr/local/share/ca-certificates/" 2>/dev/null
  python3 -m pip config list 2>/dev/null | sed -n "s/^global\.\([a-z-]*\)='\(.*\)'$/\1 = \2/p" >"$work/pip.global"
  { echo '[global]'; cat "$work/pip.global"; } >"$1/etc/pip.conf"
  grep -hsi '^ *Acquire::.*\(proxy\|check\)' /etc/apt/apt.conf /etc/apt/apt.conf.d/* >"$1/etc/apt/apt.conf.d/99lent"
  return 0
}

folders() { # local package folders that pip's settings name
  # shellcheck disable=SC2020
  { cat "$work/pip.global" 2>/dev/null; env | grep '^PIP_'; } | tr ' =' '\n\n' |
    sed -n 's|^file://\(/.*\)/[^/]*/*$|\1|p; s|^\(/.*\)$|\1|p' | sort -u | while read -r one; do
      [ ! -d "$one" ] || printf '%s\n' "$one"
    done
}

fresh() { # root: a bare Debian 12 with a clone in /srv/tributary and a user called clinician
  if [ ! -d "$work/base/usr" ]; then
    # shellcheck disable=SC2086 # may be empty
    debootstrap --variant=minbase bookworm "$work/base" ${TRIBUTARY_DEBIAN_MIRROR:-} >"$work/logs/debootstrap" 2>&1 ||
      not_run "debootstrap failed, see $work/logs/debootstrap"
  fi
  rm -rf "${work:?}/$1"
  cp -a "$work/base" "$work/$1"
  lend "$work/$1"
  clone "$work/$1/srv/tributary"
  chroot "$work/$1" useradd --create-home clinician
}

clone() { mkdir -p "$1" && tar -xf "$work/clone.tar" -C "$1"; }

like() { rm -rf "${work:?}/$2"; cp -a "$work/$1" "$work/$2"; } # root, new root

# Runs a command in a root. Namespaces of its own: mounts and processes end with it.
# enter ROOT NET(yes|no) USER HOME COMMAND
enter() {
  ROOT=$work/$1 LENT=$(folders) CACHE=$work/cache NET=$2
  export ROOT LENT CACHE
  [ "$NET" = yes ] && apart= || apart=--net
  # shellcheck disable=SC2016,SC2086
  unshare --mount --pid --fork --kill-child $apart sh -c '
    ip link set lo up 2>/dev/null
    mount --bind "$ROOT" "$ROOT"
    mount -t proc proc "$ROOT/proc"; mount --rbind /dev "$ROOT/dev"
    for one in $LENT; do mkdir -p "$ROOT$one"; mount --bind "$one" "$ROOT$one"; mount -o remount,bind,ro "$ROOT$one"; done
    mkdir -p "$ROOT/cache"; mount --bind "$CACHE/pip" "$ROOT/cache"
    mount --bind "$CACHE/apt" "$ROOT/var/cache/apt/archives"
    [ -z "${READ_ONLY:-}" ] || { mount --bind "$ROOT$READ_ONLY" "$ROOT$READ_ONLY"; mount -o remount,bind,ro "$ROOT$READ_ONLY"; }
    user=$1; home=$2; shift 2
    passed=$(env | grep -E "^(PIP_|SSL_CERT|REQUESTS_CA|[a-z]+_proxy=|[A-Z]+_PROXY=)[^ ]*$" || true)
    exec chroot --userspec="$user" "$ROOT" env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
      LANG=C.UTF-8 PIP_CACHE_DIR=/cache $passed ${home:+HOME="$home"} ${SHOWN_ON:+DISPLAY="$SHOWN_ON"} sh -c "$1"
  ' enter "$3" "$4" "$5"
}

# try NAME ROOT NET USER HOME EXPECTED-CODE COMMAND WORDS...   (each of the words must have been printed)
try() {
  name=$1 root=$2 net=$3 user=$4 home=$5 expected=$6 command=$7
  shift 7
  log=$work/logs/$(printf '%s' "$name" | tr -c 'a-zA-Z0-9\n' _)
  began=$(date +%s)
  enter "$root" "$net" "$user" "$home" "$command" >"$log" 2>&1 </dev/null
  code=$?
  judge "$name" "$code" "$expected" "$(($(date +%s) - began))" "$log" "$@"
}

judge() { # name, code, expected code, seconds, log, words...
  name=$1 code=$2 expected=$3 seconds=$4 log=$5
  shift 5
  verdict=ok
  [ "$code" = "$expected" ] || verdict="FAILED: ended with $code, not $expected"
  for words in "$@"; do
    grep -qF -- "$words" "$log" || verdict="FAILED: did not say '$words'"
  done
  ! grep -q '^Traceback' "$log" || verdict="FAILED: a traceback"
  [ "$verdict" = ok ] || failed=$((failed + 1))
  printf '%-58s exit %-3s %4ss  %s\n' "$name" "$code" "$seconds" "$verdict" | tee -a "$table"
}

skip() { printf '%-58s NOT RUN: %s\n' "$1" "$2" | tee -a "$table"; }

demo='cd /srv/tributary && sh packaging/demo.sh'
record='HOLROYD, Margaret'

# --- cases -----------------------------------------------------------------------------------------
echo "Tributary $commit in bare Debian 12 ($(date -u +%FT%RZ)); logs in $work/logs"

fresh first
try "root, no Python, no screen, empty HOME" first yes root:root /root 0 "$demo" \
  "apt-get install --no-install-recommends python3 python3-venv" "no screen here" "Saved: /srv/tributary/" "$record"
if [ -f "$work/first/srv/tributary/tributary-demo.png" ]; then
  cp "$work/first/srv/tributary/tributary-demo.png" "$work/logs/offscreen.png"
fi
try "second run, no network" first no root:root /root 0 "$demo" "Saved:" "$record"
try "HOME not set" first no root:root "" 0 "$demo" "$record"
SHOWN_ON=:99; export SHOWN_ON
try "DISPLAY=:99 with no server" first no root:root /root 0 "$demo" "the screen cannot be used" "Saved:" "$record"
unset SHOWN_ON

like first blanks
mkdir -p "$work/blanks/srv/a folder/with blanks" && rm -rf "$work/blanks/srv/tributary/.venv"
mv "$work/blanks/srv/tributary" "$work/blanks/srv/a folder/with blanks/"
try "path with blanks" blanks yes root:root /root 0 "cd '/srv/a folder/with blanks' && sh tributary/packaging/demo.sh" "$record"
mv "$work/blanks/srv/a folder/with blanks/tributary" "$work/blanks/srv/moved"
try "folder moved after set-up" blanks yes root:root /root 0 "sh /srv/moved/packaging/demo.sh" \
  "Making a virtual environment" "$record"
rm -rf "${work:?}/blanks"

like first fonts
chroot "$work/fonts" sh -c 'rm -rf /usr/share/fonts /usr/local/share/fonts; chown -R clinician /srv/tributary'
try "no fonts, not root" fonts no clinician:clinician /home/clinician 0 "$demo" "fonts-dejavu-core" "Saved:" "$record"
rm -rf "${work:?}/fonts"

# A window on a virtual screen; looked at from outside, through the abstract socket that both share.
if command -v xdotool >/dev/null && command -v import >/dev/null; then
  like first screen
  enter screen yes root:root /root 'apt-get update && apt-get install -y --no-install-recommends xvfb' >"$work/logs/xvfb" 2>&1
  began=$(date +%s)
  SHOWN_ON=:98; export SHOWN_ON
  enter screen yes root:root /root "Xvfb :98 -screen 0 1366x768x24 >/dev/null 2>&1 & cd /srv/tributary && sh packaging/demo.sh" \
    >"$work/logs/real_window" 2>&1 </dev/null &
  inside=$!
  unset SHOWN_ON
  window=
  for _ in $(seq 60); do
    window=$(DISPLAY=:98 xdotool search --onlyvisible --name Tributary 2>/dev/null | tail -n 1)
    [ -z "$window" ] || break
    sleep 1
  done
  if [ -n "$window" ]; then
    sleep 15 # until the four sources have answered
    DISPLAY=:98 import -window root "$work/logs/real_window.png" && echo "screenshot taken" >>"$work/logs/real_window"
    DISPLAY=:98 xdotool windowfocus "$window" key ctrl+q
  fi
  wait "$inside"
  judge "real window on Xvfb" "$?" 0 "$(($(date +%s) - began))" "$work/logs/real_window" "screenshot taken"
  rm -rf "${work:?}/screen"
else
  skip "real window on Xvfb" "there is no xdotool or import outside"
fi

try "test command" first yes root:root /root 0 'cd /srv/tributary && sh packaging/test.sh' " passed"
rm -rf "${work:?}/first"

fresh python
enter python yes root:root /root 'apt-get update && apt-get install -y --no-install-recommends python3' >"$work/logs/python3" 2>&1
chroot "$work/python" chown -R clinician /srv/tributary
try "not root, Python without venv" python yes clinician:clinician /home/clinician 1 "$demo" \
  "sudo apt-get install --no-install-recommends python3.11-venv"
like python root_python
try "root, Python without venv" root_python yes root:root /root 0 "$demo" "python3.11-venv" "Saved:" "$record"
rm -rf "${work:?}/root_python"

enter python yes root:root /root 'apt-get install -y --no-install-recommends python3-venv' >>"$work/logs/python3" 2>&1
READ_ONLY=/srv/tributary; export READ_ONLY
try "clone in a read-only place" python yes clinician:clinician /home/clinician 1 "$demo" "cannot be written to"
unset READ_ONLY
try "set-up killed half way" python yes clinician:clinician /home/clinician 137 "cd /srv/tributary
  setsid sh packaging/demo.sh & while [ ! -e .venv/installing ]; do sleep 0.2; done; sleep 6; kill -9 -\$!; wait \$!" "Installing"
try "not root, no Qt libraries; after the killed set-up" python yes clinician:clinician /home/clinician 0 "$demo" \
  "Making a virtual environment" "sudo apt-get update && sudo apt-get install --no-install-recommends libglib2.0-0" \
  "a system library that Qt needs is missing" "$record"
try "the same again, as text, no network" python no clinician:clinician /home/clinician 0 "$demo --text" "$record"
chroot "$work/python" sh -c 'rm -rf /srv/tributary/.venv; mv /usr/bin/apt-get /usr/bin/apt-get.away'
try "environment without pip (as uv makes it), no apt" python yes clinician:clinician /home/clinician 0 \
  "cd /srv/tributary && python3 -m venv --without-pip .venv && sh packaging/demo.sh" "install it with your system's own tool" "$record"
rm -rf "${work:?}/python"

fresh none
chroot "$work/none" chown -R clinician /srv/tributary
try "not root, no Python" none yes clinician:clinician /home/clinician 1 "$demo" \
  "sudo apt-get install --no-install-recommends python3 python3-venv"
rm -rf "${work:?}/none"

[ -n "$keep" ] || rm -rf "${work:?}/base" "${work:?}/cache"
echo "$failed case(s) failed"
[ "$failed" = 0 ]
