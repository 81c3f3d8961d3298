// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/inspector/gives_text.h"

#include <QCoreApplication>
#include <QStringList>

namespace cw::ui {

namespace {

constexpr qsizetype kLongestGiven = 4000; ///< characters; a repeat has at most 1000 copies
constexpr qsizetype kMostGivenQuoted = 40;

struct GivesTextWords {
    Q_DECLARE_TR_FUNCTIONS(GivesText)
};

/// A number or a flag as such, anything else as a text.
Json valueOf(const QString& text)
{
    const std::string bytes = text.toStdString();
    Json value = Json::parse(bytes, nullptr, false);
    return value.is_number() || value.is_boolean() ? value : Json(bytes);
}

QString textOf(const Json& value)
{
    return QString::fromStdString(value.is_string() ? value.get<std::string>()
                                                    : value.dump(-1, ' ', false, Json::error_handler_t::replace));
}

} // namespace

QString givesText(const GivenValues& gives)
{
    QStringList parts;
    for (const auto& [name, values] : gives) {
        QStringList texts;
        for (const Json& value : values)
            texts << textOf(value);
        parts << QString::fromStdString(name) + QStringLiteral(": ") + texts.join(QStringLiteral(", "));
    }
    return parts.join(QStringLiteral("; "));
}

Result<GivenValues> givesFromText(const QString& text)
{
    const auto bad = [](const QString& what) { return Error(ErrorCode::Usage, what.toStdString()); };
    if (text.size() > kLongestGiven)
        return bad(GivesTextWords::tr("a text of at most %1 characters is expected").arg(kLongestGiven));
    GivenValues gives;
    for (const QString& part : text.split(QLatin1Char(';'), Qt::SkipEmptyParts)) {
        if (part.trimmed().isEmpty())
            continue;
        const qsizetype colon = part.indexOf(QLatin1Char(':'));
        const std::string name = part.left(std::max<qsizetype>(0, colon)).trimmed().toStdString();
        if (colon < 0 || name.empty())
            return bad(GivesTextWords::tr("expected a name and its values, such as stride: 1, 2, found '%1'")
                           .arg(part.trimmed().left(kMostGivenQuoted)));
        std::vector<Json>& values = gives[name];
        if (!values.empty())
            return bad(
                GivesTextWords::tr("'%1' is given twice").arg(QString::fromStdString(name).left(kMostGivenQuoted)));
        for (const QString& value : part.mid(colon + 1).split(QLatin1Char(','))) {
            if (value.trimmed().isEmpty())
                return bad(GivesTextWords::tr("a value of '%1' is empty")
                               .arg(QString::fromStdString(name).left(kMostGivenQuoted)));
            values.push_back(valueOf(value.trimmed()));
        }
    }
    return gives;
}

} // namespace cw::ui
