// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/inspector/range_editor.h"

#include <algorithm>
#include <limits>

#include <QApplication>
#include <QToolButton>
#include <QVBoxLayout>

#include "core/space/limits.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/quiet_controls.h"
#include "ui/widgets/real_spin_box.h"

namespace cw::ui {

namespace {

using space::Domain;
using space::DomainKind;

constexpr double kRealBound = 1e12;
constexpr double kWholeBound = std::numeric_limits<int>::max();
constexpr std::uint64_t kShown = 4; ///< values of a range that are spelled out

int whole(double value)
{
    return static_cast<int>(std::clamp(value, -kWholeBound, kWholeBound));
}

} // namespace

RangeEditor::RangeEditor(const ParamSpec& spec, bool steps, QWidget* parent)
    : QWidget(parent)
    , m_spec(spec)
    , m_summary(makeLabel({}, "caption", this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    addField(row, tr("min"));
    addField(row, tr("max"));
    if (spec.type == ParamType::Int && steps)
        addField(row, tr("step"));
    if (spec.type == ParamType::Real) {
        m_log = new QToolButton(this);
        m_log->setProperty("kind", QStringLiteral("segment"));
        m_log->setCheckable(true);
        m_log->setText(tr("log"));
        m_log->setToolTip(tr("Drawn evenly on a logarithmic scale"));
        m_log->setFixedHeight(Metrics::kControl);
        row->addWidget(m_log, 0, Qt::AlignTop);
        connect(m_log, &QToolButton::toggled, this, &RangeEditor::takeScale);
    }
    column->addLayout(row);
    m_summary->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    column->addWidget(m_summary);
    setFocusProxy(m_fields.front());
    connect(qApp, &QApplication::focusChanged, this, [this](const QWidget*, const QWidget* now) { forget(now); });
}

void RangeEditor::addField(QHBoxLayout* row, const QString& word)
{
    QAbstractSpinBox* field = nullptr;
    if (m_spec.type == ParamType::Real) {
        auto* real = new RealSpinBox(this);
        real->setRange(std::max(m_spec.min, -kRealBound), std::min(m_spec.max, kRealBound));
        connect(real, &QDoubleSpinBox::valueChanged, this, &RangeEditor::take);
        field = real;
    } else {
        auto* box = new QuietSpinBox(this);
        const bool isStep = m_fields.size() == 2;
        box->setRange(isStep ? 1 : whole(m_spec.min), whole(m_spec.max));
        connect(box, &QSpinBox::valueChanged, this, &RangeEditor::take);
        field = box;
    }
    field->setButtonSymbols(QAbstractSpinBox::NoButtons);
    field->setProperty("compact", true);
    field->setAlignment(Qt::AlignRight);
    field->setMinimumWidth(24);
    m_fields.push_back(field);
    auto* cell = new QVBoxLayout;
    cell->setSpacing(1);
    cell->addWidget(field);
    QLabel* label = makeLabel(word, "caption", this);
    label->setAlignment(Qt::AlignHCenter);
    m_words.push_back(label);
    cell->addWidget(label);
    row->addLayout(cell, 1);
}

void RangeEditor::setName(const QString& name)
{
    for (std::size_t i = 0; i < m_fields.size(); ++i)
        m_fields[i]->setAccessibleName(QStringLiteral("%1, %2").arg(name, m_words[i]->text()));
    if (m_log != nullptr)
        m_log->setAccessibleName(tr("%1, logarithmic").arg(name));
}

void RangeEditor::setLimits(double min, double max)
{
    if (m_spec.min == min && m_spec.max == max)
        return;
    m_spec.min = min;
    m_spec.max = max;
    m_loading = true;
    for (std::size_t i = 0; i < 2; ++i) {
        if (auto* box = qobject_cast<QSpinBox*>(m_fields[i]))
            box->setRange(whole(min), whole(max));
    }
    m_loading = false;
}

double RangeEditor::value(std::size_t field) const
{
    if (const auto* real = qobject_cast<const QDoubleSpinBox*>(m_fields[field]))
        return real->value() + 0.0;
    return qobject_cast<const QSpinBox*>(m_fields[field])->value();
}

void RangeEditor::setRange(const Domain& domain)
{
    if (m_pending && domain == m_domain)
        return;
    m_pending = false;
    m_domain = domain;
    load(domain);
}

void RangeEditor::load(const Domain& domain)
{
    m_loading = true;
    const double values[] = {domain.low, domain.high, domain.step};
    for (std::size_t i = 0; i < m_fields.size(); ++i) {
        if (value(i) == values[i])
            continue; // it may be just being typed
        if (auto* real = qobject_cast<QDoubleSpinBox*>(m_fields[i]))
            real->setValue(values[i]);
        else
            qobject_cast<QSpinBox*>(m_fields[i])->setValue(whole(values[i]));
    }
    if (m_log != nullptr)
        m_log->setChecked(domain.kind == DomainKind::LogReal);
    m_loading = false;
    summarise(domain);
}

Domain RangeEditor::typed() const
{
    if (m_spec.type == ParamType::Real)
        return m_log->isChecked() ? Domain::logReal(value(0), value(1)) : Domain::real(value(0), value(1));
    return Domain::integer(value(0), value(1), m_fields.size() > 2 ? value(2) : m_domain.step);
}

void RangeEditor::take()
{
    if (m_loading)
        return;
    const Domain domain = typed();
    const std::string problem = valueProblem(m_spec, {.domain = domain});
    m_pending = !problem.empty();
    Q_EMIT refused(QString::fromStdString(problem));
    if (m_pending)
        return;
    summarise(domain);
    Q_EMIT edited(domain);
}

/// A logarithmic range starts above 0.
void RangeEditor::takeScale()
{
    constexpr double share = 0.01; // of the upper end, where nothing says where to begin
    auto* low = qobject_cast<QDoubleSpinBox*>(m_fields[0]);
    if (!m_loading && m_log->isChecked() && low->value() <= 0) {
        m_loading = true;
        low->setValue(m_spec.min > 0 ? m_spec.min : value(1) * share);
        m_loading = false;
    }
    take();
}

/// What was refused is forgotten when a person goes on elsewhere.
void RangeEditor::forget(const QWidget* now)
{
    if (!m_pending || now == nullptr || isAncestorOf(now))
        return;
    m_pending = false;
    load(m_domain);
    Q_EMIT refused({});
}

void RangeEditor::summarise(const Domain& domain)
{
    const std::uint64_t count = domain.kind == DomainKind::Integer ? domain.count() : 0;
    QString text;
    if (count > 0 && m_fields.size() > 2) {
        QStringList values;
        for (std::uint64_t i = 0; i < std::min(count, kShown - 1); ++i)
            values << QString::number(domain.low + static_cast<double>(i) * domain.step, 'g', 10);
        if (count > kShown)
            values << QStringLiteral("…");
        if (count >= kShown)
            values << QString::number(domain.low + static_cast<double>(count - 1) * domain.step, 'g', 10);
        text = tr("%n value(s): %1", nullptr, static_cast<int>(std::min<std::uint64_t>(count, INT_MAX)))
                   .arg(values.join(QStringLiteral(", ")));
    }
    m_summary->setText(text);
    m_summary->setVisible(!text.isEmpty());
}

} // namespace cw::ui
