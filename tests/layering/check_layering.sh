#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Reads the includes of every source file and checks them against the one dependency rule; prints each break of it.
# Usage: check_layering.sh SOURCE_DIRECTORY
set -u
cd "$1" || exit 2
failures=0
report() { printf '%s\n' "$1"; failures=$((failures + 1)); }

# module -> modules it may use
declare -A uses=(
  [core/base]=""
  [core/space]="core/base"
  [core/strategy]="core/base core/space"
  [core/data]="core/base"
  [core/estimate]="core/base core/space"
  [core/history]="core/base core/space"
  [core/run]="core/base core/space core/strategy core/estimate core/history"
  [core/exporter]="core/base core/space core/history"
  [core/net]="core/base core/space"
  [core/train]="core/base core/space core/data core/estimate core/net"
  [ui]="core/base core/space core/strategy core/estimate core/data core/history core/run core/exporter"
  [app]="core/base core/space core/strategy core/estimate core/data core/history core/run core/exporter ui"
)

module_of() {
  case "$1" in
    core/*) local rest=${1#core/}; printf 'core/%s' "${rest%%/*}" ;;
    ui/*) printf 'ui' ;;
    app/*) printf 'app' ;;
  esac
}

while IFS= read -r file; do
  module=$(module_of "$file")
  allowed=" ${uses[$module]-none} $module "
  [ "${uses[$module]+set}" ] || { report "$file: folder '$module' is not in the dependency table"; continue; }
  lines=$(wc -l < "$file")
  [ "$lines" -le 500 ] || report "$file: $lines lines, at most 500"
  while IFS=: read -r number text; do
    target=$(printf '%s' "$text" | sed -E 's/^[[:space:]]*#[[:space:]]*include[[:space:]]*[<"]([^>"]*)[>"].*/\1/')
    case "$text" in
      *\"*)
        case "$target" in
          core/* | ui/* | app/*)
            other=$(module_of "$target")
            case "$allowed" in *" $other "*) ;; *) report "$file:$number: $module may not include $target" ;; esac
            [ -f "$target" ] || report "$file:$number: no file $target" ;;
          *.moc | moc_*.cpp) ;;
          *) report "$file:$number: include \"$target\" is not written from the root" ;;
        esac ;;
      *)
        case "$target" in
          torch/* | ATen/* | c10/*)
            case "$module" in core/net | core/train) ;; *) report "$file:$number: torch outside core/net and core/train" ;; esac ;;
          sqlite3.h | SQLiteCpp/*)
            [ "$module" = core/history ] || report "$file:$number: SQLite outside core/history" ;;
          Q[A-Z]* | Qt*/* | qcustomplot.h)
            case "$file" in
              core/* | app/cli/* | app/compose/* | app/main_cli.cpp) report "$file:$number: Qt in $module" ;;
            esac
            [ "$target" != qcustomplot.h ] || [ "$file" = ui/plots/qcp.h ] || report "$file:$number: include ui/plots/qcp.h instead" ;;
        esac ;;
    esac
  done < <(grep -nE '^[[:space:]]*#[[:space:]]*include' "$file")
  if grep -nE '[A-Za-z_]::instance\(\)|static [A-Za-z_:]+& instance\(' "$file" | grep -v 'QCoreApplication\|qApp' > /dev/null; then
    report "$file: an instance() singleton"
  fi
  head -1 "$file" | grep -q 'SPDX-License-Identifier' || report "$file: no SPDX line"
done < <(find core ui app -name '*.cpp' -o -name '*.h' | sort)

# The rule is only as good as this script: it must find a break that is there.
if [ "${2-}" != --no-self-test ]; then
  sandbox=$(mktemp -d)
  trap 'rm -rf "$sandbox"' EXIT
  mkdir -p "$sandbox/core/base" "$sandbox/core/run" "$sandbox/ui" "$sandbox/app"
  printf '// SPDX-License-Identifier: GPL-3.0-or-later\n#include "core/run/x.h"\n#include <torch/torch.h>\n#include <QString>\n' > "$sandbox/core/base/bad.cpp"
  touch "$sandbox/core/run/x.h"
  found=$("$0" "$sandbox" --no-self-test | grep -c 'core/base/bad.cpp')
  [ "$found" = 3 ] || report "self-test: expected 3 breaks in core/base/bad.cpp, found $found"
fi

[ "$failures" = 0 ] || { printf '%d break(s) of the layering\n' "$failures"; exit 1; }
