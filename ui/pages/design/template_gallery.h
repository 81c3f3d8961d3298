// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include <QDialog>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>

#include "core/space/search_space.h"
#include "ui/canvas/background_task.h"
#include "ui/theme/theme.h"

namespace cw::ui {

/// New from template: every template with its picture, title and paper. An empty space is the first.
/// Thread: GUI
class TemplateGallery : public QDialog {
    Q_OBJECT
public:
    TemplateGallery(Theme& theme, QWidget* parent);

    QListWidget& list() const { return *m_list; }
    bool isBusy() const { return m_load.isBusy(); }

Q_SIGNALS:
    /// A template's id; empty: an empty space.
    void chosen(const QString& id);

private:
    using Template = std::pair<space::TemplateInfo, std::shared_ptr<const space::SearchSpace>>;
    void addEmpty();
    void add(const Template& item);
    void showDetail();
    void take();

    Theme& m_theme;
    QListWidget* m_list;
    QLabel* m_detail;
    QPushButton* m_create;
    BackgroundTask<std::vector<Template>> m_load;
};

} // namespace cw::ui
