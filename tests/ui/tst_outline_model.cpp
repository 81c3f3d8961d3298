// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include "ui/pages/design/outline_model.h"

using namespace cw;
using namespace cw::ui;

namespace {

std::shared_ptr<space::SearchSpace> opened(const char* name)
{
    return std::make_shared<space::SearchSpace>(space::openSpace(name).value());
}

QStringList texts(const QAbstractItemModel& model, const QModelIndex& parent)
{
    QStringList texts;
    for (int i = 0; i < model.rowCount(parent); ++i)
        texts << model.index(i, 0, parent).data().toString();
    return texts;
}

} // namespace

class TestOutlineModel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyTemplate_keepsTheRulesOfModels_data();
    void everyTemplate_keepsTheRulesOfModels();
    void cellOfNasBench201_isATreeOfChoices();
    void places_areFoundAgain();
    void changedText_keepsTheRows();
    void addedBlock_makesTheTreeAnew();
    void noSpace_isAnEmptyTree();
};

void TestOutlineModel::everyTemplate_keepsTheRulesOfModels_data()
{
    QTest::addColumn<QString>("id");
    for (const space::TemplateInfo& info : space::templates())
        QTest::addRow("%s", info.id.c_str()) << QString::fromStdString(info.id);
}

void TestOutlineModel::everyTemplate_keepsTheRulesOfModels()
{
    QFETCH(const QString, id);
    OutlineModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setSpace(opened(qPrintable(id)));
    QVERIFY(model.rowCount() >= 1);
    model.setSpace(opened("mlp"));
    model.setSpace(nullptr);
}

void TestOutlineModel::cellOfNasBench201_isATreeOfChoices()
{
    OutlineModel model;
    model.setSpace(opened("nas-bench-201"));
    QCOMPARE(model.rowCount(), 2); // the network and its cell
    const QModelIndex cell = model.index(1, 0);
    int choices = 0;
    for (int i = 0; i < model.rowCount(cell); ++i) {
        const QModelIndex block = model.index(i, 0, cell);
        if (model.rowCount(block) == 0)
            continue;
        ++choices;
        QCOMPARE(model.rowCount(block), 5);
        QVERIFY(texts(model, block).join(QLatin1Char(' ')).contains(QStringLiteral("conv 3×3")));
        QVERIFY(!block.data(Qt::AccessibleTextRole).toString().isEmpty());
    }
    QCOMPARE(choices, 6);
}

void TestOutlineModel::places_areFoundAgain()
{
    OutlineModel model;
    model.setSpace(opened(CELLWRIGHT_SOURCE_DIR "/tests/ui/constructs.cwspace"));
    int rows = 0;
    const auto walk = [&](const auto& self, const QModelIndex& parent) -> void {
        for (int i = 0; i < model.rowCount(parent); ++i) {
            const QModelIndex index = model.index(i, 0, parent);
            QCOMPARE(model.indexOf(*model.place(index)), index);
            ++rows;
            self(self, index);
        }
    };
    walk(walk, {});
    QVERIFY(rows > 20);
    QVERIFY(!model.indexOf({{{}, "nothing of the kind"}, -1}).isValid());
    QVERIFY(!model.place({}).has_value());
}

void TestOutlineModel::changedText_keepsTheRows()
{
    OutlineModel model;
    auto space = opened("nas-bench-201");
    model.setSpace(space);
    const QPersistentModelIndex first(model.index(0, 0, model.index(0, 0)));
    const QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    auto renamed = std::make_shared<space::SearchSpace>(*space);
    renamed->graph.blocks.front().title = "Where it begins";
    model.setSpace(renamed);
    QCOMPARE(reset.count(), 0);
    QVERIFY(changed.count() > 0);
    QCOMPARE(first.data().toString(), QStringLiteral("Where it begins"));
}

void TestOutlineModel::addedBlock_makesTheTreeAnew()
{
    OutlineModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    auto space = opened("mlp");
    model.setSpace(space);
    const int before = model.rowCount(model.index(0, 0));
    auto more = std::make_shared<space::SearchSpace>(*space);
    more->graph.blocks.push_back({.id = "added", .kind = space::BlockKind::Merge});
    model.setSpace(more);
    QCOMPARE(model.rowCount(model.index(0, 0)), before + 1);
    QVERIFY(model.indexOf({{{}, "added"}, -1}).isValid());
}

void TestOutlineModel::noSpace_isAnEmptyTree()
{
    OutlineModel model;
    QCOMPARE(model.rowCount(), 0);
    model.setSpace(opened("mlp"));
    model.setSpace(nullptr);
    QCOMPARE(model.rowCount(), 0);
}

QTEST_MAIN(TestOutlineModel)
#include "tst_outline_model.moc"
