// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include "ui/pages/runs/trials_model.h"

using namespace cw;
using namespace cw::ui;

namespace {

history::TrialRow rowOf(std::int64_t trial, double value, TrialState state = TrialState::Finished)
{
    history::TrialRow row;
    row.trial = trial;
    row.state = state;
    row.params = 1000 * trial;
    if (!std::isnan(value))
        row.metrics["valid_accuracy"] = value;
    return row;
}

TrialList listOf(std::vector<history::TrialRow> rows)
{
    return std::make_shared<const std::vector<history::TrialRow>>(std::move(rows));
}

TrialList manyRows(int count)
{
    std::vector<history::TrialRow> rows;
    for (int i = 1; i <= count; ++i)
        rows.push_back(rowOf(i, 0.5 + 0.4 * std::sin(i * 0.7)));
    return listOf(std::move(rows));
}

std::vector<std::int64_t> shown(const TrialsModel& model)
{
    std::vector<std::int64_t> trials;
    for (int row = 0; row < model.rowCount(); ++row)
        trials.push_back(model.at(row).trial);
    return trials;
}

using Trials = std::vector<std::int64_t>;

} // namespace

class TestTrialsModel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_model = std::make_unique<TrialsModel>();
        m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
    }
    void cleanup()
    {
        m_tester.reset();
        m_model.reset();
    }

    void newestTrial_isOnTop();
    void newTrials_areInsertedWithoutAReset();
    void changedTrial_isRepaintedInPlace();
    void changedValue_movesTheRowWhenSortedByIt();
    void missingValues_areLastBothWays();
    void filter_hidesAndShowsAsTrialsChange();
    void filter_thatIsWrong_isExplainedAndKeepsTheOld();
    void lateTrial_findsItsPlace();
    void sort_keepsPersistentIndexes();
    void missingNumbers_areDashes();
    void changes_areSaidInTheWordsOfTheDrawing();
    void epochs_areOutOfThoseOfTheRunUnlessATableHasMore();
    void squares_followTheDecisions();
    void hundredThousandRows_areSortedWhole();

private:
    std::unique_ptr<TrialsModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestTrialsModel::newestTrial_isOnTop()
{
    m_model->reset(listOf({rowOf(1, 0.1), rowOf(2, 0.2), rowOf(3, 0.3)}), nullptr);
    QCOMPARE(shown(*m_model), (Trials{3, 2, 1}));
    QCOMPARE(m_model->rowOf(1), 2);
}

void TestTrialsModel::newTrials_areInsertedWithoutAReset()
{
    m_model->reset(listOf({rowOf(1, 0.1)}), nullptr);
    QSignalSpy resets(m_model.get(), &QAbstractItemModel::modelReset);
    QSignalSpy inserts(m_model.get(), &QAbstractItemModel::rowsInserted);
    m_model->apply(listOf({rowOf(2, 0.2), rowOf(3, NAN, TrialState::Running)}), nullptr);
    QCOMPARE(shown(*m_model), (Trials{3, 2, 1}));
    QCOMPARE(inserts.size(), 2);
    QVERIFY(resets.isEmpty());
}

void TestTrialsModel::changedTrial_isRepaintedInPlace()
{
    m_model->reset(listOf({rowOf(1, NAN, TrialState::Running), rowOf(2, 0.2)}), nullptr);
    QSignalSpy changes(m_model.get(), &QAbstractItemModel::dataChanged);
    m_model->apply(listOf({rowOf(1, 0.75)}), nullptr);
    QCOMPARE(changes.size(), 1);
    QCOMPARE(changes[0][0].toModelIndex().row(), 1);
    QCOMPARE(m_model->index(1, TrialsModel::Value).data().toString(), QStringLiteral("0.7500"));
    m_model->apply(listOf({rowOf(1, 0.5)}), nullptr); // the second change of a copied row
    QCOMPARE(m_model->index(1, TrialsModel::Value).data().toString(), QStringLiteral("0.5000"));
}

void TestTrialsModel::changedValue_movesTheRowWhenSortedByIt()
{
    m_model->reset(listOf({rowOf(1, 0.1), rowOf(2, 0.2), rowOf(3, 0.3), rowOf(4, 0.4)}), nullptr);
    m_model->sort(TrialsModel::Value, Qt::DescendingOrder);
    QCOMPARE(shown(*m_model), (Trials{4, 3, 2, 1}));
    m_model->apply(listOf({rowOf(1, 0.35)}), nullptr);
    QCOMPARE(shown(*m_model), (Trials{4, 1, 3, 2}));
    m_model->apply(listOf({rowOf(4, 0.05)}), nullptr);
    QCOMPARE(shown(*m_model), (Trials{1, 3, 2, 4}));
    m_model->apply(listOf({rowOf(5, 0.25)}), nullptr);
    QCOMPARE(shown(*m_model), (Trials{1, 3, 5, 2, 4}));
}

void TestTrialsModel::missingValues_areLastBothWays()
{
    m_model->reset(listOf({rowOf(1, 0.1), rowOf(2, NAN, TrialState::Failed), rowOf(3, 0.3)}), nullptr);
    m_model->sort(TrialsModel::Value, Qt::DescendingOrder);
    QCOMPARE(shown(*m_model), (Trials{3, 1, 2}));
    m_model->sort(TrialsModel::Value, Qt::AscendingOrder);
    QCOMPARE(shown(*m_model), (Trials{1, 3, 2}));
}

void TestTrialsModel::filter_hidesAndShowsAsTrialsChange()
{
    m_model->reset(listOf({rowOf(1, 0.1), rowOf(2, NAN, TrialState::Running), rowOf(3, 0.3)}), nullptr);
    QCOMPARE(m_model->setFilter(QStringLiteral("state = finished and params < 2500")), QString());
    QCOMPARE(shown(*m_model), (Trials{1}));
    m_model->apply(listOf({rowOf(2, 0.2)}), nullptr);
    QCOMPARE(shown(*m_model), (Trials{2, 1}));
    m_model->apply(listOf({rowOf(1, 0.1, TrialState::Failed)}), nullptr);
    QCOMPARE(shown(*m_model), (Trials{2}));
    QCOMPARE(m_model->total(), 3);
    m_model->setFilter(QStringLiteral("accuracy > 0.25 or state = failed"));
    QCOMPARE(shown(*m_model), (Trials{3, 1}));
    m_model->setFilter({});
    QCOMPARE(m_model->rowCount(), 3);
}

void TestTrialsModel::filter_thatIsWrong_isExplainedAndKeepsTheOld()
{
    m_model->reset(listOf({rowOf(1, 0.1), rowOf(2, 0.2)}), nullptr);
    m_model->setFilter(QStringLiteral("trial = 1"));
    QVERIFY(m_model->setFilter(QStringLiteral("colour = red")).contains(QStringLiteral("colour")));
    QVERIFY(!m_model->setFilter(QStringLiteral("params <")).isEmpty());
    QCOMPARE(shown(*m_model), (Trials{1}));
}

void TestTrialsModel::lateTrial_findsItsPlace()
{
    m_model->reset(listOf({rowOf(1, 0.1), rowOf(4, 0.4)}), nullptr);
    m_model->apply(listOf({rowOf(4, 0.45)}), nullptr);
    m_model->apply(listOf({rowOf(2, 0.2)}), nullptr);
    m_model->apply(listOf({rowOf(4, 0.5)}), nullptr);
    QCOMPARE(shown(*m_model), (Trials{4, 2, 1}));
    QCOMPARE(m_model->valueOf(*m_model->find(4)).value(), 0.5);
}

void TestTrialsModel::sort_keepsPersistentIndexes()
{
    m_model->reset(manyRows(50), nullptr);
    const QPersistentModelIndex held = m_model->index(m_model->rowOf(17), 0);
    m_model->sort(TrialsModel::Value, Qt::AscendingOrder);
    QCOMPARE(held.row(), m_model->rowOf(17));
}

void TestTrialsModel::changes_areSaidInTheWordsOfTheDrawing()
{
    const QString change = QStringLiteral("0-2: skip_connect -> nor_conv_3x3; 1-3: none -> odd");
    QCOMPARE(m_model->changeText(change, true), QStringLiteral("0→2 nor_conv_3x3, 1→3 odd"));
    m_model->setWords(wordsOf(space::openSpace("nas-bench-201").value()));
    QCOMPARE(m_model->changeText(change, true), QStringLiteral("0→2 conv 3×3, 1→3 odd"));
    QCOMPARE(m_model->changeText(change, false), QStringLiteral("0→2 identity → conv 3×3, 1→3 zero → odd"));
    QCOMPARE(m_model->changeText(QStringLiteral("drawn anew"), true), QStringLiteral("drawn anew"));
}

void TestTrialsModel::missingNumbers_areDashes()
{
    history::TrialRow row = rowOf(1, NAN, TrialState::Queued);
    row.params = 0;
    m_model->reset(listOf({row}), nullptr);
    for (const int column : {TrialsModel::Value, TrialsModel::Params, TrialsModel::Macs, TrialsModel::Epochs,
                             TrialsModel::Time, TrialsModel::Parent})
        QCOMPARE(m_model->index(0, column).data().toString(), QString(QChar(0x2013)));
}

void TestTrialsModel::epochs_areOutOfThoseOfTheRunUnlessATableHasMore()
{
    history::TrialRow trained = rowOf(1, 0.5);
    trained.fidelity = Json{{"epochs", 6}};
    const history::TrialRow fromTable = rowOf(2, 0.5);
    const std::vector<history::MetricStep> steps{{1, "valid_accuracy", 4, 0.4}, {2, "valid_accuracy", 12, 0.5}};
    m_model->reset(listOf({trained, fromTable}), std::make_shared<const std::vector<history::MetricStep>>(steps));
    QCOMPARE(m_model->index(1, TrialsModel::Epochs).data().toString(), QStringLiteral("4/6"));
    QCOMPARE(m_model->index(0, TrialsModel::Epochs).data().toString(), QStringLiteral("12"));
    // A scheduler may stop trials before the run's whole fidelity.
    m_model->setFullEpochs(200);
    QCOMPARE(m_model->index(1, TrialsModel::Epochs).data().toString(), QStringLiteral("4/200"));
    QCOMPARE(m_model->index(0, TrialsModel::Epochs).data().toString(), QStringLiteral("12/200"));
}

void TestTrialsModel::squares_followTheDecisions()
{
    history::TrialRow row = rowOf(1, 0.5);
    row.values = {1, NAN, 0};
    m_model->reset(listOf({row}), nullptr);
    const OpSquare full{OpSquare::Form::Full, space::OpFamily::Convolution};
    const OpSquare bar{OpSquare::Form::Bar, space::OpFamily::Pooling};
    m_model->setSquares({{full, bar}, {full}, {full}});
    const QVariantList squares = m_model->index(0, TrialsModel::Cell).data(TrialsModel::SquaresRole).toList();
    QCOMPARE(squares.size(), 2); // the inactive decision has none
    QVERIFY(squares[0] != squares[1]);
}

void TestTrialsModel::hundredThousandRows_areSortedWhole()
{
    m_tester.reset(); // it visits every cell
    m_model->reset(manyRows(100'000), nullptr);
    m_model->sort(TrialsModel::Value, Qt::DescendingOrder);
    QCOMPARE(m_model->rowCount(), 100'000);
    for (int row = 1; row < m_model->rowCount(); ++row)
        QVERIFY(*m_model->valueOf(m_model->at(row - 1)) >= *m_model->valueOf(m_model->at(row)));
    QSignalSpy resets(m_model.get(), &QAbstractItemModel::modelReset);
    m_model->apply(listOf({rowOf(100'001, 2.0)}), nullptr);
    QCOMPARE(m_model->at(0).trial, std::int64_t(100'001));
    QVERIFY(resets.isEmpty()); // one change does not touch the other rows
}

QTEST_GUILESS_MAIN(TestTrialsModel)
#include "tst_trials_model.moc"
