// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/plain_tip.h"

#include <QTextDocument>

namespace cw::ui {

namespace {

constexpr qsizetype kMostShown = 2000; ///< characters

} // namespace

QString plainTip(const QString& text)
{
    const QString shown = text.size() > kMostShown ? text.left(kMostShown) + QChar(0x2026) : text;
    if (!Qt::mightBeRichText(shown))
        return shown;
    return QStringLiteral("<p style=\"white-space: pre-wrap\">%1</p>").arg(shown.toHtmlEscaped());
}

} // namespace cw::ui
