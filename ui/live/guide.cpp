// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/guide.h"

#include <utility>

#include <QMetaObject>

#include "core/history/writer.h"

namespace cw::ui {

history::InterventionRow withOutcome(run::Intervention intervention)
{
    history::InterventionRow row = std::move(intervention.row);
    if (!run::isOfSearch(row.kind))
        return row;
    if (!row.argument.is_object())
        row.argument = Json::object();
    row.argument["step"] = intervention.outcome.step;
    row.argument["refused"] = intervention.outcome.refusal;
    return row;
}

run::Outcome outcomeIn(const history::InterventionRow& row)
{
    if (!run::isOfSearch(row.kind) || !row.argument.is_object())
        return {};
    return {row.argument.value("step", std::int64_t(0)), row.argument.value("refused", std::string())};
}

Guide::Guide(std::filesystem::path history, QObject* parent)
    : QObject(parent)
    , m_history(std::move(history))
{
    m_pool.setMaxThreadCount(1);
}

Guide::~Guide()
{
    m_pool.waitForDone();
}

void Guide::enqueue(std::int64_t run, const std::string& candidate)
{
    leave(run, history::InterventionKind::Enqueue, run::enqueueArgument(candidate));
}

void Guide::pin(std::int64_t run, const std::string& decision, const std::optional<std::string>& value)
{
    leave(run, history::InterventionKind::Pin, run::pinArgument({decision, value}));
}

void Guide::leave(std::int64_t run, history::InterventionKind kind, const Json& argument)
{
    m_pool.start([this, run, kind, argument] {
        QString failure;
        std::int64_t id = 0;
        try {
            id = history::Writer(m_history).addIntervention(run, kind, argument);
        } catch (const std::exception& error) { // the thread's top frame
            failure = QString::fromStdString(error.what());
        }
        QMetaObject::invokeMethod(
            this,
            [this, kind, id, failure] {
                if (failure.isEmpty())
                    Q_EMIT left(static_cast<int>(kind), id);
                else
                    Q_EMIT problem(failure);
            },
            Qt::QueuedConnection);
    });
}

} // namespace cw::ui
