// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QImage>
#include <QString>
#include <QWidget>

#include "core/data/dataset.h"
#include "ui/theme/theme.h"

namespace cw::ui {

/// The first images of one class of the training part.
struct ClassRow {
    QString name;
    std::int64_t count = 0;
    std::vector<QImage> images;
};

/// Thread: any. Without images for other data; the rows of a text are its characters.
std::vector<ClassRow> classRows(const data::DataSet& set, std::size_t imagesPerClass);

/// One row per class: its name, how many samples it has, its first images.
class ClassGrid : public QWidget {
    Q_OBJECT
public:
    static constexpr int kPitch = 52, kImage = 40, kNames = 140;

    ClassGrid(Theme& theme, QWidget* parent);

    void setRows(std::vector<ClassRow> rows);
    int rowCount() const { return static_cast<int>(m_rows.size()); }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Theme& m_theme;
    std::vector<ClassRow> m_rows;
};

} // namespace cw::ui
