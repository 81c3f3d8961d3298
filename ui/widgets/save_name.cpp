// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/save_name.h"

#include <QFileDialog>

namespace cw::ui {

QString askSaveName(QWidget* window, const QString& title, const QString& proposed, const QStringList& kinds)
{
    QFileDialog dialog(window, title);
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setFileMode(QFileDialog::AnyFile);
    dialog.setNameFilters(kinds);
    const auto take = [&dialog](const QString& kind) {
        dialog.setDefaultSuffix(kind.section(QLatin1String("*."), 1).section(QLatin1Char(')'), 0, 0));
    };
    take(kinds.value(0));
    QObject::connect(&dialog, &QFileDialog::filterSelected, &dialog, take);
    dialog.selectFile(proposed);
    return dialog.exec() == QDialog::Accepted ? dialog.selectedFiles().value(0) : QString();
}

} // namespace cw::ui
