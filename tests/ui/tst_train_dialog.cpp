// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <filesystem>
#include <optional>

#include <QComboBox>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include "app/compose/catalogue.h"
#include "app/compose/torch_loader.h"
#include "core/data/dataset.h"
#include "core/history/reader.h"
#include "core/history/writer.h"
#include "core/space/realise.h"
#include "tests/ui/settings_sandbox.h"
#include "ui/frame/main_window.h"
#include "ui/frame/window_host.h"
#include "ui/pages/runs/train_dialog.h"

using namespace cw;
using namespace cw::ui;

namespace {

constexpr int kPatience = 60'000; ///< ms

/// A network of NAS-Bench-201 as it was found on CIFAR-10 at 16 px, narrow and short.
ArchitecturePtr foundNetwork(bool withOrigin)
{
    const space::SearchSpace space = space::openSpace("nas-bench-201").value();
    const space::DecisionTree tree = space::compileOrError(space).value();
    const std::string text = "|nor_conv_3x3~0|+|none~0|nor_conv_1x1~1|+|skip_connect~0|none~1|nor_conv_3x3~2|";
    const space::Task task{space::Shape::image(3, 16, 16), 10};
    space::Architecture architecture =
        space::realiseOrError(space, tree, space::parseCandidate(space, tree, text).value(), {task, 0.25, 1}).value();
    if (withOrigin)
        architecture.origin = space::originOf(space::toJson(space), text, 0.25, 1);
    return std::make_shared<const space::Architecture>(std::move(architecture));
}

} // namespace

/// "Train final": the found network on its own data set and on another one, with the real library.
class TestTrainDialog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void network_followsDataSetWidthAndCells();
    void training_measuresTheTestPart();
    void stop_keepsWhatWasMeasured();
    void closingTheWindow_asksBeforeATrainingIsLost();
    void otherKindOfData_saysWhyNot();
    void networkWithoutOrigin_keepsItsCells();
    void trialOfARun_keepsResultAndWeights();

private:
    TrainDialog* open(bool withOrigin = true);
    template <class Widget>
    static Widget& child(TrainDialog& dialog, const char* name)
    {
        return *dialog.findChild<Widget*>(QString::fromLatin1(name));
    }
    static void choose(TrainDialog& dialog, const QString& dataset)
    {
        auto& combo = child<QComboBox>(dialog, "trainDataset");
        if (combo.findData(dataset) < 0)
            combo.addItem(dataset, dataset);
        combo.setCurrentIndex(combo.findData(dataset));
    }

    const std::string m_images = CELLWRIGHT_TEST_DATA "/images/cifar10-16px";
    std::optional<SettingsSandbox> m_sandbox;
    std::optional<QTemporaryDir> m_folder;
    std::optional<WindowHost> m_host;
};

void TestTrainDialog::initTestCase()
{
    const auto places = app::torchLibraryPlaces();
    if (std::none_of(places.begin(), places.end(), [](const auto& place) { return std::filesystem::exists(place); }))
        QSKIP("skipped: torch library not found");
    if (!data::describeDataSet("fashion-mnist") || !data::describeDataSet(m_images))
        QSKIP("skipped: data not found");
}

void TestTrainDialog::init()
{
    m_sandbox.emplace();
    QSettings().setValue(QStringLiteral("window/language"), QStringLiteral("en"));
    m_folder.emplace();
    m_host.emplace(app::makeCatalogue(), StartOptions{.history = m_folder->path().toStdString() + "/history.sqlite"},
                   makePages);
}

TrainDialog* TestTrainDialog::open(bool withOrigin)
{
    TrainDialog::Subject subject{.title = "Trial 3 of run 1",
                                 .architecture = foundNetwork(withOrigin),
                                 .dataset = m_images,
                                 .settings = Json::object(),
                                 .found = {}};
    if (withOrigin) {
        subject.found.width = 0.25;
        subject.found.cells = 1;
    }
    auto* dialog = new TrainDialog(m_host->services(), std::move(subject), &m_host->window());
    dialog->show();
    return dialog;
}

void TestTrainDialog::network_followsDataSetWidthAndCells()
{
    TrainDialog* dialog = open();
    QTRY_VERIFY_WITH_TIMEOUT(dialog->network(), kPatience);
    QVERIFY(dialog->network()->ops == foundNetwork(true)->ops);
    choose(*dialog, QStringLiteral("fashion-mnist"));
    QTRY_VERIFY_WITH_TIMEOUT(dialog->network(), kPatience);
    QCOMPARE(dialog->network()->task.input, space::Shape::image(1, 28, 28));
    const std::int64_t before = dialog->network()->costs.parameters;
    child<QSpinBox>(*dialog, "trainCells").setValue(2);
    QTRY_VERIFY_WITH_TIMEOUT(dialog->network(), kPatience);
    const std::int64_t deeper = dialog->network()->costs.parameters;
    QVERIFY(deeper > before);
    child<QDoubleSpinBox>(*dialog, "trainWidth").setValue(0.5);
    QTRY_VERIFY_WITH_TIMEOUT(dialog->network(), kPatience);
    QVERIFY(dialog->network()->costs.parameters > 3 * deeper); // twice as wide: about four times the weights
    QVERIFY(child<QLabel>(*dialog, "trainFacts").text().contains("60,000 training samples"));
    dialog->reject();
}

void TestTrainDialog::training_measuresTheTestPart()
{
    TrainDialog* dialog = open();
    QTRY_VERIFY_WITH_TIMEOUT(dialog->network(), kPatience);
    child<QSpinBox>(*dialog, "trainEpochs").setValue(2);
    QTest::mouseClick(&child<QPushButton>(*dialog, "trainStart"), Qt::LeftButton);
    QVERIFY(dialog->isWorking());
    QTRY_VERIFY_WITH_TIMEOUT(!dialog->isWorking(), kPatience);
    const QString result = child<QLabel>(*dialog, "trainResult").text();
    QVERIFY2(result.startsWith("Test accuracy "), qPrintable(result));
    QCOMPARE(dialog->findChild<QTableWidget*>()->rowCount(), 2);
    dialog->reject();
}

void TestTrainDialog::stop_keepsWhatWasMeasured()
{
    TrainDialog* dialog = open();
    QTRY_VERIFY_WITH_TIMEOUT(dialog->network(), kPatience);
    child<QSpinBox>(*dialog, "trainEpochs").setValue(1000);
    auto& button = child<QPushButton>(*dialog, "trainStart");
    QTest::mouseClick(&button, Qt::LeftButton);
    auto* table = dialog->findChild<QTableWidget*>();
    QTRY_VERIFY_WITH_TIMEOUT(table->rowCount() >= 1, kPatience);
    QCOMPARE(button.text(), QStringLiteral("Stop"));
    QTest::mouseClick(&button, Qt::LeftButton);
    QVERIFY(!dialog->isWorking());
    const QString result = child<QLabel>(*dialog, "trainResult").text();
    QVERIFY2(result.startsWith("Stopped after "), qPrintable(result));
    QVERIFY(table->rowCount() >= 1);
    QCOMPARE(button.text(), QStringLiteral("Train"));
    QVERIFY(button.isEnabled());
    dialog->reject();
}

void TestTrainDialog::closingTheWindow_asksBeforeATrainingIsLost()
{
    TrainDialog* dialog = open();
    QTRY_VERIFY_WITH_TIMEOUT(dialog->network(), kPatience);
    child<QSpinBox>(*dialog, "trainEpochs").setValue(1000);
    m_host->window().show();
    QVERIFY(m_host->window().mayEndPages()); // nothing would be lost yet
    QTest::mouseClick(&child<QPushButton>(*dialog, "trainStart"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(dialog->findChild<QTableWidget*>()->rowCount() >= 1, kPatience);
    int asked = 0;
    QMessageBox::StandardButton given = QMessageBox::No;
    QTimer person;
    connect(&person, &QTimer::timeout, this, [&] {
        if (auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget())) {
            ++asked;
            box->button(given)->click();
        }
    });
    person.start(10);
    QVERIFY(!m_host->window().close());
    QCOMPARE(asked, 1);
    QVERIFY(m_host->window().isVisible() && dialog->isWorking());
    // Another language makes the window anew.
    Q_EMIT m_host->window().languageChosen(QStringLiteral("zh_CN"));
    QTRY_COMPARE(asked, 2);
    QVERIFY(m_host->window().findChild<TrainDialog*>() == dialog && dialog->isWorking());
    given = QMessageBox::Yes;
    QVERIFY(m_host->window().close());
    QCOMPARE(asked, 3);
}

void TestTrainDialog::otherKindOfData_saysWhyNot()
{
    const QString table = QStringLiteral(CELLWRIGHT_TEST_DATA "/tables/spam.csv.gz");
    if (!data::describeDataSet(table.toStdString()))
        QSKIP("skipped: data not found");
    TrainDialog* dialog = open();
    QTRY_VERIFY_WITH_TIMEOUT(dialog->network(), kPatience);
    choose(*dialog, table);
    QVERIFY(!dialog->network());
    QTRY_VERIFY_WITH_TIMEOUT(child<QLabel>(*dialog, "trainFacts").text().contains("an image"), kPatience);
    QVERIFY(!child<QPushButton>(*dialog, "trainStart").isEnabled());
    QVERIFY(!child<QPushButton>(*dialog, "trainSave").isEnabled());
    dialog->reject();
}

void TestTrainDialog::networkWithoutOrigin_keepsItsCells()
{
    TrainDialog* dialog = open(false);
    QTRY_VERIFY_WITH_TIMEOUT(dialog->network(), kPatience);
    QVERIFY(!child<QSpinBox>(*dialog, "trainCells").isEnabled());
    choose(*dialog, QStringLiteral("fashion-mnist"));
    QTRY_VERIFY_WITH_TIMEOUT(dialog->network(), kPatience);
    QCOMPARE(dialog->network()->task.input, space::Shape::image(1, 28, 28));
    dialog->reject();
}

void TestTrainDialog::trialOfARun_keepsResultAndWeights()
{
    const std::filesystem::path file = m_folder->path().toStdString() + "/history.sqlite";
    {
        history::Writer writer(file);
        history::NewRun run;
        run.name = "found";
        run.dataset = m_images;
        run.config = run.space = run.versions = Json::object();
        QCOMPARE(writer.createRun(run), 1);
        writer.postTrial({.run = 1, .trial = 3}, nullptr);
        writer.flush();
    }
    TrainDialog::Subject subject;
    subject.run = 1;
    subject.trial = 3;
    subject.architecture = foundNetwork(true);
    subject.dataset = m_images;
    subject.found = {.width = 0.25, .cells = 1};
    auto* dialog = new TrainDialog(m_host->services(), std::move(subject), &m_host->window());
    dialog->show();
    QSignalSpy kept(dialog, &TrainDialog::kept);
    QTRY_VERIFY_WITH_TIMEOUT(dialog->network(), kPatience);
    child<QSpinBox>(*dialog, "trainEpochs").setValue(1);
    QTest::mouseClick(&child<QPushButton>(*dialog, "trainStart"), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(kept.size(), 1, kPatience);
    const auto rows = history::Reader(file).finalTrainings(1, 3);
    QCOMPARE(rows.size(), std::size_t(1));
    QCOMPARE(rows[0].request["dataset"].get<std::string>(), m_images);
    QVERIFY(rows[0].report["test_accuracy"].get<double>() > 0.1); // of ten classes
    QCOMPARE(std::int64_t(file_size(file.parent_path() / rows[0].weights)), rows[0].bytes);
    QVERIFY(rows[0].bytes > 4 * rows[0].report["parameters"].get<std::int64_t>());
    dialog->reject();
}

QTEST_MAIN(TestTrainDialog)
#include "tst_train_dialog.moc"
