// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/methods/odds_view.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "ui/widgets/format.h"

namespace cw::ui {

namespace {

constexpr int kTextHeight = 14;  ///< px that a cell needs for its name
constexpr double kMostRows = 24; ///< with a label each; of more only some have one

} // namespace

/// Rows have different numbers of alternatives, which no plottable of QCustomPlot knows.
class OddsView::Cells : public QCPAbstractItem {
public:
    Cells(QCustomPlot* plot, const OddsView& view)
        : QCPAbstractItem(plot)
        , m_view(view)
    {
        setSelectable(false);
    }
    double selectTest(const QPointF&, bool, QVariant*) const override { return -1; }

protected:
    void draw(QCPPainter* painter) override { m_view.paintCells(*painter); }

private:
    const OddsView& m_view;
};

OddsView::OddsView(Theme& theme, QWidget* parent)
    : MethodPlot(theme, tr("Alternatives"), tr("What the strategy makes of the alternatives appears here."), parent)
    , m_cells(new Cells(&canvas(), *this))
{
    canvas().axisRect()->setMinimumMargins(QMargins(56, 2, 16, 8));
    canvas().xAxis->setTicks(false);
    canvas().xAxis->setTickLabels(false);
    canvas().xAxis->grid()->setVisible(false);
    canvas().yAxis->grid()->setVisible(false);
    canvas().yAxis->setRangeReversed(true); // the first decision is on top
    canvas().axisRect()->setRangeZoom(Qt::Vertical);
    canvas().axisRect()->setRangeDrag(Qt::Vertical);
    setLogarithmicOffered(false);
    applyStyle();
}

void OddsView::setLearnt(std::shared_ptr<const run::Learnt> learnt)
{
    m_learnt = std::move(learnt);
    m_first.assign(1, 0);
    if (m_learnt != nullptr) {
        for (const run::Learnt::Row& row : m_learnt->rows)
            m_first.push_back(m_first.back() + row.alternatives.size());
    }
    schedule();
}

std::size_t OddsView::shownMoment() const
{
    const std::vector<std::int64_t>& trials = m_learnt->trials;
    if (selectedTrial() <= 0)
        return trials.size() - 1;
    const auto after = std::upper_bound(trials.begin(), trials.end(), selectedTrial());
    return static_cast<std::size_t>(std::max<std::ptrdiff_t>(1, after - trials.begin()) - 1);
}

double OddsView::valueAt(std::size_t number) const
{
    const std::vector<double>& values = m_learnt->values[shownMoment()];
    return number < values.size() ? values[number] : std::nan("");
}

/// From 0 at the least of what is shown to 1 at the most, also where their difference is above all numbers.
double OddsView::partOf(double value) const
{
    return std::clamp((value / 2 - m_low / 2) / (m_high / 2 - m_low / 2), 0.0, 1.0);
}

void OddsView::draw()
{
    if (isEmpty()) {
        legend().setEntries({});
        return;
    }
    m_low = m_learnt->areOdds ? 0 : std::numeric_limits<double>::infinity();
    m_high = -std::numeric_limits<double>::infinity();
    for (std::size_t number = 0; number < m_first.back(); ++number) {
        if (std::isfinite(valueAt(number))) {
            m_low = std::min(m_low, valueAt(number));
            m_high = std::max(m_high, valueAt(number));
        }
    }
    QSharedPointer<QCPAxisTickerText> ticker(new QCPAxisTickerText);
    const auto stride = static_cast<std::size_t>(std::ceil(static_cast<double>(m_learnt->rows.size()) / kMostRows));
    for (std::size_t row = 0; row < m_learnt->rows.size(); row += stride) {
        const QString name = QString::fromStdString(m_learnt->rows[row].decision);
        ticker->addTick(static_cast<double>(row),
                        QFontMetrics(theme().font(TextRole::Caption)).elidedText(name, Qt::ElideMiddle, 96));
    }
    canvas().yAxis->setTicker(ticker);
    QString meaning = m_learnt->areOdds ? tr("probability") : tr("expected reward");
    if (m_low <= m_high)
        meaning += QStringLiteral(" %1 – %2").arg(valueText(m_low), valueText(m_high));
    legend().setEntries({{meaning, Mark::Square, {}, colors().accent},
                         {tr("at trial %1").arg(m_learnt->trials[shownMoment()]), std::nullopt, QPen(Qt::NoPen), {}}});
}

void OddsView::rangesToData()
{
    canvas().xAxis->setRange(0, 1);
    canvas().yAxis->setRange(-0.5, std::max<double>(1, isEmpty() ? 1 : double(m_learnt->rows.size())) - 0.5);
}

QRectF OddsView::cellRect(std::size_t row, std::size_t alternative) const
{
    auto& plot = const_cast<OddsView*>(this)->canvas();
    const QRect inside = plot.axisRect()->rect();
    const double width = inside.width() / static_cast<double>(m_learnt->rows[row].alternatives.size());
    const double top = plot.yAxis->coordToPixel(static_cast<double>(row) - 0.5);
    const double bottom = plot.yAxis->coordToPixel(static_cast<double>(row) + 0.5);
    return {inside.left() + width * static_cast<double>(alternative), top, width, bottom - top};
}

void OddsView::paintCells(QCPPainter& painter) const
{
    if (isEmpty())
        return;
    painter.setAntialiasing(false);
    painter.setFont(theme().font(TextRole::Caption));
    const QFontMetrics metrics(painter.font());
    for (std::size_t row = 0; row < m_learnt->rows.size(); ++row) {
        const auto& alternatives = m_learnt->rows[row].alternatives;
        for (std::size_t i = 0; i < alternatives.size(); ++i) {
            const double value = valueAt(m_first[row] + i);
            const QRectF rect = cellRect(row, i);
            const double gap = rect.height() > 4 ? 1 : 0;
            const double part = !std::isfinite(value) ? 0 : m_high > m_low ? partOf(value) : 1;
            painter.fillRect(rect.adjusted(0, 0, -1, -gap),
                             std::isfinite(value) ? mix(colors().surface, colors().accent, 0.06 + 0.94 * part)
                                                  : colors().window);
            if (rect.height() < kTextHeight || rect.width() < 24)
                continue;
            painter.setPen(part > 0.5 ? colors().onAccent : colors().text);
            const QString name = QString::fromStdString(alternatives[i]);
            painter.drawText(rect.adjusted(4, 0, -5, -gap), Qt::AlignCenter,
                             metrics.elidedText(name, Qt::ElideMiddle, static_cast<int>(rect.width()) - 8));
        }
    }
}

std::optional<OddsView::Place> OddsView::placeAt(const QPointF& position) const
{
    auto& plot = const_cast<OddsView*>(this)->canvas();
    if (isEmpty() || !plot.axisRect()->rect().contains(position.toPoint()))
        return std::nullopt;
    const double row = std::round(plot.yAxis->pixelToCoord(position.y()));
    if (!(row >= 0) || row >= static_cast<double>(m_learnt->rows.size()) ||
        m_learnt->rows[static_cast<std::size_t>(row)].alternatives.empty())
        return std::nullopt;
    Place place{.row = static_cast<std::size_t>(row)};
    const std::size_t alternatives = m_learnt->rows[place.row].alternatives.size();
    const QRect inside = plot.axisRect()->rect();
    const double part = (position.x() - inside.left()) / std::max(1, inside.width());
    place.alternative =
        std::min(alternatives - 1, static_cast<std::size_t>(std::max(0.0, part) * double(alternatives)));
    place.number = m_first[place.row] + place.alternative;
    return place;
}

void OddsView::hoverAt(const QPointF& position)
{
    const auto place = placeAt(position);
    if (!place) {
        hideTooltip();
        return;
    }
    const run::Learnt::Row& row = m_learnt->rows[place->row];
    setTooltip(position, QStringLiteral("%1 · %2 · %3")
                             .arg(QString::fromStdString(row.decision),
                                  QString::fromStdString(row.alternatives[place->alternative]),
                                  valueText(valueAt(place->number))));
}

PlotTable OddsView::table() const
{
    PlotTable table{
        {QStringLiteral("trial"), QStringLiteral("decision"), QStringLiteral("alternative"), QStringLiteral("value")},
        {}};
    if (isEmpty())
        return table;
    for (std::size_t moment = 0; moment < m_learnt->trials.size(); ++moment) {
        std::size_t number = 0;
        for (const run::Learnt::Row& row : m_learnt->rows) {
            for (const std::string& alternative : row.alternatives) {
                const std::vector<double>& values = m_learnt->values[moment];
                const double value = number < values.size() ? values[number] : std::nan("");
                ++number;
                table.rows.append({QString::number(m_learnt->trials[moment]), QString::fromStdString(row.decision),
                                   QString::fromStdString(alternative),
                                   std::isnan(value) ? QString() : QString::number(value, 'g', 17)});
            }
        }
    }
    return table;
}

MethodView OddsView::entry()
{
    MethodView view;
    view.id = "odds";
    view.english = "Alternatives";
    view.title = [] { return tr("Alternatives"); };
    view.suits = [](const MethodSubject& subject) { return subject.hasInsight; };
    view.needsLearnt = true;
    view.make = [](Theme& theme, QWidget* parent) -> MethodPlot* { return new OddsView(theme, parent); };
    view.compute = [](const MethodInput& input, const std::stop_token&) -> MethodShow {
        return [learnt = input.learnt](MethodPlot& plot) { static_cast<OddsView&>(plot).setLearnt(learnt); };
    };
    return view;
}

} // namespace cw::ui
