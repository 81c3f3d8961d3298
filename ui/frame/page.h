// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

namespace cw::ui {

/// One of the five pages behind the rail.
class Page : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;

    virtual QString title() const = 0;            ///< translated, for the rail and the menu
    virtual QString iconName() const = 0;         ///< in resources/icons: "design", "search", "runs", "compare", "data"
    virtual void activated() {}                   ///< shown by the rail
    virtual void resetLayout() {}                 ///< docks and splitters as at the first start
    virtual bool isBusy() const { return false; } ///< still computing what it shows: a screenshot waits for it
};

} // namespace cw::ui
