#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# From a fresh clone to a running search: installs what is missing, builds, then opens the window with the example
# search running. Without a display the same search runs in the terminal and a picture of the window is left beside it.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
packaging/setup.sh
echo "try: building (the first time takes some minutes)"
cmake --preset release -DCELLWRIGHT_TESTS=OFF
cmake --build --preset release

example=resources/examples/quick.cwsearch
bin=build/release/bin
out=build/try
mkdir -p "$out"
if [ -n "${DISPLAY-}${WAYLAND_DISPLAY-}" ]; then
  echo "try: opening the window; the history is $out/history.sqlite"
  exec "$bin/cellwright" --history "$out/history.sqlite" --open "$example" --start
fi
echo "try: no display, so the example search runs here"
"$bin/cellwright-cli" search "$example" --history "$out/history.sqlite"
QT_QPA_PLATFORM=offscreen "$bin/cellwright" --history "$out/history.sqlite" --page runs --screenshot "$out/window.png"
echo "try: the history is $out/history.sqlite, a picture of the window $out/window.png"
