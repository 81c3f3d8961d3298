#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Sets the machine up, builds with warnings as errors and runs every test. Arguments go to ctest: tests/run.sh -L fast
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
packaging/setup.sh
cmake --preset ci
cmake --build --preset ci
ctest --preset ci "$@"
