// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/ops/ops.h"
#include "core/space/ops/parameters.h"

namespace cw::space::ops {

namespace {

int expandEmbedding(const Settings& parameters, Expansion& into)
{
    return into.add(Embedding{.vocabulary = into.task().vocabulary, .size = parameters.integer("size")}, into.input(0));
}

} // namespace

OpEntry embedding()
{
    OpEntry entry;
    entry.id = "embedding";
    entry.title = "Embedding";
    entry.summary = "A learned vector for each token of the vocabulary.";
    entry.paper = "Bengio et al., JMLR 2003";
    entry.family = OpFamily::Linear;
    entry.shortTitle = "embedding";
    entry.schema = ParamSchema{channelsParameter("size", 128, "Size", "Features of each token.")};
    entry.expand = expandEmbedding;
    return entry;
}

} // namespace cw::space::ops
