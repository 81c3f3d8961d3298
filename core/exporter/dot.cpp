// SPDX-License-Identifier: GPL-3.0-or-later
#include <string_view>

#include <fmt/format.h>

#include "core/exporter/formats.h"

namespace cw::exporter {

namespace {

using space::Architecture;
using space::OpNode;

/// For a quoted string of the DOT language, where a backslash begins an escape such as \N.
std::string escaped(std::string_view text)
{
    std::string result;
    for (const char c : text) {
        if (c == '\\' || c == '"')
            result += '\\';
        result += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
    return result;
}

std::string parameterText(const Json& params)
{
    std::string text;
    for (const auto& [name, value] : params.items())
        text += fmt::format("{}{}={}", text.empty() ? "" : " ", name,
                            value.is_string() ? value.get<std::string>() : value.dump());
    return text;
}

/// Lines of one box; each is escaped by itself, then joined with the escape for a line break.
std::string labelOf(const OpNode& op)
{
    std::string label = escaped(op.name);
    label += "\\n" + escaped(op.label.empty() || op.label == op.op ? op.op : fmt::format("{} ({})", op.label, op.op));
    if (const std::string params = parameterText(op.params); !params.empty())
        label += "\\n" + escaped(params);
    label += "\\n" + escaped(op.shape.text());
    return label;
}

std::string writeDot(const Architecture& architecture)
{
    std::string out;
    out += fmt::format("digraph \"{}\" {{\n", escaped(architecture.space));
    out += "  rankdir=TB;\n  node [shape=box, style=rounded, fontname=\"sans-serif\", fontsize=10];\n";
    out += fmt::format("  label=\"{}\\n{} parameters, {} MACs\";\n", escaped(architecture.space),
                       architecture.costs.parameters, architecture.costs.macs);
    for (std::size_t i = 0; i < architecture.ops.size(); ++i)
        out += fmt::format("  n{} [label=\"{}\"{}];\n", i, labelOf(architecture.ops[i]),
                           architecture.ops[i].inputs.empty() ? ", shape=oval" : "");
    for (std::size_t i = 0; i < architecture.ops.size(); ++i) {
        const OpNode& op = architecture.ops[i];
        for (const int from : op.inputs)
            out += fmt::format("  n{} -> n{};\n", from, i);
    }
    out += "}\n";
    return out;
}

} // namespace

ExporterEntry dotExporter()
{
    ExporterEntry entry;
    entry.id = "dot";
    entry.title = "Graphviz DOT";
    entry.summary = "Source for Graphviz, with the label, parameters and output shape of every op.";
    entry.suffix = ".dot";
    entry.write = writeDot;
    return entry;
}

} // namespace cw::exporter
