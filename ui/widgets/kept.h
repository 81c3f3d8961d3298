// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QAction;
class QComboBox;
class QSplitter;

namespace cw::ui {

// What a person has chosen on a page comes back at the next start: restored at once, stored whenever it changes.
// `key` begins with the page: "runs/axis". Thread: GUI

void keepSizes(QSplitter& splitter, const QString& key);
void keepChecked(QAction& action, const QString& key);
/// By the items' data where they have some, else by their places.
void keepChoice(QComboBox& box, const QString& key);
/// Where the value of a key is in the settings.
QString keptPlace(const QString& key);
/// Whatever begins with it is as at the first start, when it is made the next time.
void forgetKept(const QString& page);

} // namespace cw::ui
