// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdexcept>

#include <QSignalSpy>
#include <QTest>

#include "core/space/edit/edit.h"
#include "ui/document/space_document.h"

using namespace cw;
using namespace cw::ui;

namespace {

SpacePtr templateSpace(const char* id)
{
    return std::make_shared<const space::SearchSpace>(space::openSpace(id).value());
}

std::string bytesOf(const SpaceDocument& document)
{
    return space::toJson(*document.space()).dump(2);
}

/// The name of the space becomes `name`.
SpaceDocument::Edit nameIt(const std::string& name)
{
    return [name](space::SearchSpace& space) -> Result<Done> {
        space.name = name;
        return Done{};
    };
}

/// Takes the first block of the cell out, with its links.
Result<Done> removeFirstBlock(space::SearchSpace& space)
{
    space::Graph& cell = space.cells.begin()->second;
    const std::string id = cell.blocks.front().id;
    cell.blocks.erase(cell.blocks.begin());
    std::erase_if(cell.links, [&](const space::Link& link) { return link.from == id || link.to == id; });
    return Done{};
}

} // namespace

class TestSpaceDocument : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void steps_areUndoneAndRedoneByteForByte();
    void refusedEdit_changesNothingAndSaysWhy();
    void thrownError_isARefusalToo();
    void editWithoutEffect_isNoStep();
    void stepsOfOneKind_joinTheNewest();
    void typedAndTakenBack_isNoStep();
    void savedState_isTheUnmodifiedOne();
    void savedWhileEditingWentOn_staysModified();
    void unsavedWork_isModifiedWithoutASteps();
    void title_isTheFilesOrTheSpaces();
    void longNames_makeShortStepTexts();
    void severalStepsAtOnce_areOneChange();
    void statesHandedOut_neverChange();
};

void TestSpaceDocument::steps_areUndoneAndRedoneByteForByte()
{
    SpaceDocument document(templateSpace("nas-bench-201"), {});
    std::vector<std::string> states{bytesOf(document)};
    const std::vector<SpaceDocument::Edit> edits{
        nameIt("mine"), removeFirstBlock,
        [](space::SearchSpace& space) -> Result<Done> {
            space.graph.blocks.front().x += 16;
            space.constraints.push_back("params <= 5e5");
            return Done{};
        },
        [](space::SearchSpace& space) -> Result<Done> {
            space.cells["another"] = space.cells.begin()->second;
            space.cells.erase(space.cells.find("another") == space.cells.begin() ? std::next(space.cells.begin())
                                                                                 : space.cells.begin());
            space.extra["note"] = "kept";
            return Done{};
        },
        removeFirstBlock};
    for (std::size_t i = 0; i < edits.size(); ++i) {
        QVERIFY(!document.apply(QStringLiteral("step %1").arg(i), edits[i]));
        states.push_back(bytesOf(document));
        QVERIFY(states[i] != states[i + 1]);
    }
    QCOMPARE(document.steps().count(), static_cast<int>(edits.size()));
    for (std::size_t i = edits.size(); i-- > 0;) {
        document.steps().undo();
        QCOMPARE(bytesOf(document), states[i]);
    }
    QVERIFY(!document.isModified());
    for (std::size_t i = 1; i <= edits.size(); ++i) {
        document.steps().redo();
        QCOMPARE(bytesOf(document), states[i]);
    }
}

void TestSpaceDocument::refusedEdit_changesNothingAndSaysWhy()
{
    SpaceDocument document(templateSpace("mlp"), {});
    const SpacePtr before = document.space();
    const QSignalSpy changed(&document, &SpaceDocument::changed);
    const std::optional<Error> refused =
        document.apply(QStringLiteral("refused"), [](space::SearchSpace& space) -> Result<Done> {
            space.name = "half done";
            return Error(ErrorCode::Config, "expected a name, found none");
        });
    QVERIFY(refused.has_value());
    QCOMPARE(refused->problem(), std::string("expected a name, found none"));
    QCOMPARE(document.space(), before);
    QCOMPARE(changed.count(), 0);
    QCOMPARE(document.steps().count(), 0);
}

void TestSpaceDocument::thrownError_isARefusalToo()
{
    SpaceDocument document(templateSpace("mlp"), {});
    const std::optional<Error> refused =
        document.apply(QStringLiteral("thrown"),
                       [](space::SearchSpace&) -> Result<Done> { throw Error(ErrorCode::Config, "cannot be"); });
    QVERIFY(refused.has_value());
    const std::optional<Error> failed = document.apply(
        QStringLiteral("thrown"), [](space::SearchSpace&) -> Result<Done> { throw std::length_error("too long"); });
    QVERIFY(failed.has_value());
    QCOMPARE(failed->code(), ErrorCode::Internal);
    QCOMPARE(document.steps().count(), 0);
}

void TestSpaceDocument::editWithoutEffect_isNoStep()
{
    SpaceDocument document(templateSpace("mlp"), {});
    const QSignalSpy changed(&document, &SpaceDocument::changed);
    QVERIFY(!document.apply(QStringLiteral("same name"), nameIt(document.space()->name)));
    QCOMPARE(document.steps().count(), 0);
    QCOMPARE(changed.count(), 0);
    QVERIFY(!document.isModified());
}

void TestSpaceDocument::stepsOfOneKind_joinTheNewest()
{
    SpaceDocument document(templateSpace("mlp"), {});
    const std::string first = bytesOf(document);
    const QSignalSpy changed(&document, &SpaceDocument::changed);
    const QString merge = QStringLiteral("name");
    QVERIFY(!document.apply(QStringLiteral("name m"), nameIt("m"), merge));
    QVERIFY(!document.apply(QStringLiteral("name mi"), nameIt("mi"), merge));
    QVERIFY(!document.apply(QStringLiteral("name mine"), nameIt("mine"), merge));
    QCOMPARE(document.steps().count(), 1);
    QCOMPARE(changed.count(), 3);
    QCOMPARE(document.steps().undoText(), QStringLiteral("name mine"));
    QVERIFY(!document.apply(QStringLiteral("another field"), nameIt("yours"), QStringLiteral("other")));
    QCOMPARE(document.steps().count(), 2);
    document.steps().undo();
    QCOMPARE(document.space()->name, std::string("mine"));
    document.steps().undo();
    QCOMPARE(bytesOf(document), first);
    document.steps().redo();
    QCOMPARE(document.space()->name, std::string("mine"));
}

void TestSpaceDocument::typedAndTakenBack_isNoStep()
{
    SpaceDocument document(templateSpace("mlp"), {});
    const std::string name = document.space()->name;
    QVERIFY(!document.apply(QStringLiteral("name"), nameIt("m"), QStringLiteral("name")));
    QVERIFY(!document.apply(QStringLiteral("name"), nameIt(name), QStringLiteral("name")));
    QCOMPARE(document.space()->name, name);
    QCOMPARE(document.steps().count(), 0);
    QVERIFY(!document.isModified());
}

void TestSpaceDocument::savedState_isTheUnmodifiedOne()
{
    SpaceDocument document(templateSpace("mlp"), {});
    QVERIFY(!document.isModified());
    QVERIFY(!document.apply(QStringLiteral("name"), nameIt("a"), QStringLiteral("name")));
    QVERIFY(document.isModified());
    document.setSaved(QStringLiteral("/somewhere/a.cwspace"));
    QVERIFY(!document.isModified());
    // A step after a save never joins one before it: what the file holds stays reachable.
    QVERIFY(!document.apply(QStringLiteral("name"), nameIt("ab"), QStringLiteral("name")));
    QCOMPARE(document.steps().count(), 2);
    QVERIFY(document.isModified());
    document.steps().undo();
    QVERIFY(!document.isModified());
    document.steps().undo();
    QVERIFY(document.isModified());
}

void TestSpaceDocument::savedWhileEditingWentOn_staysModified()
{
    SpaceDocument document(templateSpace("mlp"), {});
    QVERIFY(!document.apply(QStringLiteral("name"), nameIt("a")));
    const SpacePtr written = document.space();
    QVERIFY(!document.apply(QStringLiteral("name"), nameIt("b")));
    document.setSaved(QStringLiteral("/somewhere/a.cwspace"), written);
    QVERIFY(document.isModified());
    QCOMPARE(document.title(), QStringLiteral("a.cwspace"));
    document.setSaved(document.path(), document.space());
    QVERIFY(!document.isModified());
}

void TestSpaceDocument::unsavedWork_isModifiedWithoutASteps()
{
    SpaceDocument document(templateSpace("mlp"), {});
    const QSignalSpy titles(&document, &SpaceDocument::titleChanged);
    document.setUnsaved();
    QVERIFY(document.isModified());
    QVERIFY(!titles.isEmpty());
}

void TestSpaceDocument::title_isTheFilesOrTheSpaces()
{
    SpaceDocument document(templateSpace("mlp"), {});
    QCOMPARE(document.title(), QString::fromStdString(document.space()->name));
    const QSignalSpy titles(&document, &SpaceDocument::titleChanged);
    QVERIFY(!document.apply(QStringLiteral("name"), nameIt("mine")));
    QCOMPARE(document.title(), QStringLiteral("mine"));
    QVERIFY(!titles.isEmpty());
    QVERIFY(!document.apply(QStringLiteral("name"), nameIt("")));
    QVERIFY(!document.title().isEmpty());
    document.setSaved(QStringLiteral("/somewhere/of mine.cwspace"));
    QCOMPARE(document.title(), QStringLiteral("of mine.cwspace"));
}

void TestSpaceDocument::longNames_makeShortStepTexts()
{
    SpaceDocument document(templateSpace("mlp"), {});
    const QString name = QString(10'000, QChar(0x5B57));
    QVERIFY(!document.apply(QStringLiteral("Rename to %1\nor not").arg(name), nameIt(name.toStdString())));
    QVERIFY(document.steps().undoText().size() <= 80);
    QVERIFY(!document.steps().undoText().contains(QLatin1Char('\n')));
    QVERIFY(document.title().size() <= 80);
}

void TestSpaceDocument::severalStepsAtOnce_areOneChange()
{
    SpaceDocument document(templateSpace("mlp"), {});
    const std::string first = bytesOf(document);
    for (const char* name : {"a", "b", "c"})
        QVERIFY(!document.apply(QStringLiteral("name"), nameIt(name)));
    const QSignalSpy changed(&document, &SpaceDocument::changed);
    document.steps().setIndex(0); // a click in the undo list
    QCOMPARE(changed.count(), 1);
    QCOMPARE(bytesOf(document), first);
}

void TestSpaceDocument::statesHandedOut_neverChange()
{
    SpaceDocument document(templateSpace("nas-bench-201"), {});
    const SpacePtr state = document.space();
    const std::string bytes = space::toJson(*state).dump();
    QVERIFY(!document.apply(QStringLiteral("remove"), removeFirstBlock));
    document.steps().undo();
    document.steps().redo();
    QCOMPARE(space::toJson(*state).dump(), bytes);
}

QTEST_MAIN(TestSpaceDocument)
#include "tst_space_document.moc"
