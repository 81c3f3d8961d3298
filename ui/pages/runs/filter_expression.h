// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <functional>
#include <vector>

#include <QString>
#include <QStringList>

#include "core/base/result.h"

namespace cw::ui {

/// What a row holds in a field: a number (NaN: none) or words.
struct FilterValue {
    double number = NAN;
    QString text;
    bool isNumber = false;

    static FilterValue of(double number) { return {number, {}, true}; }
    static FilterValue of(const QString& text) { return {NAN, text, false}; }
};

/// "state = finished and params < 0.5e6", "strategy = tpe or best > 0.87"; text without an operator is looked for
/// everywhere. `and` binds more tightly than `or`.
class FilterExpression {
public:
    FilterExpression() = default;

    /// `fields` are the legal names. Errors: Usage: unknown field, a clause without a value
    static Result<FilterExpression> parse(const QString& text, const QStringList& fields);

    bool isEmpty() const { return m_alternatives.empty() && m_words.isEmpty(); }
    /// `field` answers by the index in `fields`; `words` is everything that plain text is looked for in.
    bool matches(const std::function<FilterValue(int)>& field, const std::function<QString()>& words) const;

private:
    enum class Op { Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual, Contains };
    struct Clause {
        int field = 0;
        Op op = Op::Equal;
        QString text;
        double number = NAN;
    };
    static bool holds(const Clause& clause, const FilterValue& value);

    std::vector<std::vector<Clause>> m_alternatives; ///< any of them; each: all of its clauses
    QString m_words;
};

} // namespace cw::ui
