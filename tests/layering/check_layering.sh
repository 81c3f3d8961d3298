#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Reads the includes of every source file and checks them against the one dependency rule; prints each break of it.
# Usage: check_layering.sh SOURCE_DIRECTORY
set -u
here=$(cd "$(dirname "$0")" && pwd)

check() {
  (cd "$1" && find core ui app -name '*.cpp' -o -name '*.h' | sort | xargs awk -f "$here/layering.awk")
}

check "$1" || exit 1

# The rule is only as good as this script: it must find breaks that are there.
sandbox=$(mktemp -d)
trap 'rm -rf "$sandbox"' EXIT
mkdir -p "$sandbox/core/base" "$sandbox/core/run" "$sandbox/core/stray" "$sandbox/ui" "$sandbox/app/cli"
touch "$sandbox/core/run/x.h"
cat > "$sandbox/core/base/bad.cpp" <<'BAD'
#include "core/run/x.h"
#include <torch/torch.h>
#include <sqlite3.h>
#include <QString>
#include "x.h"
#include "core/base/missing.h"
auto& x = Thing::instance();
BAD
printf '// SPDX-License-Identifier: GPL-3.0-or-later\n' > "$sandbox/core/stray/lost.h"
printf '// SPDX-License-Identifier: GPL-3.0-or-later\n#include <QApplication>\n' > "$sandbox/app/cli/qt.cpp"
(echo '// SPDX-License-Identifier: GPL-3.0-or-later'; yes '//' | head -500) > "$sandbox/ui/long.cpp"
found=$(check "$sandbox" | grep -cE '^(core/base/bad.cpp|core/stray/lost.h|app/cli/qt.cpp|ui/long.cpp|core/run/x.h)')
[ "$found" = 12 ] || { printf 'self-test: expected 12 breaks, found %s\n' "$found"; check "$sandbox"; exit 1; }
