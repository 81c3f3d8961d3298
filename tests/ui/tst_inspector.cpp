// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QSpinBox>

#include "tests/ui/inspector_bench.h"
#include "ui/pages/design/inspector/alternatives_section.h"
#include "ui/pages/design/inspector/name_section.h"
#include "ui/pages/design/inspector/structure_section.h"
#include "ui/pages/design/inspector/whole_space_section.h"
#include "ui/widgets/quiet_controls.h"

using namespace cw;
using namespace cw::ui;

namespace {

constexpr int kPatience = 30'000;

void replaceText(QLineEdit* field, const QString& text)
{
    field->setFocus();
    field->selectAll();
    QTest::keyClick(field, Qt::Key_Delete);
    QTest::keyClicks(field, text);
}

space::SearchSpace edgeSpace()
{
    return chainOf(
        {choiceBlock("edge", {{"conv", "conv2d"}, {"skip", "skip"}, {"none", "zero"}}), opBlock("head", "head")});
}

space::SearchSpace stageSpace()
{
    space::Block stage{.id = "stage", .kind = space::BlockKind::Repeat, .low = 1, .high = 3};
    stage.body = {chainOf({opBlock("conv", "relu-conv-bn")}).graph};
    return chainOf({stage, opBlock("head", "head")});
}

/// Two ways from the input, and a block that takes one or both of them.
space::SearchSpace inputsSpace()
{
    space::SearchSpace space = chainOf({opBlock("a", "conv2d"),
                                        opBlock("b", "conv2d"),
                                        {.id = "join", .kind = space::BlockKind::Inputs, .low = 1, .high = 2},
                                        opBlock("head", "head")});
    space.graph.links = {{"input", "a"}, {"input", "b"},   {"a", "join"},
                         {"b", "join"},  {"join", "head"}, {"head", "output"}};
    return space;
}

QStringList names(const space::Block& choice)
{
    QStringList list;
    for (const space::Alternative& each : choice.alternatives)
        list << QString::fromStdString(each.name);
    return list;
}

} // namespace

/// Names, structure and alternatives.
class TestInspector : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void names_takeEffectWithEnterOrWhenTheFocusLeaves();
    void refusedName_saysWhyAndStays();
    void pendingName_countsWhenAnotherBlockIsSelected();
    void pendingName_countsWhenTheBlockBecomesAnother();
    void refusedName_isNotTriedOnAnotherBlock();
    void alternatives_areMovedRenamedAndDeleted();
    void addedAlternative_hasANameOfItsOwn();
    void alternative_isEditedInPlace();
    void repeat_hasCopiesTiesAndStage();
    void blockInsideARepeat_showsTheRepeat();
    void inputs_takeSomeAndMerge();
    void output_mergesLooseEnds();
    void use_changesItsCell();
    void vanishedBlock_leavesTheSpace();
    void absurdNames_areRefused_data();
    void absurdNames_areRefused();
    void withoutDocument_nothingCanBeEdited();
};

void TestInspector::names_takeEffectWithEnterOrWhenTheFocusLeaves()
{
    InspectorBench bench(edgeSpace());
    bench.select("edge");
    const std::string before = bench.text();
    auto* section = bench.inspector.section<NameSection>();
    CommitField& id = section->idField();
    QCOMPARE(id.text(), QStringLiteral("edge"));
    replaceText(&id, QStringLiteral("0-1"));
    QCOMPARE(bench.text(), before); // not with every letter
    QTest::keyClick(&id, Qt::Key_Return);
    QVERIFY(bench.document->space()->graph.find("0-1") != nullptr);
    QVERIFY(id.hasFocus()); // its row is what it was
    QCOMPARE(bench.inspector.section<NameSection>(), section);
    bench.select("0-1"); // as the page does
    QCOMPARE(bench.inspector.section<NameSection>(), section);
    CommitField& title = *section->titleField();
    replaceText(&title, QStringLiteral("First edge"));
    id.setFocus();
    QCOMPARE(bench.block("0-1").title, std::string("First edge"));
    QCOMPARE(bench.inspector.subject(), QStringLiteral("First edge"));
    bench.document->steps().undo();
    bench.document->steps().undo();
    QCOMPARE(bench.text(), before);
}

void TestInspector::refusedName_saysWhyAndStays()
{
    InspectorBench bench(edgeSpace());
    bench.select("edge");
    const std::string before = bench.text();
    auto* section = bench.inspector.section<NameSection>();
    replaceText(&section->idField(), QStringLiteral("head"));
    QTest::keyClick(&section->idField(), Qt::Key_Return);
    QCOMPARE(bench.text(), before);
    QVERIFY(!section->problem().isEmpty());
    QCOMPARE(section->idField().text(), QStringLiteral("head")); // to be mended
    QTest::keyClick(&section->idField(), Qt::Key_Escape);
    QCOMPARE(section->idField().text(), QStringLiteral("edge"));
    QVERIFY(section->problem().isEmpty());
    replaceText(&section->idField(), QStringLiteral("a/b"));
    QTest::keyClick(&section->idField(), Qt::Key_Return);
    QVERIFY(!section->problem().isEmpty());
    QCOMPARE(bench.text(), before);
}

void TestInspector::pendingName_countsWhenAnotherBlockIsSelected()
{
    InspectorBench bench(edgeSpace());
    bench.select("edge");
    replaceText(bench.inspector.section<NameSection>()->titleField(), QStringLiteral("Typed"));
    bench.select("head");
    QCOMPARE(bench.block("edge").title, std::string("Typed"));
    QCOMPARE(bench.block("head").title, std::string());
}

void TestInspector::pendingName_countsWhenTheBlockBecomesAnother()
{
    InspectorBench bench(edgeSpace());
    bench.select("head");
    QVERIFY(!bench.document->apply(QStringLiteral("Wrap"), [](space::SearchSpace& space) {
        return space::wrapBlock(space, {}, "head", space::BlockKind::Repeat);
    }));
    QVERIFY(bench.inspector.section<StructureSection>() != nullptr);
    replaceText(&bench.inspector.section<NameSection>()->idField(), QStringLiteral("tail"));
    bench.document->steps().undo(); // its button does not take the focus
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QVERIFY(bench.document->space()->graph.find("tail") != nullptr);
    QVERIFY(bench.inspector.section<StructureSection>() == nullptr);
    QCOMPARE(bench.inspector.findChildren<NameSection*>().size(), 1);
    QCOMPARE(bench.inspector.section<NameSection>()->idField().text(), QStringLiteral("tail"));
    bench.document->steps().undo();
    QVERIFY(bench.inspector.section<NameSection>() == nullptr); // nothing is called so any more
}

void TestInspector::refusedName_isNotTriedOnAnotherBlock()
{
    InspectorBench bench(edgeSpace());
    bench.select("edge");
    const std::string before = bench.text();
    CommitField& id = bench.inspector.section<NameSection>()->idField();
    replaceText(&id, QStringLiteral("head"));
    QTest::keyClick(&id, Qt::Key_Return);
    QSignalSpy committed(&id, &CommitField::committed);
    bench.select("output");
    QCOMPARE(committed.count(), 1); // for the block that was selected
    QCOMPARE(bench.text(), before);
    QCOMPARE(bench.inspector.section<NameSection>()->idField().text(), QStringLiteral("output"));
}

void TestInspector::alternatives_areMovedRenamedAndDeleted()
{
    InspectorBench bench(edgeSpace());
    bench.select("edge");
    const std::string before = bench.text();
    AlternativeList& list = bench.inspector.section<AlternativesSection>()->list();
    QCOMPARE(list.count(), 3);
    list.setFocus();
    list.setCurrentRow(2);
    QTest::keyClick(&list, Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(names(bench.block("edge")), (QStringList{"conv", "none", "skip"}));
    QCOMPARE(list.currentRow(), 1);
    QTest::keyClick(&list, Qt::Key_Up, Qt::AltModifier);
    QTest::keyClick(&list, Qt::Key_Up, Qt::AltModifier); // the first already
    QCOMPARE(names(bench.block("edge")), (QStringList{"none", "conv", "skip"}));
    QTest::keyClick(&list, Qt::Key_F2);
    auto* editor = list.findChild<QLineEdit*>();
    QVERIFY(editor != nullptr);
    editor->selectAll();
    QTest::keyClicks(editor, QStringLiteral("zero"));
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(names(bench.block("edge")), (QStringList{"zero", "conv", "skip"})); // the editor closes later
    // A name that is taken is refused in a sentence, and the row says what is.
    list.item(0)->setText(QStringLiteral("conv"));
    QVERIFY(!bench.inspector.section<AlternativesSection>()->problem().isEmpty());
    QCOMPARE(list.item(0)->text(), QStringLiteral("zero"));
    list.setCurrentRow(1);
    QTest::keyClick(&list, Qt::Key_Delete);
    QCOMPARE(names(bench.block("edge")), (QStringList{"zero", "skip"}));
    QCOMPARE(list.count(), 2);
    while (bench.document->steps().canUndo())
        bench.document->steps().undo();
    QCOMPARE(bench.text(), before);
    QCOMPARE(list.count(), 3);
    QCOMPARE(list.item(2)->text(), QStringLiteral("none"));
}

void TestInspector::addedAlternative_hasANameOfItsOwn()
{
    InspectorBench bench(edgeSpace());
    bench.select("edge");
    auto* section = bench.inspector.section<AlternativesSection>();
    for (int i = 0; i < 2; ++i) {
        QTest::mouseClick(&section->addButton(), Qt::LeftButton);
        OfferMenu* menu = nullptr;
        for (QWidget* each : QApplication::topLevelWidgets()) {
            if (each->isVisible() && qobject_cast<OfferMenu*>(each) != nullptr)
                menu = qobject_cast<OfferMenu*>(each);
        }
        QVERIFY(menu != nullptr);
        for (int row = 0; row < menu->list().count(); ++row)
            QVERIFY(menu->list().item(row)->text() != QStringLiteral("Training")); // an alternative is an op
        QTest::keyClicks(&menu->field(), QStringLiteral("max pool"));
        QTest::keyClick(&menu->field(), Qt::Key_Return);
    }
    const space::Block& edge = bench.block("edge");
    QCOMPARE(edge.alternatives.size(), std::size_t(5));
    QCOMPARE(edge.alternatives[3].body.front().blocks.front().op, std::string("max-pool"));
    QVERIFY(edge.alternatives[3].name != edge.alternatives[4].name);
    QCOMPARE(section->list().currentRow(), 4);
    QCOMPARE(bench.steps(), 2);
}

void TestInspector::alternative_isEditedInPlace()
{
    InspectorBench bench(edgeSpace());
    bench.select("edge");
    QSignalSpy chosen(&bench.inspector, &Inspector::alternativeChosen);
    AlternativeList& list = bench.inspector.section<AlternativesSection>()->list();
    list.setFocus();
    list.setCurrentRow(0);
    QTest::keyClick(&list, Qt::Key_Return);
    QTRY_COMPARE(chosen.count(), 1);
    QCOMPARE(bench.inspector.detail(), QStringLiteral("alternative 1 of 3 in edge"));
    ParamRow* kernel = bench.param("kernel");
    QVERIFY(kernel != nullptr);
    qobject_cast<QSpinBox*>(kernel->fixed().control())->setValue(5);
    QVERIFY(bench.block("edge").alternatives[0].body.front().blocks.front().params.at("kernel").fixed == Json(5));
    CommitField& name = bench.inspector.section<NameSection>()->idField();
    QCOMPARE(name.text(), QStringLiteral("conv"));
    replaceText(&name, QStringLiteral("conv5"));
    QTest::keyClick(&name, Qt::Key_Return);
    QCOMPARE(bench.block("edge").alternatives[0].name, std::string("conv5"));
    // When it is deleted elsewhere, what is left is shown.
    bench.document->apply(QStringLiteral("delete"), [](space::SearchSpace& space) {
        space.graph.blocks[1].alternatives.clear();
        return Result<Done>(Done{});
    });
    QVERIFY(bench.inspector.section<AlternativesSection>() != nullptr);
}

void TestInspector::repeat_hasCopiesTiesAndStage()
{
    InspectorBench bench(stageSpace());
    bench.select("stage");
    const std::string before = bench.text();
    auto* section = bench.inspector.section<StructureSection>();
    QVERIFY(section != nullptr && section->counts() != nullptr);
    auto* high = qobject_cast<QSpinBox*>(section->counts()->high());
    high->setFocus();
    high->selectAll();
    QTest::keyClicks(high, QStringLiteral("12"));
    QCOMPARE(bench.block("stage").high, 12);
    QCOMPARE(bench.steps(), 1);
    QVERIFY(high->hasFocus());
    QTest::mouseClick(section->tied()->segment(0), Qt::LeftButton);
    QVERIFY(!bench.block("stage").tied);
    QTest::mouseClick(section->stage(), Qt::LeftButton, {}, QPoint(8, section->stage()->height() / 2));
    QVERIFY(bench.block("stage").stage);
    QCOMPARE(bench.inspector.detail(), QStringLiteral("1 to 12 copies, 1 decision"));
    for (int i = 0; i < 3; ++i)
        bench.document->steps().undo();
    QCOMPARE(bench.text(), before);
    QCOMPARE(high->value(), 3);
}

void TestInspector::blockInsideARepeat_showsTheRepeat()
{
    InspectorBench bench(stageSpace());
    bench.selectIn({{}, {{"stage", -1}}}, {"conv"});
    QVERIFY(bench.param("kernel") != nullptr);
    auto* section = bench.inspector.section<StructureSection>();
    QVERIFY(section != nullptr);
    QTest::mouseClick(section->tied()->segment(0), Qt::LeftButton);
    QVERIFY(!bench.block("stage").tied);
}

void TestInspector::inputs_takeSomeAndMerge()
{
    InspectorBench bench(inputsSpace());
    bench.select("join");
    auto* section = bench.inspector.section<StructureSection>();
    auto* low = qobject_cast<QSpinBox*>(section->counts()->low());
    QCOMPARE(qobject_cast<QSpinBox*>(section->counts()->high())->maximum(), 2); // two links lead to it
    low->setValue(2);
    QCOMPARE(bench.block("join").low, 2);
    for (const std::string& name : {std::string("concat"), std::string("searched"), std::string("sum")}) {
        const auto& all = space::mergeNames();
        const int index = static_cast<int>(std::find(all.begin(), all.end(), name) - all.begin());
        QTest::mouseClick(section->merge()->segment(index), Qt::LeftButton);
        QCOMPARE(bench.block("join").merge, name);
    }
    QVERIFY(section->looseEnds() == nullptr);
}

void TestInspector::output_mergesLooseEnds()
{
    InspectorBench bench(edgeSpace());
    bench.select("output");
    auto* section = bench.inspector.section<StructureSection>();
    QTest::mouseClick(section->looseEnds(), Qt::LeftButton, {}, QPoint(8, section->looseEnds()->height() / 2));
    QVERIFY(bench.block("output").looseEnds);
    QVERIFY(section->merge()->segment(3) == nullptr || !section->merge()->segment(3)->isVisible()); // not searched
}

void TestInspector::use_changesItsCell()
{
    space::SearchSpace space =
        chainOf({{.id = "use", .kind = space::BlockKind::Cell, .cell = "normal"}, opBlock("head", "head")});
    for (const char* name : {"normal", "other"})
        space.cells[name] = chainOf({opBlock("conv", "relu-conv-bn")}).graph;
    InspectorBench bench(space);
    bench.select("use");
    QComboBox* combo = bench.inspector.section<StructureSection>()->cell();
    QCOMPARE(combo->currentText(), QStringLiteral("normal"));
    combo->setFocus();
    QTest::keyClick(combo, Qt::Key_Down);
    QCOMPARE(bench.block("use").cell, std::string("other"));
}

void TestInspector::vanishedBlock_leavesTheSpace()
{
    InspectorBench bench(edgeSpace());
    bench.select("edge");
    bench.document->apply(QStringLiteral("delete"),
                          [](space::SearchSpace& space) { return space::removeBlocks(space, {}, {"edge"}, true); });
    QVERIFY(bench.inspector.section<WholeSpaceSection>() != nullptr);
    bench.document->steps().undo();
    QVERIFY(bench.inspector.section<AlternativesSection>() != nullptr);
}

void TestInspector::absurdNames_areRefused_data()
{
    QTest::addColumn<QString>("typed");
    QTest::newRow("10,000 characters") << QString(10'000, QLatin1Char('a'));
    QTest::newRow("separators") << QStringLiteral("a=b;c/d[e]");
    QTest::newRow("blanks") << QStringLiteral("   ");
}

void TestInspector::absurdNames_areRefused()
{
    QFETCH(QString, typed);
    InspectorBench bench(edgeSpace());
    bench.select("edge");
    const std::string before = bench.text();
    auto* section = bench.inspector.section<NameSection>();
    section->idField().setFocus();
    section->idField().selectAll();
    section->idField().insert(typed);
    QTest::keyClick(&section->idField(), Qt::Key_Return);
    QCOMPARE(bench.text(), before);
    QVERIFY(!section->problem().isEmpty() && section->problem().size() < 400);
    QCOMPARE(bench.inspector.width(), Metrics::kInspector);
    // An emoji is a name like another.
    section->idField().selectAll();
    section->idField().insert(QString::fromUtf8("\xF0\x9F\xA7\xA0"));
    QTest::keyClick(&section->idField(), Qt::Key_Return);
    QVERIFY(bench.document->space()->graph.find("\xF0\x9F\xA7\xA0") != nullptr);
}

void TestInspector::withoutDocument_nothingCanBeEdited()
{
    Theme theme;
    Inspector inspector(theme);
    SpaceView view(theme);
    inspector.show(view);
    QCOMPARE(inspector.subject(), QStringLiteral("No space open"));
    view.setSpace(std::make_shared<const space::SearchSpace>(edgeSpace()));
    inspector.show(view);
    QCOMPARE(inspector.subject(), QStringLiteral("test"));
    QVERIFY(inspector.rows().contains(QStringLiteral("classes: 10")));
    QVERIFY(inspector.findChildren<QLineEdit*>().isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(!view.isBusy(), kPatience);
}

QTEST_MAIN(TestInspector)
#include "tst_inspector.moc"
