#!/bin/sh
# Install distribution packages where this is a Debian-like system and we may; else say what is missing.
# usage: tools/apt_install.sh [--always] PROGRAM=PACKAGE[,PACKAGE…] …
# Exit 0 when every PROGRAM can be run; with --always its packages are installed even where it can.
set -u
always=no
[ "${1:-}" = --always ] && always=yes && shift
missing=""
for pair in "$@"; do
  [ $always = no ] && command -v "${pair%%=*}" >/dev/null 2>&1 || missing="$missing $(printf %s "${pair#*=}" | tr ',' ' ')"
done
[ -z "$missing" ] && exit 0
if ! command -v apt-get >/dev/null 2>&1; then
  echo "not a Debian-like system: install these yourself:$missing" >&2
  exit 1
fi
if [ "$(id -u)" = 0 ]; then
  as_root=""
elif sudo -n true 2>/dev/null; then
  as_root="sudo -n"
else
  echo "may not install packages: run  sudo apt-get install$missing" >&2
  exit 1
fi
echo "installing with apt-get:$missing"
log=$(mktemp)
if ! { $as_root apt-get update -qq -o Acquire::Retries=0 -o Acquire::http::Timeout=10 && DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $missing; } >"$log" 2>&1; then
  echo "apt-get failed:" >&2
  tail -n 5 "$log" >&2
  rm -f "$log"
  exit 1
fi
rm -f "$log"
