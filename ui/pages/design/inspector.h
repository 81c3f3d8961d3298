// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QGridLayout>
#include <QLabel>
#include <QWidget>

#include "ui/canvas/space_view.h"

namespace cw::ui {

/// What the selected block (or alternative) is: parameters with the values they may take, shapes, cost. Without a
/// selection: the space itself.
class Inspector : public QWidget {
    Q_OBJECT
public:
    Inspector(Theme& theme, QWidget* parent);

    void show(const SpaceView& view);
    QString subject() const { return m_title->text(); }
    QString detail() const { return m_detail->text(); }
    /// "kernel: 3" lines, for tests and screen readers.
    QStringList rows() const { return m_rows; }

private:
    void showSpace(const space::SearchSpace& space);
    void showBlock(const SpaceView& view, const space::Block& block, int alternative);
    void addSection(const QString& title);
    void addRow(const QString& name, const QString& value, bool searched = false);
    void addText(const QString& text);
    void addParams(const space::Block& block);
    void addFacts(const SpaceView& view, const space::Block& block);
    void setIcon(const QString& name, space::OpFamily family);
    void clearRows();

    Theme& m_theme;
    QLabel* m_icon;
    QLabel* m_title;
    QLabel* m_detail;
    QWidget* m_body = nullptr;
    QVBoxLayout* m_column;
    QStringList m_rows;
};

} // namespace cw::ui
