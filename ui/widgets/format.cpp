// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/format.h"

#include <cmath>
#include <filesystem>

#include <QCoreApplication>
#include <QLocale>

namespace cw::ui {

namespace {

const QChar kDash(0x2013);

struct Format {
    Q_DECLARE_TR_FUNCTIONS(Format)
};

} // namespace

QString durationText(double seconds)
{
    if (!std::isfinite(seconds) || seconds < 0)
        return kDash;
    const auto whole = static_cast<qint64>(std::llround(seconds));
    const QLatin1Char zero('0');
    const QString tail = QStringLiteral("%1:%2").arg(whole / 60 % 60, 2, 10, zero).arg(whole % 60, 2, 10, zero);
    return whole < 3600 ? tail : QStringLiteral("%1:%2").arg(whole / 3600).arg(tail);
}

QString roughDurationText(double seconds)
{
    if (seconds < 90)
        return Format::tr("%1 s").arg(std::max<qint64>(1, std::llround(seconds)));
    if (seconds < 90 * 60)
        return Format::tr("%1 min").arg(std::llround(seconds / 60));
    return Format::tr("%1 h").arg(seconds / 3600, 0, 'f', 1);
}

QString countText(std::int64_t count)
{
    return QLocale().toString(static_cast<qlonglong>(count));
}

QString millionsText(std::int64_t count)
{
    const double millions = static_cast<double>(count) / 1e6;
    return QStringLiteral("%1 M").arg(millions, 0, 'f', millions < 9.995 ? 2 : millions < 99.95 ? 1 : 0);
}

QString valueText(const std::optional<double>& value)
{
    if (!value || std::isnan(*value))
        return kDash;
    if (std::abs(*value) < 100)
        return QString::number(*value, 'f', std::abs(*value) < 10 ? 4 : 3);
    return QString::number(*value, 'g', 6);
}

QString percentText(double part)
{
    const double percent = part * 100;
    const int digits = percent >= 10 || percent == std::round(percent) ? 0 : percent >= 1 ? 1 : 2;
    return QStringLiteral("%1 %").arg(percent, 0, 'f', digits);
}

QString metricTitle(const std::string& metric)
{
    return QString::fromStdString(metric).replace(QLatin1Char('_'), QLatin1Char(' '));
}

QString shortDataSetName(const std::string& idOrPath)
{
    if (idOrPath.find('/') == std::string::npos)
        return QString::fromStdString(idOrPath);
    std::filesystem::path path(idOrPath);
    if (path.filename().empty())
        path = path.parent_path();
    return QString::fromStdString(path.filename().string());
}

} // namespace cw::ui
