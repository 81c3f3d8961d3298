// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/ops/ops.h"

namespace cw::space::ops {

namespace {

int expandBatchNorm(const Settings& parameters, Expansion& into)
{
    return into.add(BatchNorm{.affine = parameters.flag("affine")}, into.input(0));
}

} // namespace

OpEntry batchNorm()
{
    OpEntry entry;
    entry.id = "batch-norm";
    entry.title = "Batch norm";
    entry.summary = "Each channel to mean 0 and variance 1 over the batch, then scaled and shifted.";
    entry.paper = "Ioffe and Szegedy, ICML 2015";
    entry.family = OpFamily::Normalisation;
    entry.shortTitle = "batch norm";
    entry.schema = ParamSchema{{.name = "affine",
                                .type = ParamType::Bool,
                                .defaultValue = true,
                                .title = "Affine",
                                .help = "Whether scale and shift are learned."}};
    entry.expand = expandBatchNorm;
    return entry;
}

} // namespace cw::space::ops
