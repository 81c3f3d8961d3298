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

class TableEstimator final : public Estimator {
public:
    TableEstimator(TableView view, space::DecisionTree tree, int seconds, double finalEpochs, const Fidelity& full)
        : m_view(std::move(view))
        , m_tree(std::move(tree))
        , m_seconds(seconds)
        , m_finalEpochs(finalEpochs)
        , m_full(full)
    {
        findCurves();
        for (const CurveColumn& curve : m_curves) {
            if (double(curve.step) < finalEpochs)
                m_epochs.push_back(double(curve.step));
        }
        m_epochs.push_back(finalEpochs);
        std::sort(m_epochs.begin(), m_epochs.end());
        m_epochs.erase(std::unique(m_epochs.begin(), m_epochs.end()), m_epochs.end());
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
        const std::string& name = names[i];
        const auto at = name.rfind('@');
        if (at == std::string::npos || at == 0)
            continue;
        CurveColumn curve{name.substr(0, at), 0, int(i)};
        const char* last = name.data() + name.size();
        const auto [end, failure] = std::from_chars(name.data() + at + 1, last, curve.step);
        if (failure == std::errc() && end == last && curve.step > 0)
            m_curves.push_back(std::move(curve));
    }
    std::sort(m_curves.begin(), m_curves.end(), [](const CurveColumn& a, const CurveColumn& b) {
        return std::tie(a.metric, a.step) < std::tie(b.metric, b.step);
    });
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

std::unique_ptr<Estimator> make(const EstimatorSetup& setup)
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
    return std::make_unique<TableEstimator>(std::move(*view), setup.tree, seconds,
                                            double(setup.settings.integer("epochs")), setup.full);
}

std::vector<std::string> metricsOf(const Settings& settings, const space::Task&)
{
    const std::string& file = settings.text("file");
    const auto table = file.empty() ? nullptr : Table::load(file).value_or(nullptr);
    return table ? table->metrics() : std::vector<std::string>();
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
    entry.metrics = metricsOf;
    entry.make = make;
    return entry;
}

} // namespace cw::estimate
