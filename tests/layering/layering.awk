# SPDX-License-Identifier: GPL-3.0-or-later
# One pass over all sources (POSIX awk): prints breaks of the dependency rule, exits 1 when there is one.
BEGIN {
    uses["core/base"] = " "
    uses["core/space"] = " core/base "
    uses["core/strategy"] = " core/base core/space "
    uses["core/data"] = " core/base "
    uses["core/estimate"] = " core/base core/space "
    uses["core/history"] = " core/base core/space "
    uses["core/run"] = " core/base core/space core/strategy core/estimate core/history "
    uses["core/exporter"] = " core/base core/space core/history "
    uses["core/net"] = " core/base core/space "
    uses["core/train"] = " core/base core/space core/data core/estimate core/net "
    torchFree = " core/base core/space core/strategy core/estimate core/data core/history core/run core/exporter "
    uses["ui"] = torchFree
    uses["app"] = torchFree "ui "
    for (i = 1; i < ARGC; ++i)
        if ((getline first < ARGV[i]) <= 0 || first !~ /SPDX-License-Identifier/)
            report(ARGV[i], 1, "no SPDX line")
}

function report(file, line, text) { print file ":" line ": " text; ++failures }

function moduleOf(path,   parts) {
    split(path, parts, "/")
    return parts[1] == "core" ? "core/" parts[2] : parts[1]
}

function exists(path,   line, status) {
    if (path in known)
        return known[path]
    status = (getline line < path)
    close(path)
    return known[path] = status >= 0
}

function checkQuoted(target,   other) {
    if (target ~ /\.moc$|^moc_.*\.cpp$/)
        return
    if (target !~ /^(core|ui|app)\//) {
        report(FILENAME, FNR, "include \"" target "\" is not written from the root")
        return
    }
    other = moduleOf(target)
    if (other != module && !index(uses[module], " " other " "))
        report(FILENAME, FNR, module " may not include " target)
    if (!exists(target))
        report(FILENAME, FNR, "no file " target)
}

function checkAngled(target) {
    if (target ~ /^(torch|ATen|c10)\// && module != "core/net" && module != "core/train")
        report(FILENAME, FNR, "torch outside core/net and core/train")
    if (target ~ /^(sqlite3\.h|SQLiteCpp\/)/ && module != "core/history")
        report(FILENAME, FNR, "SQLite outside core/history")
    if (target ~ /^(Q[A-Z]|Qt[A-Za-z]*\/|qcustomplot\.h)/) {
        if (FILENAME ~ /^(core\/|app\/cli\/|app\/compose\/|app\/main_cli\.cpp)/)
            report(FILENAME, FNR, "Qt in a part without Qt")
        else if (target == "qcustomplot.h" && FILENAME != "ui/plots/qcp.h")
            report(FILENAME, FNR, "include ui/plots/qcp.h instead")
    }
}

FNR == 1 {
    module = moduleOf(FILENAME)
    if (!(module in uses))
        report(FILENAME, 1, "folder '" module "' is not in the dependency table")
}
FNR == 501 { report(FILENAME, FNR, "more than 500 lines") }
/^[ \t]*#[ \t]*include[ \t]*"/ { split($0, part, "\""); checkQuoted(part[2]) }
/^[ \t]*#[ \t]*include[ \t]*</ { target = $0; sub(/^[^<]*</, "", target); sub(/>.*/, "", target); checkAngled(target) }
/[A-Za-z_]::instance\(\)|[A-Za-z_:]+& instance\(\)/ && !/QCoreApplication::|QApplication::|QGuiApplication::/ {
    report(FILENAME, FNR, "an instance() singleton")
}
END { if (failures) { print failures " break(s) of the layering"; exit 1 } }
