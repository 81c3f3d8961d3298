// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <QLineEdit>
#include <QListWidget>
#include <QTreeView>

#include "core/space/search_space.h"
#include "ui/canvas/background_task.h"
#include "ui/pages/design/palette_model.h"
#include "ui/pages/design/panel.h"

namespace cw::ui {

/// What can be put on the canvas, to be dragged there or chosen by a double click or Enter, and below it the templates.
/// Thread: GUI
class Palette : public Panel {
    Q_OBJECT
public:
    Palette(Theme& theme, QWidget* parent);

    /// Its cells are offered too. Null: no document.
    void setSpace(const space::SearchSpace* space);
    /// The template that is shown, if it is one.
    void setTemplate(const QString& id);
    QLineEdit& find() const { return *m_find; }
    QTreeView& view() const { return *m_view; }
    PaletteModel& model() const { return *m_model; }
    QListWidget& templates() const { return *m_templates; }
    bool isBusy() const { return m_list.isBusy(); }

Q_SIGNALS:
    void chosen(const BlockOffer& offer);
    void templateChosen(const QString& id);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void makeView();
    void makeTemplates();
    void fillTemplates();
    void choose(const QModelIndex& index);
    void expandHeadings();

    Theme& m_theme;
    QLineEdit* m_find;
    QTreeView* m_view;
    PaletteModel* m_model;
    QListWidget* m_templates;
    int m_laidOutFor = 0; ///< width of the rows
    QStringList m_open;   ///< titles of the headings that are open
    std::vector<std::string> m_cells;
    QString m_template;
    bool m_offered = false;
    BackgroundTask<std::vector<space::TemplateInfo>> m_list;
};

} // namespace cw::ui
