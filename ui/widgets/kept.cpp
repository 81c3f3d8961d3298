// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/kept.h"

#include <QAction>
#include <QComboBox>
#include <QSettings>
#include <QSplitter>

namespace cw::ui {

namespace {

QVariant valueOf(const QComboBox& box)
{
    const QVariant data = box.currentData();
    return data.isValid() ? data : QVariant(box.currentIndex());
}

} // namespace

QString keptPlace(const QString& key)
{
    return QStringLiteral("kept/") + key;
}

void forgetKept(const QString& page)
{
    QSettings().remove(keptPlace(page));
}

void keepSizes(QSplitter& splitter, const QString& key)
{
    splitter.restoreState(QSettings().value(keptPlace(key)).toByteArray());
    QObject::connect(&splitter, &QSplitter::splitterMoved, &splitter,
                     [&splitter, key] { QSettings().setValue(keptPlace(key), splitter.saveState()); });
}

void keepChecked(QAction& action, const QString& key)
{
    action.setChecked(QSettings().value(keptPlace(key), action.isChecked()).toBool());
    QObject::connect(&action, &QAction::toggled, &action, [key](bool on) { QSettings().setValue(keptPlace(key), on); });
}

void keepChoice(QComboBox& box, const QString& key)
{
    const QVariant stored = QSettings().value(keptPlace(key));
    if (stored.isValid()) { // a file of settings holds texts
        const bool byData = box.itemData(0).isValid();
        for (int i = 0; i < box.count(); ++i) {
            if ((byData ? box.itemData(i).toString() : QString::number(i)) == stored.toString())
                box.setCurrentIndex(i);
        }
    }
    QObject::connect(&box, &QComboBox::activated, &box,
                     [&box, key] { QSettings().setValue(keptPlace(key), valueOf(box)); });
}

} // namespace cw::ui
