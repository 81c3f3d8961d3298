// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QImage>
#include <QString>
#include <QWidget>

#include "core/data/dataset.h"

namespace cw::ui {

class Theme;

struct Picture {
    QImage image;
    QString caption;
};

/// The first image of each class, at most `most` of them. Thread: any
std::vector<Picture> firstPictures(const data::DataSet& set, std::size_t most);

/// Small pictures in a row with their names below.
class PictureStrip : public QWidget {
    Q_OBJECT
public:
    static constexpr int kPicture = 40, kPitch = 52;

    explicit PictureStrip(const Theme& theme, QWidget* parent = nullptr);

    void setPictures(std::vector<Picture> pictures);
    int count() const { return static_cast<int>(m_pictures.size()); }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    std::vector<Picture> m_pictures;
};

} // namespace cw::ui
