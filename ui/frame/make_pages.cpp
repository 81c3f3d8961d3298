// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/window_pages.h"

#include "ui/pages/compare_page.h"
#include "ui/pages/data_page.h"
#include "ui/pages/design_page.h"
#include "ui/pages/runs_page.h"
#include "ui/pages/search_page.h"

namespace cw::ui {

WindowPages makePages(const Services& services, QWidget* parent)
{
    auto* search = new SearchPage(services, parent);
    auto* runs = new RunsPage(services, parent);
    auto* design = new DesignPage(services, parent);
    QObject::connect(design, &DesignPage::searchAsked, search,
                     [search](const Json& space, const QStringList& candidates) {
                         std::vector<std::string> texts;
                         for (const QString& candidate : candidates)
                             texts.push_back(candidate.toStdString());
                         search->searchIn(space, texts);
                     });
    return {.pages = {design, search, runs, new ComparePage(services, parent), new DataPage(services, parent)},
            .search = search,
            .showRun = [runs](qint64 run) { runs->showRun(run); },
            .openSpace = [design](const QString& templateOrPath) { design->open(templateOrPath); }};
}

} // namespace cw::ui
