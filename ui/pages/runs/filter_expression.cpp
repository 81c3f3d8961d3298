// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/runs/filter_expression.h"

#include <algorithm>

#include <QCoreApplication>
#include <QRegularExpression>

namespace cw::ui {
namespace {

struct FilterExpressionWords {
    Q_DECLARE_TR_FUNCTIONS(FilterExpression)
};

Error wrong(const QString& sentence)
{
    return Error(ErrorCode::Usage, sentence.toStdString());
}

} // namespace

Result<FilterExpression> FilterExpression::parse(const QString& text, const QStringList& fields)
{
    static const QRegularExpression anyOperator(QStringLiteral("[=<>~]"));
    static const QRegularExpression orWord(QStringLiteral("\\s+or\\s+|\\|\\|"),
                                           QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression andWord(QStringLiteral("\\s+and\\s+|&&"),
                                            QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression form(QStringLiteral("^\\s*([\\w#-]+)\\s*(==|=|!=|<=|>=|<|>|~)\\s*(.*?)\\s*$"));
    FilterExpression expression;
    if (!text.contains(anyOperator)) {
        expression.m_words = text.trimmed();
        return expression;
    }
    for (const QString& alternative : text.split(orWord)) {
        std::vector<Clause> clauses;
        for (const QString& part : alternative.split(andWord)) {
            const QRegularExpressionMatch match = form.match(part);
            if (!match.hasMatch())
                return wrong(
                    FilterExpressionWords::tr("'%1' is not a condition, expected a field, a comparison and a value")
                        .arg(part.trimmed()));
            Clause clause;
            clause.field = static_cast<int>(fields.indexOf(match.captured(1), 0));
            if (clause.field < 0)
                return wrong(FilterExpressionWords::tr("unknown field '%1', expected one of %2")
                                 .arg(match.captured(1), fields.join(QStringLiteral(", "))));
            const QString op = match.captured(2);
            clause.op = op == QLatin1String("!=")   ? Op::NotEqual
                        : op == QLatin1String("<")  ? Op::Less
                        : op == QLatin1String("<=") ? Op::LessEqual
                        : op == QLatin1String(">")  ? Op::Greater
                        : op == QLatin1String(">=") ? Op::GreaterEqual
                        : op == QLatin1String("~")  ? Op::Contains
                                                    : Op::Equal;
            clause.text = match.captured(3);
            if (clause.text.size() > 1 && clause.text.startsWith(QLatin1Char('"')) &&
                clause.text.endsWith(QLatin1Char('"')))
                clause.text = clause.text.mid(1, clause.text.size() - 2);
            if (clause.text.isEmpty())
                return wrong(FilterExpressionWords::tr("'%1' has no value to compare with").arg(part.trimmed()));
            bool isNumber = false;
            const double number = clause.text.toDouble(&isNumber);
            clause.number = isNumber ? number : NAN;
            clauses.push_back(clause);
        }
        expression.m_alternatives.push_back(std::move(clauses));
    }
    return expression;
}

bool FilterExpression::holds(const Clause& clause, const FilterValue& value)
{
    if (!value.isNumber) {
        const int order = value.text.compare(clause.text, Qt::CaseInsensitive);
        switch (clause.op) {
        case Op::Equal:
            return order == 0;
        case Op::NotEqual:
            return order != 0;
        case Op::Less:
            return order < 0;
        case Op::LessEqual:
            return order <= 0;
        case Op::Greater:
            return order > 0;
        case Op::GreaterEqual:
            return order >= 0;
        case Op::Contains:
            return value.text.contains(clause.text, Qt::CaseInsensitive);
        }
    }
    switch (clause.op) { // NaN, a missing value, compares to nothing
    case Op::Equal:
    case Op::Contains:
        return value.number == clause.number;
    case Op::NotEqual:
        return !std::isnan(value.number) && value.number != clause.number;
    case Op::Less:
        return value.number < clause.number;
    case Op::LessEqual:
        return value.number <= clause.number;
    case Op::Greater:
        return value.number > clause.number;
    case Op::GreaterEqual:
        return value.number >= clause.number;
    }
    return false;
}

bool FilterExpression::matches(const std::function<FilterValue(int)>& field,
                               const std::function<QString()>& words) const
{
    if (!m_words.isEmpty())
        return words().contains(m_words, Qt::CaseInsensitive);
    if (m_alternatives.empty())
        return true;
    return std::any_of(m_alternatives.begin(), m_alternatives.end(), [&](const std::vector<Clause>& clauses) {
        return std::all_of(clauses.begin(), clauses.end(),
                           [&](const Clause& clause) { return holds(clause, field(clause.field)); });
    });
}

} // namespace cw::ui
