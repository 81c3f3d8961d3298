// SPDX-License-Identifier: GPL-3.0-or-later
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

#include "tests/ui/settings_sandbox.h"
#include "tests/ui/table_run.h"
#include "tests/ui/written_history.h"
#include "ui/pages/runs/judge_dialog.h"
#include "ui/pages/runs/trials_model.h"
#include "ui/pages/runs_page.h"
#include "ui/pages/search/estimator_section.h"
#include "ui/plots/scatter_plot.h"

using namespace cw;
using namespace cw::ui;

namespace {

constexpr int kPatience = 30'000; ///< ms

} // namespace

/// Trials judged once more: what the estimator says against what the run measured.
class TestJudgeDialog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void points_areJudgedAgainstMeasured();
    void sample_isTakenFromTheBestToTheWorst();
    void wrongSetting_isSaidInTheDialog();
    void tooFewTrials_cannotBeJudged();
    void runsPage_offersItsFinishedTrials();

private:
    template <class Widget>
    static Widget& child(QDialog& dialog, const char* name)
    {
        return *dialog.findChild<Widget*>(QString::fromLatin1(name));
    }
    static QString result(QDialog& dialog) { return child<QLabel>(dialog, "judgeResult").text(); }
    /// The table says 0.10 for a0,b0 and more for each later one; `measured` is what the run says of a0,b0 a0,b1 ...
    JudgeDialog::Subject subject(const std::vector<double>& measured) const
    {
        JudgeDialog::Subject subject{.run = 1, .config = m_table.config(16)};
        for (std::size_t i = 0; i < measured.size(); ++i)
            subject.trials.push_back({std::int64_t(i) + 1,
                                      "a=a" + std::to_string(i / 4) + ";b=b" + std::to_string(i % 4),
                                      {{"valid_accuracy", measured[i]}}});
        return subject;
    }
    JudgeDialog* open(JudgeDialog::Subject subject)
    {
        auto* dialog = new JudgeDialog(m_live->services(), std::move(subject));
        dialog->show();
        return dialog;
    }
    void prepare() { m_live.emplace(m_table.history()); }

    SettingsSandbox m_settings;
    TableRun m_table;
    std::optional<LiveServices> m_live;
};

void TestJudgeDialog::points_areJudgedAgainstMeasured()
{
    prepare();
    // The last two change places: 1 - 6 * 2 / (4 * 15) = 0.8; five of six pairs agree and one does not: 4 / 6.
    JudgeDialog* dialog = open(subject({0.2, 0.3, 0.5, 0.4}));
    QTest::mouseClick(&child<QPushButton>(*dialog, "judgeStart"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!dialog->isWorking(), kPatience);
    QTRY_COMPARE(dialog->plot().points().size(), std::size_t(4));
    QVERIFY2(result(*dialog).startsWith("Spearman 0.800 · Kendall 0.667 · 4 trial"), qPrintable(result(*dialog)));
    QCOMPARE(child<QComboBox>(*dialog, "judgedMetric").currentData().toString(), QStringLiteral("valid_accuracy"));
    for (const ScatterPoint& point : dialog->plot().points()) {
        QCOMPARE(point.x, 0.10 + 0.01 * double(point.trial - 1));
        QCOMPARE(point.y, point.trial == 3 ? 0.5 : point.trial == 4 ? 0.4 : 0.1 + 0.1 * double(point.trial));
    }
    // A click on a point says which trial it is.
    QSignalSpy clicked(dialog, &JudgeDialog::trialClicked);
    dialog->plot().flush();
    QCustomPlot& canvas = dialog->plot().canvas();
    const ScatterPoint& first = dialog->plot().points().front();
    QTest::mouseClick(&canvas, Qt::LeftButton, {},
                      QPointF(canvas.xAxis->coordToPixel(first.x), canvas.yAxis->coordToPixel(first.y)).toPoint());
    QCOMPARE(clicked.size(), 1);
    QCOMPARE(clicked[0][0].toLongLong(), first.trial);
    QVERIFY(dialog->plot().csv().startsWith("trial,"));
    QCOMPARE(dialog->plot().csv().count('\n'), 5);
    delete dialog;
}

void TestJudgeDialog::sample_isTakenFromTheBestToTheWorst()
{
    prepare();
    std::vector<double> measured;
    for (int i = 0; i < 16; ++i)
        measured.push_back(0.5 + 0.01 * i);
    JudgeDialog* dialog = open(subject(measured));
    child<QSpinBox>(*dialog, "judgeCount").setValue(4);
    QTest::mouseClick(&child<QPushButton>(*dialog, "judgeStart"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!dialog->isWorking(), kPatience);
    QTRY_COMPARE(dialog->plot().points().size(), std::size_t(4));
    std::vector<std::int64_t> trials;
    for (const ScatterPoint& point : dialog->plot().points())
        trials.push_back(point.trial);
    QVERIFY((trials == std::vector<std::int64_t>{16, 11, 6, 1}));
    delete dialog;
}

void TestJudgeDialog::wrongSetting_isSaidInTheDialog()
{
    prepare();
    JudgeDialog::Subject wrong = subject({0.2, 0.3});
    wrong.config.estimatorSettings["file"] = "nowhere.csv";
    JudgeDialog* dialog = open(std::move(wrong));
    QTest::mouseClick(&child<QPushButton>(*dialog, "judgeStart"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!dialog->isWorking(), kPatience);
    QVERIFY2(result(*dialog).contains("nowhere.csv"), qPrintable(result(*dialog)));
    QVERIFY(child<QPushButton>(*dialog, "judgeStart").isEnabled());
    delete dialog;
}

void TestJudgeDialog::tooFewTrials_cannotBeJudged()
{
    prepare();
    JudgeDialog* dialog = open(subject({0.2}));
    QVERIFY(!child<QPushButton>(*dialog, "judgeStart").isEnabled());
    QCOMPARE(result(*dialog), QStringLiteral("At least two finished trials are needed."));
    delete dialog;
}

void TestJudgeDialog::runsPage_offersItsFinishedTrials()
{
    WrittenHistory history;
    history.addRun("random", 1, 30, false);
    history.writer().flush();
    LiveServices live(history.path());
    RunsPage page(live.services());
    page.resize(1376, 832);
    page.show();
    QTRY_COMPARE_WITH_TIMEOUT(page.trials().total(), 30, kPatience);
    int finished = 0;
    page.trials().forEach([&](const history::TrialRow& row) { finished += row.state == TrialState::Finished ? 1 : 0; });
    QTest::mouseClick(page.findChild<QToolButton*>(QStringLiteral("judgeTrials")), Qt::LeftButton);
    auto* dialog = page.findChild<JudgeDialog*>();
    QVERIFY(dialog != nullptr);
    QCOMPARE(child<QSpinBox>(*dialog, "judgeCount").maximum(), finished);
    dialog->reject();
}

QTEST_MAIN(TestJudgeDialog)
#include "tst_judge_dialog.moc"
