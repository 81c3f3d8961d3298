// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/live_strip.h"

#include <algorithm>
#include <cmath>

#include <QHBoxLayout>
#include <QPainter>

#include "ui/canvas/op_words.h"
#include "ui/canvas/themed_icon.h"
#include "ui/pages/design/severity_counts.h"
#include "ui/widgets/format.h"
#include "ui/widgets/labels.h"

namespace cw::ui {
namespace {

QFrame* makeColumnRule(QWidget* parent)
{
    auto* rule = new QFrame(parent);
    rule->setProperty("rule", "column");
    rule->setFixedHeight(48);
    return rule;
}

} // namespace

HistogramView::HistogramView(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setFixedSize(124, 44);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void HistogramView::setCounts(std::vector<int> counts)
{
    m_counts = std::move(counts);
    update();
}

void HistogramView::paintEvent(QPaintEvent*)
{
    if (m_counts.empty())
        return;
    QPainter painter(this);
    const int most = std::max(1, *std::max_element(m_counts.begin(), m_counts.end()));
    const double pitch = static_cast<double>(width()) / static_cast<double>(m_counts.size());
    const QColor color = mix(m_theme.colors().surface, m_theme.colors().accent, 0.75);
    for (std::size_t i = 0; i < m_counts.size(); ++i) {
        if (m_counts[i] == 0)
            continue;
        const double tall = std::max(1.0, (height() - 2.0) * m_counts[i] / most);
        painter.fillRect(QRectF(static_cast<double>(i) * pitch, height() - tall, pitch - 1, tall), color);
    }
}

LiveStrip::LiveStrip(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_problems(new QToolButton(this))
    , m_counts(new SeverityCounts(theme, false, this))
    , m_sample(new QPushButton(tr("Sample"), this))
{
    setProperty("surface", "surface");
    setAttribute(Qt::WA_StyledBackground);
    setFixedHeight(Metrics::kLiveStrip);
    m_problems->setText(tr("Problems"));
    m_problems->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_problems->setCheckable(true);
    QFont strong = theme.font(TextRole::PanelTitle);
    m_problems->setFont(strong);
    m_problems->setMinimumWidth(96);
    m_problems->setProperty("kind", "title");
    connect(m_problems, &QToolButton::toggled, this, &LiveStrip::drawChevron);
    connect(&theme, &Theme::changed, this, &LiveStrip::drawChevron);
    drawChevron();
    m_sample->setCheckable(true);
    m_sample->setToolTip(tr("Networks of this space, drawn by chance"));
    setThemedIcon(theme, m_sample, QStringLiteral("dice"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 0, 16, 0);
    row->setSpacing(12);
    row->addWidget(m_problems);
    row->addSpacing(4);
    row->addWidget(m_counts);
    row->addWidget(makeColumnRule(this));
    m_decisions = makeFigure(tr("decisions"));
    m_candidates = makeFigure(tr("candidates"));
    m_distinct = makeFigure(tr("distinct, exact"));
    m_valid = makeFigure(tr("of samples are valid"));
    for (const Figure& figure : {m_decisions, m_candidates, m_distinct, m_valid}) {
        row->addWidget(figure.area);
        row->addSpacing(16);
    }
    row->addWidget(makeColumnRule(this));
    row->addWidget(m_sample);
    row->addWidget(makeLabel(tr("Space"), "keycap", this));
    row->addWidget(makeColumnRule(this));
    m_params = makeCost(tr("params"), row);
    row->addSpacing(16);
    m_macs = makeCost(tr("MACs"), row);
    row->addStretch(1);
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    m_samples = makeLabel({}, "secondary", this);
    m_time = makeLabel({}, "secondary", this);
    for (QLabel* label : {m_samples, m_time})
        label->setAlignment(Qt::AlignRight);
    words->addStretch(1);
    words->addWidget(m_samples);
    words->addWidget(m_time);
    words->addStretch(1);
    row->addLayout(words);
    setWaiting();
}

/// Down while the list is open.
void LiveStrip::drawChevron()
{
    m_problems->setIcon(
        m_theme.icon(m_problems->isChecked() ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right")));
}

LiveStrip::Figure LiveStrip::makeFigure(const QString& name)
{
    Figure figure;
    figure.area = new QWidget(this);
    auto* column = new QVBoxLayout(figure.area);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    figure.value = makeLabel({}, "figure", figure.area);
    figure.name = makeLabel(name, "secondary", figure.area);
    column->addStretch(1);
    column->addWidget(figure.value);
    column->addWidget(figure.name);
    column->addStretch(1);
    return figure;
}

LiveStrip::Cost LiveStrip::makeCost(const QString& name, QLayout* row)
{
    auto* area = new QWidget(this);
    auto* inner = new QHBoxLayout(area);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(16);
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    Cost cost{makeLabel({}, "secondary", area), new HistogramView(m_theme, area)};
    words->addStretch(1);
    words->addWidget(makeLabel(name, "panelTitle", area));
    words->addWidget(cost.range);
    words->addStretch(1);
    inner->addLayout(words);
    inner->addWidget(cost.histogram);
    cost.histogram->setAccessibleName(tr("Histogram of %1").arg(name));
    row->addWidget(area);
    return cost;
}

void LiveStrip::setWaiting()
{
    const QString dash(QChar(0x2013));
    for (const Figure& figure : {m_decisions, m_candidates})
        figure.value->setText(dash);
    m_distinct.area->hide();
    m_valid.area->hide();
    for (const Cost& cost : {m_params, m_macs}) {
        cost.range->setText(dash);
        cost.histogram->setCounts({});
    }
    setProblems({});
    m_counts->forget();
    m_samples->clear();
    m_time->clear();
}

void LiveStrip::setProblems(const ProblemCounts& counts)
{
    m_problems->setEnabled(counts.all() > 0); // nothing to open when there are none, but the title stays where it is
    m_counts->setCounts(counts);
}

void LiveStrip::setFacts(const DesignFacts& facts)
{
    const QString dash(QChar(0x2013));
    m_decisions.value->setText(QString::number(facts.decisions));
    m_decisions.name->setText(facts.decisions == 1 ? tr("decision") : tr("decisions"));
    const bool bounded = facts.candidates == 0 && facts.fewest > 1 && std::isfinite(facts.fewest);
    const bool continuous = facts.candidates == 0 && std::isinf(facts.fewest);
    m_candidates.value->setText(facts.candidates > 0 ? groupedText(facts.candidates)
                                : bounded            ? QString::number(facts.fewest, 'g', 3)
                                : continuous         ? QString(QChar(0x221E))
                                                     : dash); // half drawn, or not counted under its constraints
    m_candidates.name->setText(facts.candidates == 1  ? tr("candidate, exact")
                               : facts.candidates > 0 ? tr("candidates, exact")
                               : bounded              ? tr("candidates, at least")
                               : continuous           ? tr("candidates, continuous")
                                                      : tr("candidates"));
    const auto show = [&](const Cost& cost, const CostSpread& spread) {
        const bool any = facts.valid > 0;
        cost.range->setText(any ? QStringLiteral("%1 – %2").arg(costText(spread.low), costText(spread.high)) : dash);
        cost.histogram->setCounts(spread.histogram);
    };
    show(m_params, facts.params);
    show(m_macs, facts.macs);
    const bool drawn = facts.samples > 0;
    m_valid.area->setVisible(facts.valid < facts.samples);
    if (drawn) // rounded down: 100 % are all of them
        m_valid.value->setText(tr("%1 %").arg(100 * facts.valid / facts.samples));
    m_samples->setText(drawn ? tr("%1 samples").arg(countText(facts.samples)) : QString());
    m_time->setText(drawn ? tr("computed in %1 ms").arg(qRound(facts.milliseconds)) : QString());
}

void LiveStrip::forgetDistinct()
{
    if (m_distinct.area->isVisible())
        m_distinct.value->setText(QString(QChar(0x2026))); // the row stays as wide as it is
}

void LiveStrip::setDistinct(std::optional<std::uint64_t> distinct)
{
    m_distinct.area->setVisible(distinct.has_value());
    if (distinct)
        m_distinct.value->setText(groupedText(*distinct));
}

} // namespace cw::ui
