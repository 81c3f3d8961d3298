// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/class_grid.h"

#include <algorithm>

#include <QPainter>

#include "ui/widgets/format.h"

namespace cw::ui {
namespace {

/// Planes, as they lie in the data set, to pixels.
QImage imageOf(const data::DataSet& set, std::size_t sample)
{
    const std::int64_t channels = set.shape[0];
    const int height = static_cast<int>(set.shape[1]);
    const int width = static_cast<int>(set.shape[2]);
    const std::size_t plane = static_cast<std::size_t>(height) * static_cast<std::size_t>(width);
    const std::uint8_t* pixels = set.train.bytes().data() + sample * plane * static_cast<std::size_t>(channels);
    QImage image(width, height, QImage::Format_RGB32);
    for (int y = 0; y < height; ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < width; ++x) {
            const std::size_t at =
                static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x);
            const auto value = [&](std::size_t c) { return pixels[at + (channels >= 3 ? c * plane : 0)]; };
            line[x] = qRgb(value(0), value(1), value(2));
        }
    }
    return image;
}

} // namespace

std::vector<ClassRow> classRows(const data::DataSet& set, std::size_t imagesPerClass)
{
    std::vector<ClassRow> rows;
    for (const std::string& name : set.classes)
        rows.push_back({QString::fromStdString(name), 0, {}});
    if (set.kind == data::DataKind::Text) {
        for (const std::int32_t token : set.train.tokens())
            ++rows[static_cast<std::size_t>(token)].count;
        return rows;
    }
    const bool images = set.kind == data::DataKind::Images && set.shape[1] <= 4096 && set.shape[2] <= 4096;
    for (std::size_t i = 0; i < set.train.size(); ++i) {
        ClassRow& row = rows[static_cast<std::size_t>(set.train.labels[i])];
        ++row.count;
        if (images && row.images.size() < imagesPerClass)
            row.images.push_back(imageOf(set, i));
    }
    return rows;
}

ClassGrid::ClassGrid(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setAccessibleName(tr("First images of each class"));
    connect(&theme, &Theme::changed, this, [this] { update(); });
}

void ClassGrid::setRows(std::vector<ClassRow> rows)
{
    m_rows = std::move(rows);
    QStringList names;
    for (const ClassRow& row : m_rows)
        names << row.name;
    setAccessibleDescription(names.join(QStringLiteral(", ")));
    setMinimumHeight(sizeHint().height());
    updateGeometry();
    update();
}

QSize ClassGrid::sizeHint() const
{
    std::size_t most = 0;
    for (const ClassRow& row : m_rows)
        most = std::max(most, row.images.size());
    return {kNames + static_cast<int>(most) * kPitch, rowCount() * kPitch};
}

void ClassGrid::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Colors& colors = m_theme.colors();
    painter.fillRect(rect(), colors.surface);
    for (int i = 0; i < rowCount(); ++i) {
        const ClassRow& row = m_rows[static_cast<std::size_t>(i)];
        const int top = i * kPitch;
        painter.setFont(m_theme.font(TextRole::Body));
        painter.setPen(colors.text);
        const QRect words(0, top + 2, kNames - 16, 20);
        painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(row.name, Qt::ElideRight, words.width()));
        painter.setFont(m_theme.font(TextRole::Caption));
        painter.setPen(colors.muted);
        painter.drawText(words.translated(0, 18), Qt::AlignLeft | Qt::AlignVCenter, countText(row.count));
        for (std::size_t k = 0; k < row.images.size(); ++k) {
            const QRect place(kNames + static_cast<int>(k) * kPitch, top, kImage, kImage);
            if (place.right() > width())
                break;
            painter.drawImage(place.adjusted(1, 1, -1, -1), row.images[k]);
            painter.setPen(QPen(colors.line, 1));
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5)); // on the pixels at every scale
        }
    }
}

} // namespace cw::ui
