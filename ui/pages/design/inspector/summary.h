// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QVBoxLayout>
#include <QWidget>

#include "ui/canvas/space_view.h"

namespace cw::ui {

/// What is selected in a drawing that can only be read: its values as text.
class Summary : public QWidget {
    Q_OBJECT
public:
    Summary(const SpaceView& view, const space::Block* block, QWidget* parent);

    const QStringList& rows() const { return m_rows; }

private:
    void showSpace(const space::SearchSpace& space);
    void showBlock(const SpaceView& view, const space::Block& block, int alternative);
    void addSection(const QString& title);
    void addRow(const QString& name, const QString& value, bool searched = false);
    void addText(const QString& text);
    void addParams(const space::Block& block);
    void addFacts(const SpaceView& view, const space::Block& block);

    QVBoxLayout* m_column;
    QStringList m_rows;
};

} // namespace cw::ui
