// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSpinBox>

#include "core/space/block_schema.h"
#include "core/space/validate.h"
#include "tests/ui/inspector_bench.h"
#include "ui/pages/design/inspector/commit_field.h"
#include "ui/pages/design/inspector/value_chip.h"
#include "ui/widgets/quiet_controls.h"

using namespace cw;
using namespace cw::ui;

namespace {

/// A network in which that op fits: the first task in which it does.
space::SearchSpace spaceAround(const std::string& op)
{
    space::Task text;
    text.input = space::Shape::tokens(16);
    text.vocabulary = 40;
    for (space::Task task :
         {space::Task{space::Shape::image(4, 16, 16), 10}, space::Task{space::Shape::sequence(16, 8), 10}, text,
          space::Task{space::Shape::vector(12), 10}}) {
        for (const char* end : {"head", ""}) {
            std::vector<space::Block> blocks{opBlock("op", op)};
            if (*end != '\0')
                blocks.push_back(opBlock("end", end));
            space::SearchSpace space = chainOf(std::move(blocks), task);
            if (space::compile(space).issues.empty())
                return space;
        }
    }
    return chainOf({opBlock("op", op)});
}

/// Issues that are not about that parameter, one a line.
std::string otherIssues(const space::SearchSpace& space, const std::string& block, const std::string& param)
{
    std::string lines;
    const std::string path = block + "." + param;
    for (const space::Issue& issue : space::validateStructure(space)) {
        if (issue.path != path)
            lines += issue.path + ": " + issue.what + "\n";
    }
    return lines;
}

void type(QWidget* field, const QString& text)
{
    field->setFocus();
    if (auto* line = qobject_cast<QLineEdit*>(field))
        line->selectAll();
    else if (auto* spin = qobject_cast<QAbstractSpinBox*>(field))
        spin->selectAll();
    QTest::keyClicks(field, text);
}

void click(ParamRow* row, ParamMode mode)
{
    QTest::mouseClick(row->modes().segment(static_cast<int>(mode)), Qt::LeftButton);
}

} // namespace

/// Parameters: fixed, choice, range and back, for every op of the catalogue.
class TestInspectorParams : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyParameter_goesThroughAllModesAndBack_data();
    void everyParameter_goesThroughAllModesAndBack();
    void trainingSettings_areLeftToTheRunUntilSet();
    void typing_isOneStepAndKeepsTheFocus();
    void anotherEdit_doesNotTakeTheFieldAway();
    void chips_areAddedChangedAndTakenOut();
    void listedValues_comeFromAMenu();
    void range_refusesWhatDoesNotFit();
    void absurdInput_changesNothing_data();
    void absurdInput_changesNothing();
    void reset_goesBackToTheDefault();
    void givenValue_isShownAndCanBeGivenUp();
    void parameter_becomesOneOfItsCell();
    void severalBlocks_areEditedAsOneStep();
    void foreignParameter_canOnlyBeDeleted();
    void controls_haveNames();
};

void TestInspectorParams::everyParameter_goesThroughAllModesAndBack_data()
{
    QTest::addColumn<QString>("op");
    for (const space::OpEntry& entry : space::opCatalogue().entries()) {
        if (!entry.schema.specs().empty())
            QTest::newRow(entry.id.c_str()) << QString::fromStdString(entry.id);
    }
}

void TestInspectorParams::everyParameter_goesThroughAllModesAndBack()
{
    QFETCH(QString, op);
    const space::SearchSpace space = spaceAround(op.toStdString());
    InspectorBench bench(space);
    bench.select("op");
    const std::string before = bench.text();
    const bool clean = space::compile(space).issues.empty();
    QCOMPARE(otherIssues(space, "op", ""), std::string());
    for (const ParamSpec& spec : space::schemaOf(bench.block("op"))->specs()) {
        ParamRow* row = bench.param(spec.name);
        QVERIFY2(row != nullptr, spec.name.c_str());
        QVERIFY(row->isVisible());
        QCOMPARE(row->state().mode, ParamMode::Fixed);
        int steps = 0;
        for (const ParamMode mode : {ParamMode::Choice, ParamMode::Range, ParamMode::Choice, ParamMode::Fixed}) {
            const bool possible = mode != ParamMode::Range || isNumber(spec);
            QCOMPARE(row->modes().segment(static_cast<int>(mode))->isEnabled(), possible);
            if (!possible)
                continue;
            const ParamMode was = row->state().mode;
            click(row, mode);
            if (!row->problem().isEmpty()) { // a text that no choice can hold is refused in a sentence
                QCOMPARE(spec.type, ParamType::Text);
                QCOMPARE(row->state().mode, was);
                row->setProblem({});
                continue;
            }
            steps += was == mode ? 0 : 1;
            QVERIFY2(row->state().mode == mode, qPrintable(row->objectName()));
            QCOMPARE(row->modes().current(), static_cast<int>(mode));
            const space::SearchSpace& now = *bench.document->space();
            QCOMPARE(otherIssues(now, "op", spec.name), std::string());
            const auto held = now.graph.find("op")->params.find(spec.name);
            if (mode != ParamMode::Fixed) {
                QVERIFY(held != now.graph.find("op")->params.end() && held->second.domain);
                QVERIFY(!space::compile(now).tree.decisions.empty());
            }
            if (held != now.graph.find("op")->params.end())
                QCOMPARE(valueProblem(spec, held->second), std::string());
        }
        QCOMPARE(bench.text(), before); // the value that was, which is the default
        QCOMPARE(bench.steps(), steps);
        if (clean)
            QVERIFY(space::compile(*bench.document->space()).issues.empty());
        while (bench.document->steps().canUndo()) {
            bench.document->steps().undo();
        }
        QCOMPARE(bench.text(), before);
        bench.document->steps().clear();
    }
}

void TestInspectorParams::trainingSettings_areLeftToTheRunUntilSet()
{
    InspectorBench bench(chainOf({opBlock("head", "head"), {.id = "training", .kind = space::BlockKind::Training}}));
    bench.select("training");
    const std::string before = bench.text();
    for (const ParamSpec& spec : space::trainingSchema().specs()) {
        ParamRow* row = bench.param(spec.name);
        QVERIFY(row != nullptr);
        QCOMPARE(row->state().mode, ParamMode::Absent);
        QVERIFY(!row->resetButton().isVisible());
        click(row, ParamMode::Fixed);
        QVERIFY(bench.block("training").params.at(spec.name).fixed == spec.defaultValue);
        click(row, ParamMode::Choice);
        QVERIFY(bench.block("training").params.at(spec.name).domain.has_value());
        if (isNumber(spec)) {
            click(row, ParamMode::Range);
            QVERIFY(bench.block("training").params.at(spec.name).domain->kind != space::DomainKind::Categorical);
        }
        QCOMPARE(otherIssues(*bench.document->space(), "training", spec.name), std::string());
        click(row, ParamMode::Absent);
        QCOMPARE(bench.block("training").params.count(spec.name), std::size_t(0));
    }
    QCOMPARE(bench.text(), before);
    click(bench.param("learning_rate"), ParamMode::Range);
    QCOMPARE(bench.block("training").params.at("learning_rate").domain->kind, space::DomainKind::LogReal);
}

void TestInspectorParams::typing_isOneStepAndKeepsTheFocus()
{
    InspectorBench bench(chainOf({opBlock("conv", "conv2d"), opBlock("head", "head")}));
    bench.select("conv");
    ParamRow* row = bench.param("filters");
    auto* box = qobject_cast<QSpinBox*>(row->fixed().control());
    QVERIFY(box != nullptr);
    QCOMPARE(box->text(), QStringLiteral("as input"));
    type(box, QStringLiteral("128"));
    QVERIFY(box->hasFocus());
    QCOMPARE(box->text(), QStringLiteral("128"));
    QVERIFY(bench.block("conv").params.at("filters").fixed == Json(128));
    QCOMPARE(bench.steps(), 1);
    QCOMPARE(bench.document->steps().text(0), QStringLiteral("Set Filters"));
    bench.document->steps().undo();
    QCOMPARE(bench.block("conv").params.count("filters"), std::size_t(0));
    QCOMPARE(box->text(), QStringLiteral("as input"));
    QVERIFY(box->hasFocus());
    // Another visit is another step.
    type(box, QStringLiteral("16"));
    bench.param("kernel")->fixed().control()->setFocus();
    type(box, QStringLiteral("32"));
    QCOMPARE(bench.steps(), 2);
}

void TestInspectorParams::anotherEdit_doesNotTakeTheFieldAway()
{
    InspectorBench bench(chainOf({opBlock("mb", "mbconv"), opBlock("head", "head")}));
    bench.select("mb");
    auto* box = qobject_cast<QDoubleSpinBox*>(bench.param("expand")->fixed().control());
    type(box, QStringLiteral("4.50"));
    QCOMPARE(box->text(), QStringLiteral("4.50")); // not made shorter while somebody types
    const ParamRow* row = bench.param("expand");
    bench.document->apply(QStringLiteral("elsewhere"),
                          [](space::SearchSpace& space) { return space::setTitle(space, {}, "head", "Classifier"); });
    bench.select("mb"); // as the page does after each change
    QCOMPARE(bench.param("expand"), row);
    QVERIFY(box->hasFocus());
    QCOMPARE(box->text(), QStringLiteral("4.50"));
    QTest::keyClicks(box, QStringLiteral("5"));
    QVERIFY(bench.block("mb").params.at("expand").fixed == Json(4.505));
}

void TestInspectorParams::chips_areAddedChangedAndTakenOut()
{
    InspectorBench bench(chainOf({opBlock("conv", "conv2d"), opBlock("head", "head")}));
    bench.select("conv");
    ParamRow* row = bench.param("kernel");
    click(row, ParamMode::Choice);
    ChoiceEditor& editor = row->choice();
    const auto choices = [&] { return bench.block("conv").params.at("kernel").domain->choices; };
    QCOMPARE(choices(), (std::vector<std::string>{"1", "3", "5"}));
    QTest::mouseClick(editor.addButton(), Qt::LeftButton);
    QVERIFY(editor.field()->hasFocus());
    QTest::keyClicks(editor.field(), QStringLiteral("7"));
    QTest::keyClick(editor.field(), Qt::Key_Return);
    QCOMPARE(choices(), (std::vector<std::string>{"1", "3", "5", "7"}));
    QVERIFY(editor.field()->hasFocus()); // for the next one
    QTest::keyClicks(editor.field(), QStringLiteral("3"));
    QTest::keyClick(editor.field(), Qt::Key_Return);
    QVERIFY(row->problem().contains(QStringLiteral("already")));
    editor.field()->selectAll();
    QTest::keyClicks(editor.field(), QStringLiteral("0"));
    QTest::keyClick(editor.field(), Qt::Key_Return);
    QVERIFY2(row->problem().contains(QStringLiteral("from 1 to")), qPrintable(row->problem()));
    QTest::keyClick(editor.field(), Qt::Key_Escape);
    QVERIFY(row->problem().isEmpty());
    QVERIFY(!editor.field()->isVisible());
    // In place: 7 becomes 2, which goes to its place.
    QTest::mouseClick(editor.chips()[3], Qt::LeftButton, {}, QPoint(8, 8));
    editor.field()->selectAll();
    QTest::keyClicks(editor.field(), QStringLiteral("2"));
    QTest::keyClick(editor.field(), Qt::Key_Return);
    QCOMPARE(choices(), (std::vector<std::string>{"1", "2", "3", "5"}));
    QTest::mouseClick(editor.chips()[0], Qt::LeftButton, {}, QPoint(editor.chips()[0]->width() - 8, 12));
    editor.chips()[0]->setFocus();
    QTest::keyClick(editor.chips()[0], Qt::Key_Delete);
    QCOMPARE(choices(), (std::vector<std::string>{"3", "5"}));
    QTest::keyClick(editor.chips()[0], Qt::Key_Delete);
    QTest::keyClick(editor.chips()[0], Qt::Key_Delete); // the last one stays
    QCOMPARE(choices(), (std::vector<std::string>{"5"}));
}

void TestInspectorParams::listedValues_comeFromAMenu()
{
    InspectorBench bench(chainOf({opBlock("act", "activation"), opBlock("head", "head")}));
    bench.select("act");
    ParamRow* row = bench.param("kind");
    click(row, ParamMode::Choice);
    const std::size_t before = row->choice().choices().size();
    QTest::mouseClick(row->choice().addButton(), Qt::LeftButton);
    auto* menu = row->choice().findChild<QMenu*>();
    QVERIFY(menu != nullptr);
    QAction* last = menu->actions().back();
    const std::string value = last->data().toString().toStdString();
    last->trigger();
    menu->close();
    const std::vector<std::string>& now = bench.block("act").params.at("kind").domain->choices;
    QCOMPARE(now.size(), before + 1);
    QVERIFY(std::find(now.begin(), now.end(), value) != now.end());
}

void TestInspectorParams::range_refusesWhatDoesNotFit()
{
    InspectorBench bench(chainOf({opBlock("conv", "conv2d"), opBlock("head", "head")}));
    bench.select("conv");
    ParamRow* row = bench.param("filters");
    click(row, ParamMode::Range);
    RangeEditor* range = row->range();
    QVERIFY(range != nullptr && range->isVisible());
    QVERIFY2(range->summary().startsWith(QStringLiteral("7 ")) &&
                 range->summary().endsWith(QString::fromUtf8("16, 24, 32, \u2026, 64")),
             qPrintable(range->summary()));
    const std::string before = bench.text();
    type(range->low(), QStringLiteral("100"));
    QCOMPARE(row->problem(), QStringLiteral("the lower bound 100 is not below the upper bound 64"));
    QVERIFY(bench.text() != before); // 1 and 10 were right
    bench.select("conv");
    QCOMPARE(range->low()->text(), QStringLiteral("100")); // what is typed stays
    type(range->high(), QStringLiteral("200"));
    QVERIFY(row->problem().isEmpty());
    QCOMPARE(*bench.block("conv").params.at("filters").domain, space::Domain::integer(100, 200, 8));
    type(range->low(), QStringLiteral("300"));
    QVERIFY(!row->problem().isEmpty());
    bench.param("kernel")->fixed().control()->setFocus(); // given up
    QVERIFY(row->problem().isEmpty());
    QCOMPARE(range->low()->text(), QStringLiteral("30")); // the last one that was right
}

void TestInspectorParams::absurdInput_changesNothing_data()
{
    QTest::addColumn<QString>("typed");
    QTest::newRow("10,000 characters") << QString(10'000, QLatin1Char('9'));
    QTest::newRow("emoji") << QString::fromUtf8("\xF0\x9F\xA7\xA0\xF0\x9F\x92\xA5");
    QTest::newRow("NaN") << QStringLiteral("NaN");
    QTest::newRow("infinity") << QStringLiteral("inf");
    QTest::newRow("1e999") << QStringLiteral("1e999");
    QTest::newRow("minus") << QStringLiteral("-5");
    QTest::newRow("separators") << QStringLiteral("a=b;c/d[e]");
    QTest::newRow("blanks") << QStringLiteral("   ");
}

void TestInspectorParams::absurdInput_changesNothing()
{
    QFETCH(QString, typed);
    InspectorBench bench(chainOf({opBlock("mb", "mbconv"), opBlock("head", "head")}));
    bench.select("mb");
    const auto paste = [&](QLineEdit* line) {
        line->setFocus();
        line->selectAll();
        line->insert(typed);
    };
    const auto lineOf = [](QWidget* control) { return control->findChild<QLineEdit*>(); };
    for (const char* name : {"kernel", "expand"}) {
        ParamRow* row = bench.param(name);
        QWidget* control = row->fixed().control();
        // Pasted: keys are filtered one by one by the box itself.
        paste(lineOf(control));
        QCOMPARE(otherIssues(*bench.document->space(), "mb", ""), std::string());
        QTest::keyClick(control, Qt::Key_Return);
        bench.param("stride")->fixed().control()->setFocus();
        for (const auto& [param, value] : bench.block("mb").params)
            QCOMPARE(valueProblem(row->spec(), value), std::string());
        bench.document->steps().undo();
        click(row, ParamMode::Choice);
        const std::string before = bench.text();
        QTest::mouseClick(row->choice().addButton(), Qt::LeftButton);
        paste(row->choice().field());
        QTest::keyClick(row->choice().field(), Qt::Key_Return);
        QCOMPARE(bench.text(), before);
        QVERIFY(typed.trimmed().isEmpty() || !row->problem().isEmpty());
        QVERIFY(row->problem().size() < 400);
    }
    QVERIFY(bench.inspector.width() == Metrics::kInspector);
}

void TestInspectorParams::reset_goesBackToTheDefault()
{
    InspectorBench bench(chainOf({opBlock("conv", "conv2d"), opBlock("head", "head")}));
    bench.select("conv");
    ParamRow* row = bench.param("stride");
    QVERIFY(!row->state().changed && !row->resetButton().isVisible());
    type(row->fixed().control(), QStringLiteral("2"));
    QVERIFY(row->state().changed && row->resetButton().isVisible());
    QTest::mouseClick(&row->resetButton(), Qt::LeftButton);
    QVERIFY(bench.block("conv").params.empty());
    QVERIFY(!row->state().changed);
    QCOMPARE(qobject_cast<QSpinBox*>(row->fixed().control())->value(), 1);
    // -0 is 0, and a typed default is the default.
    InspectorBench other(chainOf({opBlock("drop", "dropout"), opBlock("head", "head")}));
    other.select("drop");
    const std::string name = other.inspector.section<ParamsSection>()->paramRows().front()->spec().name;
    type(other.param(name)->fixed().control(), QStringLiteral("0.25"));
    type(other.param(name)->fixed().control(), QStringLiteral("-0"));
    const auto held = other.block("drop").params.find(name);
    QVERIFY(held == other.block("drop").params.end() || !std::signbit(held->second.fixed.get<double>()));
}

void TestInspectorParams::givenValue_isShownAndCanBeGivenUp()
{
    space::SearchSpace space = chainOf({opBlock("head", "head")});
    space.cells["normal"] = chainOf({opBlock("conv", "relu-conv-bn", {{"filters", {.of = "width"}}})}).graph;
    space.graph.blocks.insert(
        space.graph.blocks.begin() + 1,
        {.id = "use", .kind = space::BlockKind::Cell, .params = {{"width", {.fixed = 16}}}, .cell = "normal"});
    space.graph.links = {{"input", "use"}, {"use", "head"}, {"head", "output"}};
    QVERIFY(space::compile(space).issues.empty());
    InspectorBench bench(space);
    bench.selectIn({"normal", {}}, {"conv"});
    ParamRow* row = bench.param("filters");
    QCOMPARE(row->state().mode, ParamMode::Given);
    QCOMPARE(row->givers().currentData().toString(), QStringLiteral("width"));
    click(row, ParamMode::Fixed);
    QVERIFY(bench.document->space()->cells.at("normal").find("conv")->params.empty());
    click(row, ParamMode::Given); // the use still gives it
    QCOMPARE(bench.document->space()->cells.at("normal").find("conv")->params.at("filters").of, std::string("width"));
    QVERIFY(space::compile(*bench.document->space()).issues.empty());
    // At the use: what the op inside expects.
    bench.select("use");
    ParamRow* width = bench.param("width");
    QVERIFY(width != nullptr);
    QCOMPARE(width->spec().type, ParamType::Int);
    click(width, ParamMode::Choice);
    QVERIFY(space::compile(*bench.document->space()).issues.empty());
    QCOMPARE(bench.block("use").params.at("width").domain->choices, (std::vector<std::string>{"8", "16", "32"}));
}

void TestInspectorParams::parameter_becomesOneOfItsCell()
{
    space::SearchSpace space = chainOf({opBlock("head", "head")});
    space.cells["normal"] = chainOf({opBlock("conv", "relu-conv-bn", {{"kernel", {.fixed = 5}}})}).graph;
    for (const char* id : {"one", "two"})
        space.graph.blocks.insert(space.graph.blocks.begin() + 1,
                                  {.id = id, .kind = space::BlockKind::Cell, .cell = "normal"});
    space.graph.links = {{"input", "one"}, {"one", "two"}, {"two", "head"}, {"head", "output"}};
    InspectorBench bench(space);
    const std::string before = bench.text();
    bench.selectIn({"normal", {}}, {"conv"});
    click(bench.param("kernel"), ParamMode::Given);
    QVERIFY(space::compile(*bench.document->space()).issues.empty());
    for (const char* id : {"one", "two"})
        QVERIFY(bench.block(id).params.at("kernel").fixed == Json(5));
    QCOMPARE(bench.steps(), 1);
    bench.document->steps().undo();
    QCOMPARE(bench.text(), before);
}

void TestInspectorParams::severalBlocks_areEditedAsOneStep()
{
    InspectorBench bench(chainOf({opBlock("a", "conv2d", {{"kernel", {.fixed = 5}}}), opBlock("b", "conv2d"),
                                  opBlock("c", "max-pool"), opBlock("head", "head")}));
    bench.selectIn({}, {"a", "b", "c"});
    QCOMPARE(bench.inspector.subject(), QStringLiteral("3 blocks"));
    const std::string before = bench.text();
    ParamRow* kernel = bench.param("kernel");
    QVERIFY(kernel != nullptr && bench.param("filters") == nullptr); // a pool has none
    QVERIFY(kernel->state().mixed);
    QCOMPARE(kernel->text(), QStringLiteral("mixed"));
    auto* mixed = kernel->fixed().findChild<CommitField*>();
    QVERIFY(mixed->isVisible() && mixed->text().isEmpty());
    QCOMPARE(mixed->placeholderText(), QStringLiteral("mixed"));
    type(mixed, QStringLiteral("2x"));
    QTest::keyClick(mixed, Qt::Key_Return);
    QVERIFY(!kernel->problem().isEmpty());
    mixed->selectAll();
    QTest::keyClicks(mixed, QStringLiteral("7"));
    QTest::keyClick(mixed, Qt::Key_Return);
    for (const char* id : {"a", "b", "c"})
        QVERIFY(bench.block(id).params.at("kernel").fixed == Json(7));
    QVERIFY(!kernel->state().mixed);
    QCOMPARE(bench.steps(), 1);
    click(kernel, ParamMode::Choice);
    for (const char* id : {"a", "b", "c"})
        QVERIFY(bench.block(id).params.at("kernel").domain.has_value());
    bench.document->steps().undo();
    bench.document->steps().undo();
    QCOMPARE(bench.text(), before);
    QVERIFY(kernel->state().mixed);
}

void TestInspectorParams::foreignParameter_canOnlyBeDeleted()
{
    InspectorBench bench(chainOf({opBlock("conv", "conv2d", {{"colour", {.fixed = "red"}}}), opBlock("head", "head")}));
    bench.select("conv");
    const auto buttons = bench.inspector.section<ParamsSection>()->findChildren<QPushButton*>();
    QCOMPARE(buttons.size(), 1);
    QTest::mouseClick(buttons.front(), Qt::LeftButton);
    QVERIFY(bench.block("conv").params.empty());
    QVERIFY(!buttons.front()->isVisible());
}

void TestInspectorParams::controls_haveNames()
{
    InspectorBench bench(chainOf({opBlock("mb", "mbconv"), opBlock("head", "head")}));
    for (const char* id : {"mb", "head", ""}) {
        if (*id == '\0')
            bench.inspector.show(Inspected::Selection{});
        else
            bench.select(id);
        for (const QWidget* widget : bench.inspector.findChildren<QWidget*>()) {
            const bool reached =
                widget->isVisible() && (widget->focusPolicy() & Qt::TabFocus) != 0 && widget->focusProxy() == nullptr;
            const bool inner = qobject_cast<QAbstractSpinBox*>(widget->parentWidget()) != nullptr;
            if (reached && !inner)
                QVERIFY2(!widget->accessibleName().isEmpty(),
                         qPrintable(QLatin1String(widget->metaObject()->className()) + widget->objectName()));
        }
    }
}

QTEST_MAIN(TestInspectorParams)
#include "tst_inspector_params.moc"
