// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/picture_strip.h"

#include <algorithm>

#include <QPainter>

#include "ui/theme/theme.h"

namespace cw::ui {

namespace {

QImage imageOf(const data::DataSet& set, std::size_t sample)
{
    if (set.kind != data::DataKind::Images)
        return {};
    const auto channels = set.shape[0];
    const auto height = static_cast<int>(set.shape[1]);
    const auto width = static_cast<int>(set.shape[2]);
    const std::size_t plane = std::size_t(height) * std::size_t(width);
    if (channels < 1 || set.train.bytes().size() < (sample + 1) * plane * std::size_t(channels))
        return {};
    const std::uint8_t* pixels = set.train.bytes().data() + sample * plane * std::size_t(channels);
    QImage image(width, height, QImage::Format_RGB32);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const std::size_t at = std::size_t(y) * std::size_t(width) + std::size_t(x);
            const std::uint8_t red = pixels[at];
            const bool coloured = channels >= 3;
            image.setPixel(x, y,
                           qRgb(red, coloured ? pixels[plane + at] : red, coloured ? pixels[2 * plane + at] : red));
        }
    }
    return image;
}

/// What has room under a picture: the whole name, else its last word ("boot" of "ankle boot"), else the beginning.
QString fittingName(const QString& name, const QFontMetrics& metrics, int width)
{
    const QString last = name.section(QLatin1Char(' '), -1);
    const QString& shown = metrics.horizontalAdvance(name) <= width ? name : last;
    return metrics.elidedText(shown, Qt::ElideRight, width);
}

} // namespace

std::vector<Picture> firstPictures(const data::DataSet& set, std::size_t most)
{
    std::vector<Picture> pictures;
    for (std::size_t c = 0; c < std::min(most, set.classes.size()); ++c) {
        const auto first = std::find(set.train.labels.begin(), set.train.labels.end(), std::int64_t(c));
        if (first == set.train.labels.end())
            continue;
        pictures.push_back(
            {imageOf(set, std::size_t(first - set.train.labels.begin())), QString::fromStdString(set.classes[c])});
    }
    return pictures;
}

PictureStrip::PictureStrip(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void PictureStrip::setPictures(std::vector<Picture> pictures)
{
    m_pictures = std::move(pictures);
    QStringList names;
    for (const Picture& picture : m_pictures)
        names << picture.caption;
    setAccessibleDescription(names.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

QSize PictureStrip::sizeHint() const
{
    return {std::max(10, count()) * kPitch - 6, kPicture + 20};
}

void PictureStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setFont(m_theme.font(TextRole::Caption));
    const Colors& c = m_theme.colors();
    for (int i = 0; i < count(); ++i) {
        const Picture& picture = m_pictures[static_cast<std::size_t>(i)];
        const QRect frame(i * kPitch, 0, kPicture, kPicture);
        // Pixels of a small image stay sharp squares: what the network sees, not a smoothed picture of it.
        painter.drawImage(frame.adjusted(1, 1, -1, -1), picture.image);
        painter.setPen(c.line);
        painter.drawRect(QRectF(frame).adjusted(0.5, 0.5, -0.5, -0.5));
        painter.setPen(c.muted);
        const QRect below(frame.x() - 6, kPicture + 3, kPitch, 16);
        painter.drawText(below, Qt::AlignHCenter | Qt::AlignTop,
                         fittingName(picture.caption, painter.fontMetrics(), kPitch - 1));
    }
}

} // namespace cw::ui
