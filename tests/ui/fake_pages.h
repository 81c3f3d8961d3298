// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/frame/window_pages.h"
#include "ui/pages/search_page.h"

namespace cw::ui {

/// A page with nothing on it: the frame is tested without the pages that are tested elsewhere.
class EmptyPage : public Page {
public:
    EmptyPage(const QString& title, const QString& icon, QWidget* parent)
        : Page(parent)
        , m_title(title)
        , m_icon(icon)
    {
        setObjectName(icon);
    }
    QString title() const override { return m_title; }
    QString iconName() const override { return m_icon; }
    void activated() override { ++activations; }
    void resetLayout() override { ++resets; }

    int activations = 0;
    int resets = 0;

private:
    QString m_title;
    QString m_icon;
};

/// The real search page between empty ones; `shownRun` gets what the Runs page would be asked to show.
inline PageMaker emptyPages(qint64* shownRun = nullptr)
{
    return [shownRun](const Services& services, QWidget* parent) {
        auto* search = new SearchPage(services, parent);
        return WindowPages{.pages = {new EmptyPage(QStringLiteral("Design"), QStringLiteral("design"), parent), search,
                                     new EmptyPage(QStringLiteral("Runs"), QStringLiteral("runs"), parent),
                                     new EmptyPage(QStringLiteral("Compare"), QStringLiteral("compare"), parent),
                                     new EmptyPage(QStringLiteral("Data"), QStringLiteral("data"), parent)},
                           .search = search,
                           .showRun = [shownRun](qint64 run) {
                               if (shownRun)
                                   *shownRun = run;
                           }};
    };
}

} // namespace cw::ui
