// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include "core/base/json.h"
#include "tests/ui/settings_sandbox.h"
#include "ui/document/open_documents.h"

using namespace cw;
using namespace cw::ui;

namespace {

constexpr int kPatience = 30'000;
const QString kSession = QStringLiteral("design/documents");

} // namespace

/// What is open, and what comes back at the next start. How a person sees it is in tst_design_documents.
class TestOpenDocuments : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        QSettings().remove(kSession);
        m_folder = std::make_unique<QTemporaryDir>();
        m_documents = std::make_unique<OpenDocuments>(
            RecoveryFolder(std::filesystem::path(m_folder->path().toStdString()) / "recovery"));
    }
    void cleanup() { m_documents.reset(); }

    void readBeforeTheLastSession_staysInFrontOfIt();
    void askedForWhileTheLastSessionIsRead_comesToTheFront();
    void createdBeforeTheLastSession_staysInFrontOfIt();

private:
    void waitUntilRead() { QTRY_VERIFY_WITH_TIMEOUT(!m_documents->isBusy(), kPatience); }
    QStringList titles() const
    {
        QStringList titles;
        for (int i = 0; i < m_documents->count(); ++i)
            titles << m_documents->at(i).title();
        return titles;
    }
    QString write(const QString& name) const
    {
        const QString path = m_folder->filePath(name);
        writeJsonFile(path.toStdString(), space::toJson(space::openSpace("mlp").value()));
        return path;
    }

    SettingsSandbox m_settings;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<OpenDocuments> m_documents;
};

void TestOpenDocuments::readBeforeTheLastSession_staysInFrontOfIt()
{
    const QStringList last{write(QStringLiteral("a.cwspace")), write(QStringLiteral("b.cwspace"))};
    QSettings().setValue(kSession, last);
    m_documents->open(write(QStringLiteral("asked.cwspace")));
    waitUntilRead();
    QCOMPARE(QSettings().value(kSession).toStringList(), last); // which nobody has seen yet
    m_documents->restore(QStringLiteral("mlp"));
    waitUntilRead();
    QCOMPARE(titles(),
             (QStringList{QStringLiteral("asked.cwspace"), QStringLiteral("a.cwspace"), QStringLiteral("b.cwspace")}));
    QCOMPARE(m_documents->currentIndex(), 0);
    QCOMPARE(QSettings().value(kSession).toStringList().size(), 3);
}

void TestOpenDocuments::askedForWhileTheLastSessionIsRead_comesToTheFront()
{
    QSettings().setValue(kSession, QStringList{write(QStringLiteral("a.cwspace")), write(QStringLiteral("b.cwspace"))});
    m_documents->restore(QStringLiteral("mlp"));
    m_documents->open(write(QStringLiteral("asked.cwspace")));
    waitUntilRead();
    QCOMPARE(m_documents->count(), 3);
    QCOMPARE(m_documents->current()->title(), QStringLiteral("asked.cwspace"));
}

void TestOpenDocuments::createdBeforeTheLastSession_staysInFrontOfIt()
{
    QSettings().setValue(kSession, QStringList{write(QStringLiteral("a.cwspace"))});
    m_documents->create();
    m_documents->restore(QStringLiteral("mlp"));
    waitUntilRead();
    QCOMPARE(titles(), (QStringList{QStringLiteral("untitled"), QStringLiteral("a.cwspace")}));
    QCOMPARE(m_documents->currentIndex(), 0);
}

QTEST_MAIN(TestOpenDocuments)
#include "tst_open_documents.moc"
