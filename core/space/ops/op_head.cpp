// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/ops/ops.h"

namespace cw::space::ops {

namespace {

int expand(const Settings&, Expansion& into)
{
    const int normed = into.add(BatchNorm{}, into.input(0));
    const int positive = into.add(Activation{ActivationKind::Relu}, normed);
    return into.add(Linear{.outFeatures = into.task().classes}, into.add(GlobalPool{}, positive));
}

} // namespace

OpEntry head()
{
    OpEntry entry;
    entry.id = "head";
    entry.title = "Classifier head";
    entry.summary = "Batch norm, ReLU, global average pool and a linear layer to the classes.";
    entry.paper = "Dong and Yang, ICLR 2020";
    entry.family = OpFamily::Linear;
    entry.shortTitle = "head";
    entry.expand = expand;
    return entry;
}

} // namespace cw::space::ops
