// SPDX-License-Identifier: GPL-3.0-or-later
#include <QComboBox>
#include <QHelpEvent>
#include <QLineEdit>
#include <QSpinBox>
#include <QToolTip>

#include "tests/ui/inspector_bench.h"
#include "ui/canvas/graph_place.h"
#include "ui/pages/design/inspector/cells_section.h"
#include "ui/pages/design/inspector/commit_field.h"
#include "ui/pages/design/inspector/constraints_section.h"
#include "ui/pages/design/inspector/whole_space_section.h"

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

} // namespace

/// Nothing selected: the space with its task, constraints and cells.
class TestInspectorSpace : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void constraint_isCheckedWhileTyped();
    void constraint_isTakenOverThoughItsSectionGoes();
    void constraint_isTakenOverThoughAnotherDocumentComes();
    void constraint_isChangedAndDeleted();
    void constraintsTypedQuickly_areAllTakenOver();
    void longConstraint_staysWhole();
    void names_areCompletedInConstraints();
    void writtenForm_isChosen();
    void task_isEdited();
    void cells_areRenamedAndDeletedWhenUnused();
    void cells_sayHowManyBlocksAndCopiesThereAre();
    void longPaper_endsInDotsAndIsInTheTooltip();
};

void TestInspectorSpace::constraint_isCheckedWhileTyped()
{
    InspectorBench bench(edgeSpace());
    bench.inspector.show(Inspected::Selection{});
    auto* section = bench.inspector.section<ConstraintsSection>();
    QVERIFY(section != nullptr);
    QCOMPARE(section->count(), std::size_t(0));
    QTest::mouseClick(&section->addButton(), Qt::LeftButton);
    QCOMPARE(section->count(), std::size_t(1));
    ConstraintField* field = section->field(0);
    QVERIFY(field->hasFocus());
    QTest::keyClicks(field, QStringLiteral("params <= "));
    QTRY_VERIFY_WITH_TIMEOUT(!section->isBusy(), kPatience);
    QVERIFY(!section->problem(0).isEmpty()); // as far as it is typed, it is wrong
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(!section->isBusy(), kPatience);
    QVERIFY(bench.document->space()->constraints.empty());
    QTest::keyClicks(field, QStringLiteral("5e5"));
    QTRY_VERIFY_WITH_TIMEOUT(!section->isBusy(), kPatience);
    QCOMPARE(section->problem(0), QString());
    QVERIFY(bench.document->space()->constraints.empty()); // only with Enter
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(bench.document->space()->constraints.size(), std::size_t(1), kPatience);
    QCOMPARE(bench.document->space()->constraints.front(), std::string("params <= 5e5"));
    QCOMPARE(section->field(0), field);
    QCOMPARE(bench.steps(), 1);
    bench.document->steps().undo();
    QCOMPARE(section->count(), std::size_t(0));
}

void TestInspectorSpace::constraint_isTakenOverThoughItsSectionGoes()
{
    InspectorBench bench(edgeSpace());
    bench.inspector.show(Inspected::Selection{});
    auto* section = bench.inspector.section<ConstraintsSection>();
    QTest::mouseClick(&section->addButton(), Qt::LeftButton);
    QTest::keyClicks(section->field(0), QStringLiteral("depth <= 9"));
    bench.select("head"); // a click on the canvas, at once
    QTRY_COMPARE_WITH_TIMEOUT(bench.document->space()->constraints, (std::vector<std::string>{"depth <= 9"}),
                              kPatience);
}

void TestInspectorSpace::constraint_isTakenOverThoughAnotherDocumentComes()
{
    InspectorBench bench(edgeSpace());
    SpaceDocument another(std::make_shared<const space::SearchSpace>(edgeSpace()), {});
    bench.inspector.show(Inspected::Selection{});
    auto* section = bench.inspector.section<ConstraintsSection>();
    QTest::mouseClick(&section->addButton(), Qt::LeftButton);
    QTest::keyClicks(section->field(0), QStringLiteral("depth <= 9"));
    bench.inspector.setDocument(&another); // Ctrl+Tab
    QTRY_COMPARE_WITH_TIMEOUT(bench.document->space()->constraints, (std::vector<std::string>{"depth <= 9"}),
                              kPatience);
    QVERIFY(another.space()->constraints.empty());
    bench.inspector.setDocument(nullptr);
}

void TestInspectorSpace::constraint_isChangedAndDeleted()
{
    space::SearchSpace space = edgeSpace();
    space.constraints = {"params <= 5e5", "depth <= 12", "nonsense <= 1"};
    InspectorBench bench(space);
    bench.inspector.show(Inspected::Selection{});
    auto* section = bench.inspector.section<ConstraintsSection>();
    QCOMPARE(section->count(), std::size_t(3));
    QTRY_VERIFY_WITH_TIMEOUT(!section->isBusy(), kPatience);
    QVERIFY(section->problem(0).isEmpty() && section->problem(1).isEmpty());
    QVERIFY2(section->problem(2).contains(QStringLiteral("nonsense")), qPrintable(section->problem(2)));
    replaceText(section->field(1), QStringLiteral("depth <= 9"));
    section->field(0)->setFocus();
    QTRY_COMPARE_WITH_TIMEOUT(bench.document->space()->constraints[1], std::string("depth <= 9"), kPatience);
    // One that was begun stays while another is deleted.
    QTest::mouseClick(&section->addButton(), Qt::LeftButton);
    QTest::keyClicks(section->field(3), QStringLiteral("macs <"));
    QTest::mouseClick(section->field(0)->parentWidget()->findChild<QToolButton*>(), Qt::LeftButton);
    QCOMPARE(bench.document->space()->constraints, (std::vector<std::string>{"depth <= 9", "nonsense <= 1"}));
    QCOMPARE(section->count(), std::size_t(3));
    QCOMPARE(section->field(0)->text(), QStringLiteral("depth <= 9"));
    QCOMPARE(section->field(2)->text(), QStringLiteral("macs <"));
    replaceText(section->field(1), QString());
    QTest::keyClick(section->field(1), Qt::Key_Return);
    QCOMPARE(bench.document->space()->constraints, (std::vector<std::string>{"depth <= 9"}));
    QCOMPARE(section->count(), std::size_t(2));
}

void TestInspectorSpace::constraintsTypedQuickly_areAllTakenOver()
{
    space::SearchSpace space = edgeSpace();
    space.constraints = {"params <= 5e5", "depth <= 12"};
    InspectorBench bench(space);
    bench.inspector.show(Inspected::Selection{});
    auto* section = bench.inspector.section<ConstraintsSection>();
    replaceText(section->field(0), QStringLiteral("params <= 6e5"));
    replaceText(section->field(1), QStringLiteral("depth <= 9")); // before the first has been checked
    section->addButton().setFocus();
    QTRY_COMPARE_WITH_TIMEOUT(bench.document->space()->constraints,
                              (std::vector<std::string>{"params <= 6e5", "depth <= 9"}), kPatience);
}

void TestInspectorSpace::longConstraint_staysWhole()
{
    space::SearchSpace space = edgeSpace();
    std::string sum = "0";
    while (sum.size() < 3000)
        sum += " + depth";
    space.constraints = {"params <= 5e5 && (" + sum + ") > 0"};
    InspectorBench bench(space);
    bench.inspector.show(Inspected::Selection{});
    auto* section = bench.inspector.section<ConstraintsSection>();
    QCOMPARE(section->field(0)->text().toStdString(), space.constraints.front());
    section->field(0)->setFocus();
    section->addButton().setFocus(); // nothing was typed
    QTRY_VERIFY_WITH_TIMEOUT(!section->isBusy(), kPatience);
    QCOMPARE(section->problem(0), QString());
    QCOMPARE(bench.document->space()->constraints, space.constraints);
    QCOMPARE(bench.steps(), 0);
}

void TestInspectorSpace::names_areCompletedInConstraints()
{
    InspectorBench bench(edgeSpace());
    bench.inspector.show(Inspected::Selection{});
    auto* section = bench.inspector.section<ConstraintsSection>();
    QTest::mouseClick(&section->addButton(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!section->isBusy(), kPatience);
    ConstraintField* field = section->field(0);
    QTest::keyClicks(field, QStringLiteral("ed"));
    QCOMPARE(field->completer().completionCount(), 1);
    QCOMPARE(field->completer().currentCompletion(), QStringLiteral("edge"));
    Q_EMIT field->completer().activated(QStringLiteral("edge"));
    QCOMPARE(field->text(), QStringLiteral("edge"));
    QTest::keyClicks(field, QStringLiteral(" == 0 && ma"));
    QCOMPARE(field->completer().currentCompletion(), QStringLiteral("macs"));
    Q_EMIT field->completer().activated(QStringLiteral("macs"));
    QCOMPARE(field->text(), QStringLiteral("edge == 0 && macs"));
}

void TestInspectorSpace::writtenForm_isChosen()
{
    space::SearchSpace space = edgeSpace();
    space.textForm = "of a later version";
    InspectorBench bench(std::move(space));
    bench.inspector.show(Inspected::Selection{});
    QComboBox& form = bench.inspector.section<WholeSpaceSection>()->form();
    QCOMPARE(form.currentIndex(), -1);
    form.setFocus();
    QTest::keyClick(&form, Qt::Key_End);
    QCOMPARE(bench.document->space()->textForm, std::string("nas-bench-201"));
    QTest::keyClick(&form, Qt::Key_Home);
    QCOMPARE(bench.document->space()->textForm, std::string());
    QCOMPARE(bench.steps(), 2);
    bench.document->steps().undo();
    QCOMPARE(form.currentText(), QStringLiteral("NAS-Bench-201"));
}

void TestInspectorSpace::task_isEdited()
{
    InspectorBench bench(edgeSpace());
    bench.inspector.show(Inspected::Selection{});
    const std::string before = bench.text();
    auto* section = bench.inspector.section<WholeSpaceSection>();
    section->dimension(0).setValue(1);
    section->classes().setValue(47);
    QCOMPARE(bench.document->space()->task.input, space::Shape::image(1, 32, 32));
    QCOMPARE(bench.document->space()->task.classes, std::int64_t(47));
    section->kind().setFocus();
    for (const char* kind : {"sequence", "tokens", "vector"}) {
        QTest::keyClick(&section->kind(), Qt::Key_Down);
        QCOMPARE(section->kind().currentText(), QLatin1String(kind));
        const space::Task& task = bench.document->space()->task;
        QVERIFY(space::Task::fromJson(task.toJson(), "task").has_value());
        QCOMPARE(section->vocabulary().isVisible(), task.input.kind == space::ShapeKind::Tokens);
    }
    QVERIFY(!section->dimension(1).isVisible());
    replaceText(&section->nameField(), QStringLiteral("mine"));
    QTest::keyClick(&section->nameField(), Qt::Key_Return);
    replaceText(&section->titleField(), QStringLiteral("My space"));
    QTest::keyClick(&section->titleField(), Qt::Key_Return);
    QCOMPARE(bench.document->space()->name, std::string("mine"));
    QCOMPARE(bench.inspector.subject(), QStringLiteral("My space"));
    while (bench.document->steps().canUndo())
        bench.document->steps().undo();
    QCOMPARE(bench.text(), before);
}

void TestInspectorSpace::cells_areRenamedAndDeletedWhenUnused()
{
    space::SearchSpace space =
        chainOf({{.id = "use", .kind = space::BlockKind::Cell, .cell = "normal"}, opBlock("head", "head")});
    for (const char* name : {"normal", "spare"})
        space.cells[name] = chainOf({opBlock("conv", "relu-conv-bn")}).graph;
    InspectorBench bench(space);
    bench.inspector.show(Inspected::Selection{});
    auto* section = bench.inspector.section<CellsSection>();
    QCOMPARE(section->rows(), (QStringList{"normal: used by 1 block(s)", "spare: unused"}));
    QVERIFY(!section->removeButton(0)->isEnabled());
    replaceText(section->field(0), QStringLiteral("spare"));
    QTest::keyClick(section->field(0), Qt::Key_Return);
    QVERIFY(!section->problem().isEmpty()); // there is one of that name
    replaceText(section->field(0), QStringLiteral("zeta"));
    QTest::keyClick(section->field(0), Qt::Key_Return);
    QCOMPARE(bench.block("use").cell, std::string("zeta"));
    QCOMPARE(section->rows(), (QStringList{"spare: unused", "zeta: used by 1 block(s)"}));
    QTest::mouseClick(section->removeButton(0), Qt::LeftButton);
    QCOMPARE(bench.document->space()->cells.size(), std::size_t(1));
    QCOMPARE(section->count(), std::size_t(1));
}

void TestInspectorSpace::cells_sayHowManyBlocksAndCopiesThereAre()
{
    // Three blocks, each repeated five times.
    const space::SearchSpace space = space::openSpace("nas-bench-201").value();
    InspectorBench bench(space);
    bench.inspector.show(Inspected::Selection{});
    QCOMPARE(bench.inspector.section<CellsSection>()->rows(), (QStringList{"cell: used by 3 block(s) 15 copies"}));
    QCOMPARE(placeAt(space, {"cell", {}}).note, QStringLiteral("used by 3 block(s), 15 copies, decisions shared"));
    // In another cell which is used twice, and may be left out there.
    space::SearchSpace nested = chainOf({{.id = "a", .kind = space::BlockKind::Cell, .cell = "outer"},
                                         {.id = "b", .kind = space::BlockKind::Cell, .cell = "outer"}});
    nested.cells["inner"] = chainOf({opBlock("conv", "relu-conv-bn")}).graph;
    space::Graph use;
    use.blocks.push_back({.id = "inner", .kind = space::BlockKind::Cell, .cell = "inner"});
    nested.cells["outer"] =
        chainOf({{.id = "maybe", .kind = space::BlockKind::Optional, .body = {use}},
                 {.id = "twice", .kind = space::BlockKind::Repeat, .body = {use}, .low = 2, .high = 2}})
            .graph;
    InspectorBench other(nested);
    other.inspector.show(Inspected::Selection{});
    QCOMPARE(other.inspector.section<CellsSection>()->rows(),
             (QStringList{"inner: used by 2 block(s) up to 6 copies", "outer: used by 2 block(s)"}));
}

void TestInspectorSpace::longPaper_endsInDotsAndIsInTheTooltip()
{
    space::SearchSpace space = edgeSpace();
    space.paper = "Dong and Yang, NAS-Bench-201: Extending the Scope of Reproducible NAS, ICLR 2020";
    InspectorBench bench(space);
    bench.inspector.show(Inspected::Selection{});
    const QString paper = QString::fromStdString(space.paper);
    CommitField* field = nullptr;
    for (CommitField* each : bench.inspector.findChildren<CommitField*>()) {
        if (each->stored() == paper)
            field = each;
    }
    QVERIFY(field != nullptr && field->isCut());
    QHelpEvent asked(QEvent::ToolTip, field->rect().center(), field->mapToGlobal(field->rect().center()));
    QApplication::sendEvent(field, &asked);
    QCOMPARE(QToolTip::text(), paper);
    QToolTip::hideText();
    field->clearFocus();
    const QImage withDots = field->grab().toImage();
    field->setFocus();
    field->setCursorPosition(0);
    QVERIFY(withDots != field->grab().toImage());
    QCOMPARE(field->text(), paper); // only its picture is shortened
    field->setText(QStringLiteral("short"));
    QVERIFY(!field->isCut());
}

QTEST_MAIN(TestInspectorSpace)
#include "tst_inspector_space.moc"
