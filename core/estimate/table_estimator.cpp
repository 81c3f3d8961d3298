// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimate/table_estimator.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <tuple>

#include <fmt/format.h>

#include "core/base/param_schema.h"
#include "core/estimate/table_view.h"

namespace cw::estimate {

namespace {

/// The epochs that a column "x@12" was measured after; 0: it has no such name.
std::int64_t stepOf(const std::string& name)
{
    const auto at = name.rfind('@');
    if (at == std::string::npos || at == 0)
        return 0;
    std::int64_t step = 0;
    const char* last = name.data() + name.size();
    const auto [end, failure] = std::from_chars(name.data() + at + 1, last, step);
    return failure == std::errc() && end == last ? std::max<std::int64_t>(0, step) : 0;
}

class TableEstimator final : public Estimator {
public:
    TableEstimator(TableView view, const EstimatorSetup& setup, int seconds)
        : m_view(std::move(view))
        , m_tree(setup.tree)
        , m_seconds(seconds)
        , m_finalEpochs(double(setup.settings.integer("epochs")))
        , m_full(setup.full)
    {
        findCurves();
        findEpochs(setup.objectives);
    }

    Estimate estimate(const space::Candidate& candidate, const Fidelity& fidelity, Context& context) override;
    std::shared_ptr<const space::CandidateSet> candidates() const override { return m_view.restriction(); }
    std::vector<double> epochs() const override { return m_epochs; }

private:
    struct CurveColumn {
        std::string metric; ///< without its step
        std::int64_t step = 0;
        int column = 0;
    };

    void findCurves();
    void findEpochs(const std::vector<Objective>& objectives);

    TableView m_view;
    space::DecisionTree m_tree;
    int m_seconds; ///< metric with the wall time, or -1
    double m_finalEpochs;
    Fidelity m_full;              ///< of the run
    std::vector<double> m_epochs; ///< at which something was measured
    std::vector<CurveColumn> m_curves;
};

void TableEstimator::findCurves()
{
    const auto& names = m_view.table().metrics();
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (const std::int64_t step = stepOf(names[i]); step > 0)
            m_curves.push_back({names[i].substr(0, names[i].rfind('@')), step, int(i)});
    }
    std::sort(m_curves.begin(), m_curves.end(), [](const CurveColumn& a, const CurveColumn& b) {
        return std::tie(a.metric, a.step) < std::tie(b.metric, b.step);
    });
}

/// Those at which an objective was measured: of others, what is known early helps to decide nothing.
void TableEstimator::findEpochs(const std::vector<Objective>& objectives)
{
    const auto isObjective = [&](const std::string& metric) {
        return std::any_of(objectives.begin(), objectives.end(),
                           [&](const Objective& objective) { return objective.metric == metric; });
    };
    const auto& columns = m_view.table().metrics();
    const bool any = std::any_of(columns.begin(), columns.end(), isObjective);
    for (const CurveColumn& curve : m_curves) {
        if (double(curve.step) < m_finalEpochs && (!any || isObjective(curve.metric)))
            m_epochs.push_back(double(curve.step));
    }
    m_epochs.push_back(m_finalEpochs);
    std::sort(m_epochs.begin(), m_epochs.end());
    m_epochs.erase(std::unique(m_epochs.begin(), m_epochs.end()), m_epochs.end());
}

Estimate TableEstimator::estimate(const space::Candidate& candidate, const Fidelity& fidelity, Context& context)
{
    Estimate estimate;
    const std::int64_t row = m_view.row(candidate);
    if (row < 0) {
        estimate.state = TrialState::Rejected;
        estimate.reason = candidate.values.size() == m_tree.size()
                              ? fmt::format("the table has no row for {}", toText(m_tree, candidate))
                              : fmt::format("expected {} decisions, found {}", m_tree.size(), candidate.values.size());
        return estimate;
    }
    const Table& table = m_view.table();
    for (std::size_t i = 0; i < table.metrics().size(); ++i)
        estimate.metrics.emplace(table.metrics()[i], table.value(std::size_t(row), int(i)));
    const bool isEarly =
        fidelity.epochs < m_full.epochs && std::binary_search(m_epochs.begin(), m_epochs.end() - 1, fidelity.epochs);
    for (const CurveColumn& curve : m_curves) {
        const double value = table.value(std::size_t(row), curve.column);
        if (isEarly && double(curve.step) == fidelity.epochs)
            estimate.metrics[curve.metric] = value;
        if (!std::isnan(value) && (!isEarly || double(curve.step) <= fidelity.epochs))
            estimate.curve.push_back({curve.metric, curve.step, value});
    }
    if (m_seconds >= 0) {
        const double spent = isEarly ? fidelity.epochs : m_finalEpochs;
        estimate.seconds = table.value(std::size_t(row), m_seconds) * (spent - context.reached) / m_finalEpochs;
    }
    return estimate;
}

std::unique_ptr<Estimator> makeTable(const EstimatorSetup& setup)
{
    const std::string& file = setup.settings.text("file");
    const std::string& secondsName = setup.settings.text("seconds");
    const std::string where = "estimator 'table'";
    if (file.empty())
        throw Error(ErrorCode::Config, "setting 'file': expected the path of a benchmark table, found none", where);
    const auto table = Table::load(file).value();
    const int seconds = secondsName.empty() ? -1 : table->metric(secondsName);
    if (!secondsName.empty() && seconds < 0)
        throw Error(ErrorCode::Config,
                    fmt::format("setting 'seconds': the table has no metric '{}', it has {}", secondsName,
                                joinNames(table->metrics())),
                    where);
    auto view = TableView::match(table, setup.tree);
    if (!view)
        throw Error(view.error().code(), view.error().problem(), file);
    return std::make_unique<TableEstimator>(std::move(*view), setup, seconds);
}

std::vector<std::string> metricsOfTable(const Settings& settings, const space::Task&)
{
    const std::string& file = settings.text("file");
    const auto table = file.empty() ? nullptr : Table::load(file).value_or(nullptr);
    return table ? table->metrics() : std::vector<std::string>();
}

/// Whether anything was measured before the end.
bool hasEarlyColumns(const Settings& settings)
{
    const std::vector<std::string> metrics = metricsOfTable(settings, {});
    return metrics.empty() || // its file is somebody else's complaint
           std::any_of(metrics.begin(), metrics.end(), [](const std::string& name) { return stepOf(name) > 0; });
}

} // namespace

EstimatorEntry tableEstimator()
{
    EstimatorEntry entry;
    entry.id = "table";
    entry.title = "Benchmark table";
    entry.summary = "Looks candidates up in a published benchmark (CSV or CSV.gz with d: and m: columns).";
    entry.schema = ParamSchema{
        {.name = "file",
         .type = ParamType::Text,
         .defaultValue = "",
         .title = "Table",
         .help = "Path of the benchmark: CSV or CSV.gz with columns d:<decision> and m:<metric>."},
        {.name = "seconds",
         .type = ParamType::Text,
         .defaultValue = "",
         .title = "Time metric",
         .help = "Metric that holds the training time in seconds; empty when the table has none."},
        {.name = "epochs",
         .type = ParamType::Int,
         .defaultValue = 200,
         .title = "Epochs of the table",
         .help = "How long the networks of the table were trained: x is measured then, x@12 after 12 epochs.",
         .unit = "epochs",
         .min = 1,
         .max = 1e6},
    };
    entry.needsDataset = false;
    entry.hasFidelities = true; // x@12 beside x
    entry.hasFidelitiesAt = hasEarlyColumns;
    entry.metrics = metricsOfTable;
    entry.make = makeTable;
    return entry;
}

} // namespace cw::estimate
