// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QSignalSpy>
#include <QTest>

#include "core/history/reader.h"
#include "tests/ui/settings_sandbox.h"
#include "tests/ui/table_run.h"
#include "tests/ui/written_history.h"
#include "ui/pages/runs/architecture_panel.h"
#include "ui/pages/runs/run_header.h"
#include "ui/pages/runs/steer_dialog.h"
#include "ui/pages/runs/trials_model.h"
#include "ui/widgets/format.h"

using namespace cw;
using namespace cw::ui;

namespace {

constexpr int kPatience = 30'000;

/// A search that goes on until it is stopped, and its dialog.
struct Bench {
    TableRun table;
    LiveServices live{table.history()};
    std::unique_ptr<SteerDialog> dialog;

    bool start()
    {
        RunService& runs = live.services().runs;
        QObject::connect(&runs, &RunService::committed, &live.feed(), &HistoryFeed::poke);
        runs.launch(table.config(100'000'000));
        const auto lives = [&] { return runs.find(1) && runs.find(1)->workers == 2 && live.feed().find(1); };
        if (!QTest::qWaitFor(lives, kPatience))
            return false;
        dialog = open(true, SteerDialog::Field::Trials);
        return true;
    }
    std::unique_ptr<SteerDialog> open(bool isLive, SteerDialog::Field first)
    {
        auto made = std::make_unique<SteerDialog>(live.services(), *live.feed().find(1), isLive, first, nullptr);
        made->setAttribute(Qt::WA_DeleteOnClose, false);
        made->show();
        return made;
    }
    template <class Child>
    Child* child(const char* name) const
    {
        return dialog->findChild<Child*>(QLatin1String(name));
    }
    void type(const char* name, const QString& text) const
    {
        child<QLineEdit>(name)->selectAll();
        QTest::keyClicks(child<QLineEdit>(name), text);
    }
};

} // namespace

class TestSteerDialog : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void trialsWorkersAndNote_areChangedAndListed();
    void wrongInput_isSaidBesideItsField_data();
    void wrongInput_isSaidBesideItsField();
    void workersBeyondTheLag_areAllowedWithAWord();
    void endedRun_onlyTakesANote();
    void candidatesAndPins_areCarriedOutOrRefusedWithTheReason();
    void wrongCandidateOrValue_isSaidBelowItsField();
    void buttonOfTheHeader_opensIt();

private:
    SettingsSandbox m_settings;
};

void TestSteerDialog::trialsWorkersAndNote_areChangedAndListed()
{
    Bench bench;
    QVERIFY(bench.start());
    QVERIFY(!bench.child<QPushButton>("steerApply")->isEnabled()); // nothing differs
    bench.type("steerTrials", QStringLiteral("90000000"));
    bench.type("steerWorkers", QStringLiteral("3"));
    bench.child<QPlainTextEdit>("steerNote")->setPlainText(QStringLiteral("a longer look"));
    QTest::keyClick(bench.child<QLineEdit>("steerWorkers"), Qt::Key_Return);
    const RunService& runs = bench.live.services().runs;
    QTRY_VERIFY_WITH_TIMEOUT(runs.find(1) && runs.find(1)->workers == 3 && runs.find(1)->budget == 90'000'000,
                             kPatience);
    QVERIFY(!bench.child<QPushButton>("steerApply")->isEnabled());
    auto* list = bench.child<QListWidget>("interventions");
    QTRY_COMPARE_WITH_TIMEOUT(list->count(), 3, kPatience);
    QVERIFY(list->item(0)->text().contains(QStringLiteral("trials ") + countText(90'000'000)));
    QVERIFY(list->item(1)->text().contains(QStringLiteral("workers 3")));
    QVERIFY(list->item(2)->text().contains(QStringLiteral("note: a longer look")));
    QVERIFY(list->item(1)->text().contains(QStringLiteral("at job ")));
    QCOMPARE(history::Reader(bench.table.history()).run(1).note, std::string("a longer look"));
}

void TestSteerDialog::wrongInput_isSaidBesideItsField_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QString>("input");
    QTest::addRow("no number") << QByteArray("steerTrials") << QStringLiteral("many");
    QTest::addRow("nothing") << QByteArray("steerTrials") << QStringLiteral(" ");
    QTest::addRow("no trial") << QByteArray("steerTrials") << QStringLiteral("0");
    QTest::addRow("fewer than there are") << QByteArray("steerTrials") << QStringLiteral("1");
    QTest::addRow("no worker") << QByteArray("steerWorkers") << QStringLiteral("0");
    QTest::addRow("too many workers") << QByteArray("steerWorkers") << QStringLiteral("1025");
    QTest::addRow("half a worker") << QByteArray("steerWorkers") << QStringLiteral("1.5");
}

void TestSteerDialog::wrongInput_isSaidBesideItsField()
{
    QFETCH(QByteArray, field);
    QFETCH(QString, input);
    Bench bench;
    QVERIFY(bench.start());
    QTRY_VERIFY_WITH_TIMEOUT(bench.live.feed().find(1)->finishedTrials > 1, kPatience);
    bench.dialog = bench.open(true, SteerDialog::Field::Trials);
    bench.type("steerTrials", QStringLiteral("90000000")); // right, and other than before
    QVERIFY(bench.child<QPushButton>("steerApply")->isEnabled());
    bench.type(field.constData(), input);
    const auto* label = bench.child<QLabel>((field + "Problem").constData());
    QCOMPARE(label->property("role").toString(), QStringLiteral("problem"));
    QVERIFY(label->isVisible() && label->text().contains(QStringLiteral("xpected")));
    QVERIFY(!bench.child<QPushButton>("steerApply")->isEnabled());
    bench.type(field.constData(), field == "steerTrials" ? QStringLiteral("80000000") : QStringLiteral("2"));
    QCOMPARE(label->property("role").toString(), QStringLiteral("secondary"));
    QVERIFY(bench.child<QPushButton>("steerApply")->isEnabled());
}

void TestSteerDialog::workersBeyondTheLag_areAllowedWithAWord()
{
    Bench bench;
    QVERIFY(bench.start());
    bench.type("steerWorkers", QStringLiteral("5")); // the lag is 4: twice the workers
    QVERIFY(bench.child<QLabel>("steerWorkersProblem")->text().contains(QStringLiteral("The lag is 4")));
    QVERIFY(bench.child<QPushButton>("steerApply")->isEnabled());
}

void TestSteerDialog::endedRun_onlyTakesANote()
{
    Bench bench;
    QVERIFY(bench.start());
    bench.dialog = bench.open(false, SteerDialog::Field::Trials);
    QVERIFY(!bench.child<QLineEdit>("steerTrials")->isEnabled());
    QVERIFY(!bench.child<QLineEdit>("steerWorkers")->isEnabled());
    bench.child<QPlainTextEdit>("steerNote")->setPlainText(QStringLiteral("done with"));
    QVERIFY(bench.child<QPushButton>("steerApply")->isEnabled());
}

void TestSteerDialog::candidatesAndPins_areCarriedOutOrRefusedWithTheReason()
{
    Bench bench;
    QVERIFY(bench.start());
    auto* decisions = bench.child<QComboBox>("steerDecision");
    QTRY_COMPARE_WITH_TIMEOUT(decisions->count(), 2, kPatience);
    const auto* list = bench.child<QListWidget>("interventions");
    const auto lists = [&](const QString& text) { return !list->findItems(text, Qt::MatchContains).isEmpty(); };
    const auto* word = bench.child<QLabel>("steerCandidateProblem");
    bench.type("steerCandidate", QStringLiteral("a=a1;b=b2"));
    QTest::mouseClick(bench.child<QPushButton>("steerEnqueue"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(lists(QStringLiteral("enqueued a=a1;b=b2   at job ")), kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(word->text().contains(QStringLiteral("In the queue since job ")), kPatience);

    decisions->setCurrentIndex(1);
    auto* values = bench.child<QComboBox>("steerValue");
    QCOMPARE(values->count(), 4);
    values->setCurrentText(QStringLiteral("b3"));
    QTest::mouseClick(bench.child<QPushButton>("steerPin"), Qt::LeftButton);
    const auto pins = [&] { return bench.dialog->findChildren<QWidget*>(QStringLiteral("pinned")); };
    QTRY_COMPARE_WITH_TIMEOUT(pins().size(), 1, kPatience);
    QVERIFY(lists(QStringLiteral("pinned b = b3")));

    QTest::keyClick(bench.child<QLineEdit>("steerCandidate"), Qt::Key_Return); // the same again, now against the pin
    QTRY_VERIFY_WITH_TIMEOUT(word->text().contains(QStringLiteral("Refused: 'b = b3' is pinned")), kPatience);
    QCOMPARE(word->property("role").toString(), QStringLiteral("problem"));
    QVERIFY(lists(QStringLiteral(", refused: 'b = b3' is pinned")));

    QTest::mouseClick(pins().first()->findChild<QToolButton*>(), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(pins().size(), 0, kPatience);
    QVERIFY(lists(QStringLiteral("unpinned b")));

    TrialsModel trials;
    ArchitecturePanel panel(bench.live.services(), trials, nullptr);
    QVERIFY(!panel.takesCandidates());
    panel.setRun(1);
    QVERIFY(panel.takesCandidates());
    panel.enqueueLike("a=a0;b=b0");
    auto* opened = panel.findChild<SteerDialog*>();
    QVERIFY(opened && opened->isVisible());
    auto* candidate = opened->findChild<QLineEdit*>(QStringLiteral("steerCandidate"));
    QCOMPARE(candidate->text(), QStringLiteral("a=a0;b=b0"));
    QCOMPARE(opened->focusWidget(), candidate);
    auto* enqueue = opened->findChild<QPushButton*>(QStringLiteral("steerEnqueue"));
    QTRY_VERIFY_WITH_TIMEOUT(enqueue->isEnabled(), kPatience);
    QTest::mouseClick(enqueue, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(lists(QStringLiteral("enqueued a=a0;b=b0   at job ")), kPatience);
}

void TestSteerDialog::wrongCandidateOrValue_isSaidBelowItsField()
{
    Bench bench;
    QVERIFY(bench.start());
    QTRY_COMPARE_WITH_TIMEOUT(bench.child<QComboBox>("steerDecision")->count(), 2, kPatience);
    const auto* enqueue = bench.child<QPushButton>("steerEnqueue");
    const auto* word = bench.child<QLabel>("steerCandidateProblem");
    QVERIFY(!enqueue->isEnabled());
    bench.type("steerCandidate", QStringLiteral("a=a1;b=b9"));
    QVERIFY(!enqueue->isEnabled());
    QCOMPARE(word->property("role").toString(), QStringLiteral("problem"));
    QVERIFY2(word->text().contains(QStringLiteral("'b9' is not one of")), qPrintable(word->text()));
    bench.type("steerCandidate", QStringLiteral("kernel=3"));
    QVERIFY(!enqueue->isEnabled() && word->text().contains(QStringLiteral("kernel")));
    bench.type("steerCandidate", QStringLiteral("b=b1;a=a2")); // in any order
    QVERIFY(enqueue->isEnabled());
    QCOMPARE(word->property("role").toString(), QStringLiteral("secondary"));
    bench.dialog = bench.open(false, SteerDialog::Field::Note);
    QTRY_COMPARE_WITH_TIMEOUT(bench.child<QComboBox>("steerDecision")->count(), 2, kPatience);
    QVERIFY(!bench.child<QLineEdit>("steerCandidate")->isEnabled());
    QVERIFY(!bench.child<QPushButton>("steerPin")->isEnabled());
}

void TestSteerDialog::buttonOfTheHeader_opensIt()
{
    Bench bench;
    QVERIFY(bench.start());
    QWidget window;
    RunHeader header(bench.live.services(), &window);
    window.resize(1000, 100);
    header.resize(1000, 56);
    window.show();
    header.show(*bench.live.feed().find(1), bench.live.services().runs.find(1));
    for (QPushButton* button : header.findChildren<QPushButton*>()) {
        if (button->text() == QStringLiteral("Budget"))
            QTest::mouseClick(button, Qt::LeftButton);
    }
    auto* dialog = window.findChild<SteerDialog*>();
    QVERIFY(dialog && dialog->isVisible());
    QCOMPARE(dialog->focusWidget()->objectName(), QStringLiteral("steerTrials"));
}

QTEST_MAIN(TestSteerDialog)
#include "tst_steer_dialog.moc"
