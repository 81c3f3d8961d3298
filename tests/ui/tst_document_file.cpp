// SPDX-License-Identifier: GPL-3.0-or-later
#include <optional>

#include <fmt/format.h>

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "core/space/limits.h"
#include "tests/ui/settings_sandbox.h"
#include "ui/document/document_file.h"

using namespace cw;
using namespace cw::ui;

namespace {

constexpr int kPatience = 60'000;

SpacePtr templateSpace(const char* id)
{
    return std::make_shared<const space::SearchSpace>(space::openSpace(id).value());
}

SpaceDocument::Edit nameIt(const std::string& name)
{
    return [name](space::SearchSpace& space) -> Result<Done> {
        space.name = name;
        return Done{};
    };
}

} // namespace

/// Saving, where more than one thing happens at a time. What a person sees of it is in tst_design_documents.
class TestDocumentFile : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_folder.emplace(); }

    void saveAfterOneThatFails_isMade();
    void savesOneAfterAnother_endWithTheNewest();
    void saveThatWasBegun_isMadeThoughTheDocumentGoes();
    void largeSpace_isWrittenSoThatItCanBeOpened();
    void spaceThatIsTooLarge_isRefused();

private:
    QString path(const QString& name) const { return m_folder->filePath(name); }
    static std::string nameIn(const QString& path) { return space::readSpace(path.toStdString()).value().name; }

    std::optional<QTemporaryDir> m_folder;
    SettingsSandbox m_settings;
};

void TestDocumentFile::saveAfterOneThatFails_isMade()
{
    SpaceDocument document(templateSpace("mlp"), {});
    DocumentFile file(document, nullptr);
    QSignalSpy saved(&file, &DocumentFile::saved);
    QSignalSpy failed(&file, &DocumentFile::saveFailed);
    file.save(path(QStringLiteral("none/first.cwspace")));
    file.save(path(QStringLiteral("second.cwspace")));
    QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, kPatience);
    QCOMPARE(failed.count(), 1);
    QCOMPARE(document.path(), path(QStringLiteral("second.cwspace")));
    QVERIFY(!document.isModified());
    // And only then: a later save is no reason to make it again.
    file.save(path(QStringLiteral("third.cwspace")));
    QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 2, kPatience);
    QVERIFY(!file.isSaving());
    QCOMPARE(document.path(), path(QStringLiteral("third.cwspace")));
}

void TestDocumentFile::savesOneAfterAnother_endWithTheNewest()
{
    SpaceDocument document(templateSpace("mlp"), {});
    DocumentFile file(document, nullptr);
    const QString where = path(QStringLiteral("same.cwspace"));
    for (const char* name : {"first", "second", "third"}) {
        QVERIFY(!document.apply(QStringLiteral("name"), nameIt(name)));
        file.save(where);
    }
    QTRY_VERIFY_WITH_TIMEOUT(!file.isSaving(), kPatience);
    QCOMPARE(nameIn(where), std::string("third"));
    QVERIFY(!document.isModified());
}

void TestDocumentFile::saveThatWasBegun_isMadeThoughTheDocumentGoes()
{
    for (int i = 0; i < 40; ++i) { // whether a thread had begun by then is a matter of chance
        SpaceDocument document(templateSpace("mlp"), {});
        const QString where = path(QStringLiteral("%1.cwspace").arg(i));
        {
            DocumentFile file(document, nullptr);
            file.save(where);
            QVERIFY(!document.apply(QStringLiteral("name"), nameIt("newest")));
            if (i % 2 == 0)
                file.save(where);
        }
        QCOMPARE(nameIn(where), i % 2 == 0 ? std::string("newest") : templateSpace("mlp")->name);
    }
}

void TestDocumentFile::largeSpace_isWrittenSoThatItCanBeOpened()
{
    space::SearchSpace space = *templateSpace("mlp");
    for (int i = 0; i < space::kMaxBlocks - 100; ++i)
        space.graph.blocks.push_back({.id = fmt::format("op{}", i),
                                      .kind = space::BlockKind::Op,
                                      .title = std::string(8, 't'),
                                      .op = "conv2d",
                                      .params = {{"filters", {.fixed = 64}}, {"kernel", {.fixed = 5}}},
                                      .x = 16.0 * i});
    QVERIFY(space::toJson(space).dump(2).size() > space::kMaxSpaceBytes);
    const std::string where = path(QStringLiteral("large.cwspace")).toStdString();
    writeSpace(where, space);
    const Result<space::SearchSpace> read = space::readSpace(where);
    QVERIFY2(read.has_value(), read ? "" : read.error().what());
    QVERIFY(*read == space);
}

void TestDocumentFile::spaceThatIsTooLarge_isRefused()
{
    space::SearchSpace space = *templateSpace("mlp");
    space.extra["note"] = std::string(space::kMaxSpaceBytes, 'n');
    const QString where = path(QStringLiteral("huge.cwspace"));
    QVERIFY_EXCEPTION_THROWN(writeSpace(where.toStdString(), space), Error);
    QVERIFY(!QFile::exists(where));
}

QTEST_MAIN(TestDocumentFile)
#include "tst_document_file.moc"
