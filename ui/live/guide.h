// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include <QObject>
#include <QString>
#include <QThreadPool>

#include "core/run/intervention.h"

namespace cw::ui {

/// A row of the feed says in its argument what came of it: "step" or "refused", as run::Outcome.
history::InterventionRow withOutcome(run::Intervention intervention);
run::Outcome outcomeIn(const history::InterventionRow& row);

/// Leaves in the history what a person wants of a search while it lives, for the program that runs it: this one or
/// another. What comes of it is in the feed's interventions.
/// Thread: GUI; the rows are written on another, in order, the last ones before it is gone
class Guide : public QObject {
    Q_OBJECT
public:
    explicit Guide(std::filesystem::path history, QObject* parent = nullptr);
    ~Guide() override;

    void enqueue(std::int64_t run, const std::string& candidate);
    /// Nothing: sets it free.
    void pin(std::int64_t run, const std::string& decision, const std::optional<std::string>& value);

Q_SIGNALS:
    /// The row is there; `kind` is a history::InterventionKind.
    void left(int kind, qint64 intervention);
    void problem(const QString& text);

private:
    void leave(std::int64_t run, history::InterventionKind kind, const Json& argument);

    std::filesystem::path m_history;
    QThreadPool m_pool;
};

} // namespace cw::ui
