// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QList>
#include <QString>
#include <QWidget>

class QAction;

namespace cw::ui {

/// The menus of the window to which a page may add.
enum class PageMenu { File, Edit, View };

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

    /// What the page adds to a menu of the window while it is shown; a null is a separator. Where a page has an action
    /// with the keys of one of the window's, the window's gives way. The property "english" holds the English text.
    virtual QList<QAction*> menuActions(PageMenu) const { return {}; }
    /// Before the window closes: asks about unsaved work. False: the window stays; the page closes it later itself, if
    /// that is what a person wants.
    virtual bool prepareToClose() { return true; }
    /// Before the page goes, as the window closes or is made anew in another language: asks about work in its dialogs
    /// that ends with it. False: everything stays.
    virtual bool mayEnd() { return true; }
    /// What outlives the page when the window is made anew in another language; the new page takes it over before
    /// anything else.
    virtual std::shared_ptr<QObject> handOver() { return nullptr; }
    virtual void takeOver(const std::shared_ptr<QObject>&) {}

Q_SIGNALS:
    void menusChanged(); ///< menuActions() are others
    void showAsked();    ///< the page has something that a person should see now
};

} // namespace cw::ui
