// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <string>
#include <unordered_map>
#include <vector>

#include <QAbstractTableModel>

#include "ui/canvas/op_square.h"
#include "ui/live/history_feed.h"
#include "ui/pages/runs/filter_expression.h"
#include "ui/plots/trial_set.h"

namespace cw::ui {

/// The trials of one run, sorted and filtered here: a proxy would ask for 100,000 QVariants per sort. Rows are read
/// from the feed's snapshot; only what changes later is copied.
/// Thread: GUI
class TrialsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Number, State, Value, Cell, Params, Macs, Epochs, Time, Parent, Change, ColumnCount };
    enum Role { StateRole = Qt::UserRole, SquaresRole };
    struct Square {
        std::size_t decision = 0; ///< place in TrialRow::values
        OpSquare square;
    };

    explicit TrialsModel(QObject* parent = nullptr);

    /// Which metric is the value, and what it is called in the heading.
    void setMetric(const std::string& metric, const QString& title);
    /// Epochs of a trial that goes all the way, when a scheduler may stop it earlier.
    void setFullEpochs(double epochs) { m_fullEpochs = epochs; }
    void setSquares(SquareTable squares);
    /// What alternatives are called in the Change column.
    void setWords(WordTable words);
    /// "0-2: skip_connect -> nor_conv_3x3" as people read it. Short: what it is now, "0→2 conv 3×3"; else also what
    /// it was, "0→2 identity → conv 3×3".
    QString changeText(const QString& change, bool isShort) const;
    void reset(TrialList trials, StepList steps);
    void apply(const TrialList& changed, const StepList& steps);
    /// Returns what is wrong with the expression; the old filter then stays.
    QString setFilter(const QString& text);
    /// Shows only these, and of them what the expression lets through; none: all.
    void setPicked(const TrialSet& picked);

    const history::TrialRow* find(std::int64_t trial) const;
    const history::TrialRow& at(int row) const;
    /// -1 when it is not there, or filtered out.
    int rowOf(std::int64_t trial) const;
    int total() const { return static_cast<int>(m_rows.size()); }
    std::optional<double> valueOf(const history::TrialRow& row) const;
    /// That it was trained for, as far as its learning curve tells; one answered from memory was not trained.
    double epochsOf(const history::TrialRow& row) const;
    /// Of the active decisions that choose an op.
    std::vector<Square> squaresOf(const history::TrialRow& row) const;
    template <class Visit>
    void forEach(Visit visit) const
    {
        for (const history::TrialRow* row : m_rows)
            visit(*row);
    }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

private:
    struct Key {
        double number = 0;
        const std::string* text = nullptr;
    };
    QString display(const history::TrialRow& row, int column) const;
    /// NaN while unknown.
    static double secondsOf(const history::TrialRow& row);
    Key keyOf(int index) const;
    bool before(int a, int b) const;
    bool keyBefore(const Key& left, int a, const Key& right, int b) const;
    bool passes(const history::TrialRow& row) const;
    void takeSteps(const StepList& steps);
    bool applyFew(const TrialList& changed);
    void applyMany(const TrialList& changed);
    void store(const history::TrialRow& row);
    void refresh(int index);
    int indexOf(std::int64_t trial) const;
    void orderAll();

    TrialList m_base;                    ///< keeps the rows of the last reset alive
    std::deque<history::TrialRow> m_own; ///< rows that changed since
    std::unordered_map<int, history::TrialRow*> m_ownOf;
    std::vector<const history::TrialRow*> m_rows; ///< by trial number
    std::vector<int> m_order;                     ///< view row -> index in m_rows
    std::unordered_map<std::int64_t, std::int64_t> m_lastStep;
    SquareTable m_squares;
    WordTable m_words;
    std::string m_metric = "valid_accuracy";
    QString m_metricTitle;
    double m_fullEpochs = 0;
    FilterExpression m_filter;
    TrialSet m_picked;
    int m_sortColumn = Number;
    Qt::SortOrder m_sortOrder = Qt::DescendingOrder;
};

} // namespace cw::ui
