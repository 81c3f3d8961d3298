// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/op_words.h"

#include <algorithm>
#include <array>
#include <optional>

#include <QLocale>
#include <QRegularExpression>

namespace cw::ui {
namespace {

std::optional<std::int64_t> wholeParam(const Json& params, const char* name)
{
    if (!params.is_object())
        return std::nullopt;
    const auto it = params.find(name);
    return it != params.end() && it->is_number_integer() ? std::optional(it->get<std::int64_t>()) : std::nullopt;
}

/// Parameters that every card shows, with their letters.
constexpr std::array<std::pair<const char*, const char*>, 4> kShort{
    {{"kernel", "k"}, {"stride", "s"}, {"filters", "f"}, {"features", "f"}}};

} // namespace

QString paramShortName(const std::string& name)
{
    for (const auto& [known, letter] : kShort) {
        if (name == known)
            return QLatin1String(letter);
    }
    return QString::fromStdString(name);
}

space::OpFamily opFamily(const std::string& op)
{
    const space::OpEntry* entry = space::opCatalogue().find(op);
    return entry != nullptr ? entry->family : space::OpFamily::Structure;
}

QString opIconName(const std::string& op, const Json& params)
{
    const QString id = QString::fromStdString(op);
    switch (opFamily(op)) {
    case space::OpFamily::Convolution:
        if (id.contains(QLatin1String("depthwise")))
            return QStringLiteral("op-depthwise");
        if (id.contains(QLatin1String("sep")))
            return QStringLiteral("op-separable");
        if (id.contains(QLatin1String("dil")))
            return QStringLiteral("op-dilated");
        if (id.startsWith(QLatin1String("mb")))
            return QStringLiteral("op-mbconv");
        return wholeParam(params, "kernel").value_or(3) == 1 ? QStringLiteral("op-conv1x1") : QStringLiteral("op-conv");
    case space::OpFamily::Pooling:
        return id.contains(QLatin1String("global")) ? QStringLiteral("op-global-pool") : QStringLiteral("op-pool");
    case space::OpFamily::Normalisation:
        return QStringLiteral("op-norm");
    case space::OpFamily::Activation:
        return QStringLiteral("op-activation");
    case space::OpFamily::Attention:
        return QStringLiteral("op-attention");
    case space::OpFamily::Recurrent:
        return QStringLiteral("op-recurrent");
    case space::OpFamily::Linear:
        return QStringLiteral("op-linear");
    case space::OpFamily::Identity:
        return QStringLiteral("op-identity");
    case space::OpFamily::Zero:
        return QStringLiteral("op-zero");
    case space::OpFamily::Structure:
        break;
    }
    if (id == QLatin1String("input") || id == QLatin1String("output"))
        return QStringLiteral("op-") + id;
    return QStringLiteral("op-structure");
}

QString opTitle(const std::string& op, const Json& params)
{
    const space::OpEntry* entry = space::opCatalogue().find(op);
    QString title = QString::fromStdString(entry == nullptr            ? op
                                           : entry->shortTitle.empty() ? entry->title
                                                                       : entry->shortTitle);
    static const QRegularExpression times(QStringLiteral("(\\d) ?x ?(\\d)"));
    title.replace(times, QStringLiteral("\\1×\\2"));
    const std::optional<std::int64_t> kernel = wholeParam(params, "kernel");
    static const QRegularExpression numbers(QStringLiteral("\\d×\\d"));
    if (kernel && numbers.match(title).hasMatch())
        title.replace(numbers, QStringLiteral("%1×%1").arg(*kernel));
    else if (kernel && entry != nullptr &&
             (entry->family == space::OpFamily::Convolution || entry->family == space::OpFamily::Pooling))
        title += QString::fromStdString(op).endsWith(QLatin1String("1d")) ? QStringLiteral(" %1").arg(*kernel)
                                                                          : QStringLiteral(" %1×%1").arg(*kernel);
    return title;
}

QString opParams(const std::string& op, const Json& params)
{
    if (!params.is_object())
        return {};
    QStringList parts;
    for (const auto& [name, letter] : kShort) {
        const auto it = params.find(name);
        if (it != params.end() && *it != Json(0)) // 0: as the input
            parts << QLatin1String(letter) + QLatin1Char('=') + paramValueText(*it);
    }
    const space::OpEntry* entry = space::opCatalogue().find(op);
    for (const auto& item : params.items()) {
        bool skip = false;
        for (const auto& [name, letter] : kShort)
            skip = skip || item.key() == name;
        const ParamSpec* spec = entry != nullptr ? entry->schema.find(item.key()) : nullptr;
        skip = skip || (spec != nullptr && spec->defaultValue == item.value());
        if (!skip)
            parts << QString::fromStdString(item.key()) + QLatin1Char('=') + paramValueText(item.value());
    }
    return parts.join(QLatin1Char(' '));
}

QString paramValueText(const Json& value)
{
    if (value.is_string())
        return QString::fromStdString(value.get<std::string>());
    if (value.is_boolean())
        return value.get<bool>() ? QStringLiteral("yes") : QStringLiteral("no");
    if (value.is_number_integer())
        return QString::number(value.get<std::int64_t>());
    if (value.is_number())
        return QString::number(value.get<double>(), 'g', 4);
    return QString::fromStdString(value.dump());
}

QString costText(std::int64_t value)
{
    const auto scaled = [value](double unit, const QString& letter) {
        const double number = static_cast<double>(value) / unit;
        const int digits = number < 10 ? 2 : number < 100 ? 1 : 0;
        return QString::number(number, 'f', digits) + QChar(0x202F) + letter; // a narrow space keeps them together
    };
    if (value >= 1'000'000'000)
        return scaled(1e9, QStringLiteral("G"));
    if (value >= 10'000)
        return scaled(1e6, QStringLiteral("M"));
    return groupedText(static_cast<std::uint64_t>(std::max<std::int64_t>(value, 0)));
}

QString shapeText(const space::Shape& shape)
{
    return QString::fromStdString(shape.text());
}

QString groupedText(std::uint64_t value)
{
    return QLocale().toString(static_cast<qulonglong>(value));
}

QString alternativeTitle(const space::Alternative& alternative)
{
    if (alternative.body.size() == 1 && alternative.body[0].blocks.size() == 1) {
        const space::Block& block = alternative.body[0].blocks[0];
        const space::OpEntry* entry = space::opCatalogue().find(block.op);
        if (block.kind == space::BlockKind::Op && entry != nullptr) {
            Json params = Json::object();
            for (const ParamSpec& spec : entry->schema.specs())
                params[spec.name] = spec.defaultValue;
            for (const auto& [name, value] : block.params) {
                params[name] = value.domain ? Json() : value.fixed;
            }
            return opTitle(block.op, params);
        }
    }
    return QString::fromStdString(alternative.name).replace(QLatin1Char('_'), QLatin1Char(' '));
}

QString linkTitle(const QString& id)
{
    static const QRegularExpression edge(QStringLiteral("^(\\d+)-(\\d+)$"));
    const QRegularExpressionMatch match = edge.match(id);
    return match.hasMatch() ? match.captured(1) + QStringLiteral(" → ") + match.captured(2) : id;
}

} // namespace cw::ui
