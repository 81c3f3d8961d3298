// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/drawing_export.h"

#include <algorithm>

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QGraphicsScene>
#include <QImage>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSettings>
#include <QSvgGenerator>

#include "ui/theme/theme.h"
#include "ui/widgets/save_name.h"

namespace cw::ui {

namespace {

constexpr double kMargin = 24;
constexpr double kScale = 2;
constexpr double kMostPixels = 12'000; // along one side of a picture
constexpr int kResolution = 144;       // of a PDF: fonts keep their size against the cards

struct DrawingExportWords {
    Q_DECLARE_TR_FUNCTIONS(DrawingExport)
};

void draw(QPainter& painter, QGraphicsScene& scene, const QRectF& source, const QRectF& target, const QColor& ground)
{
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    painter.fillRect(target, ground);
    scene.render(&painter, target, source, Qt::KeepAspectRatio);
}

bool writePng(QSaveFile& file, QGraphicsScene& scene, const QRectF& source, const QColor& ground)
{
    const double scale = std::min(kScale, kMostPixels / std::max({source.width(), source.height(), 1.0}));
    QImage image((source.size() * scale).toSize().expandedTo({1, 1}), QImage::Format_ARGB32_Premultiplied);
    QPainter painter(&image);
    draw(painter, scene, source, image.rect(), ground);
    painter.end();
    return image.save(&file, "PNG");
}

bool writeSvg(QSaveFile& file, QGraphicsScene& scene, const QRectF& source, const QColor& ground, const QString& title)
{
    QSvgGenerator generator;
    generator.setOutputDevice(&file);
    generator.setTitle(title);
    generator.setSize(source.size().toSize());
    generator.setViewBox(QRectF(QPointF(), source.size()));
    QPainter painter;
    if (!painter.begin(&generator))
        return false;
    draw(painter, scene, source, QRectF(QPointF(), source.size()), ground);
    return painter.end();
}

bool writePdf(QSaveFile& file, QGraphicsScene& scene, const QRectF& source, const QColor& ground, const QString& title)
{
    QPdfWriter writer(&file);
    writer.setTitle(title);
    writer.setCreator(QStringLiteral("Cellwright"));
    writer.setResolution(kResolution);
    writer.setPageSize(QPageSize(source.size() * 72.0 / 96.0, QPageSize::Point, QString(), QPageSize::ExactMatch));
    writer.setPageMargins(QMarginsF());
    QPainter painter;
    if (!painter.begin(&writer))
        return false;
    draw(painter, scene, source, QRectF(0, 0, writer.width(), writer.height()), ground);
    return painter.end();
}

} // namespace

QString exportDrawing(QGraphicsScene& scene, const Theme& theme, const QString& title, const QString& path)
{
    const QRectF source = scene.itemsBoundingRect().adjusted(-kMargin, -kMargin, kMargin, kMargin);
    const QString kind = QFileInfo(path).suffix().toLower();
    if (kind != QLatin1String("png") && kind != QLatin1String("svg") && kind != QLatin1String("pdf"))
        return DrawingExportWords::tr("%1: expected a name that ends in .png, .svg or .pdf").arg(path);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return DrawingExportWords::tr("%1: %2").arg(path, file.errorString());
    const QColor ground = theme.colors().surface;
    const bool written = kind == QLatin1String("png")   ? writePng(file, scene, source, ground)
                         : kind == QLatin1String("svg") ? writeSvg(file, scene, source, ground, title)
                                                        : writePdf(file, scene, source, ground, title);
    if (!written || !file.commit())
        return DrawingExportWords::tr("%1 could not be written: %2").arg(path, file.errorString());
    return {};
}

QString askAndExport(QWidget* window, QGraphicsScene& scene, const Theme& theme, const QString& title)
{
    const QString folder = QSettings().value(QStringLiteral("design/folder"), QDir::homePath()).toString();
    QString name = QFileInfo(title).completeBaseName();
    name.replace(QLatin1Char('/'), QLatin1Char('-'));
    const QString path =
        askSaveName(window, DrawingExportWords::tr("Export the drawing"),
                    QDir(folder).filePath(name.left(60) + QStringLiteral(".png")),
                    {DrawingExportWords::tr("Pictures (*.png)"), DrawingExportWords::tr("Drawings (*.svg)"),
                     DrawingExportWords::tr("Documents (*.pdf)")});
    return path.isEmpty() ? QString() : exportDrawing(scene, theme, title, path);
}

} // namespace cw::ui
