// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The only place that includes QCustomPlot: its header needs Qt's keywords, which the project turns off because they
// collide with LibTorch.
#define slots Q_SLOTS
#define signals Q_SIGNALS
#define emit
#define foreach Q_FOREACH
// Its header asks for all of QtPrintSupport, and with it for all of Qt, of which its declarations need nothing: 7 s of
// each compile. Where the guard has another name, the compile is slower and nothing else.
#define QT_QTPRINTSUPPORT_MODULE_H
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
#include <qcustomplot.h>
#pragma GCC diagnostic pop
#undef slots
#undef signals
#undef emit
#undef foreach
