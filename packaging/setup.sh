#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing of debian-packages.txt. Says what it does; does nothing when nothing is missing.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
say() { printf 'setup: %s\n' "$1"; }

if ! command -v dpkg-query > /dev/null || ! command -v apt-get > /dev/null; then
  say "this is no Debian system: the packages of packaging/debian-packages.txt are taken to be there under other names"
  exit 0
fi

missing=()
while read -r package; do
  case "$package" in '' | '#'*) continue ;; esac
  state=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2> /dev/null || true)
  [ "$state" = installed ] || missing+=("$package")
done < "$here/debian-packages.txt"

if [ "${#missing[@]}" -gt 0 ]; then
  sudo=()
  if [ "$(id -u)" != 0 ]; then
    command -v sudo > /dev/null || { say "not root and no sudo: install these yourself: ${missing[*]}"; exit 1; }
    sudo=(sudo)
  fi
  say "installing ${#missing[@]} package(s) with apt-get: ${missing[*]}"
  "${sudo[@]}" apt-get update -qq
  "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" > /dev/null
else
  say "all packages are there"
fi

# Installing the OpenMP build of OpenBLAS does not switch away from a pthread build that somebody chose by hand.
for name in libblas.so.3 liblapack.so.3 libopenblas.so.0; do
  link="$name-$(dpkg-architecture -qDEB_HOST_MULTIARCH 2> /dev/null || gcc -print-multiarch)"
  chosen=$(readlink -f "/etc/alternatives/$link" 2> /dev/null || true)
  case "$chosen" in
    '' | *openblas-openmp*) ;;
    *) say "note: $name is $chosen; training is faster with openblas-openmp (update-alternatives --config $link)" ;;
  esac
done
