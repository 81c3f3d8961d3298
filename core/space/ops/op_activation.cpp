// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/ops/ops.h"
#include "core/space/ops/parameters.h"

namespace cw::space::ops {

namespace {

int expandActivation(const Settings& parameters, Expansion& into)
{
    return into.add(Activation{activationNamed(parameters.text("kind"))}, into.input(0));
}

} // namespace

OpEntry activation()
{
    OpEntry entry;
    entry.id = "activation";
    entry.title = "Activation";
    entry.summary = "An elementwise function.";
    entry.paper = "Nair and Hinton, ICML 2010; Hendrycks and Gimpel, 2016";
    entry.family = OpFamily::Activation;
    entry.shortTitle = "activation";
    entry.schema = ParamSchema{{.name = "kind",
                                .type = ParamType::Choice,
                                .defaultValue = "relu",
                                .title = "Kind",
                                .help = "Which function.",
                                .choices = activationNames()}};
    entry.expand = expandActivation;
    return entry;
}

} // namespace cw::space::ops
