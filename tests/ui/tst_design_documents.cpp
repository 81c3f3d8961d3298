// SPDX-License-Identifier: GPL-3.0-or-later
#include <csignal>
#include <functional>

#include <sys/resource.h>

#include <QDialogButtonBox>
#include <QDropEvent>
#include <QFileDialog>
#include <QLineEdit>
#include <QMessageBox>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include "tests/ui/design_bench.h"
#include "ui/document/recent_files.h"
#include "ui/pages/design/document_tabs.h"

using namespace cw;
using namespace cw::ui;

class TestDesignDocuments : public DesignTest {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<DesignBench>(QStringLiteral("mlp"));
        settle();
    }
    void cleanup() { m_bench.reset(); }

    void droppedFiles_openInTabs();
    void saveAs_writesTheFileAndRemembersIt();
    void nameWithoutAnEnding_isAskedAboutWithIt();
    void readOnlyFile_isSaidAndStaysModified();
    void missingFolder_isSaidAndStaysModified();
    void fullDisk_isSaidAndStaysModified();
    void fileChangedByAnother_isAskedAboutAndReloaded();
    void fileChangedByAnother_isNotOverwrittenUnasked();
    void fileRemovedByAnother_isSaid();
    void closingUnsavedWork_asks_data();
    void closingUnsavedWork_asks();
    void newSpace_isEmptyAndUntitled();
    void tabs_rememberTheirPlace();
    void openFiles_comeBackAtTheNextStart();
    void lostWork_isOfferedAndOpened();
    void damagedRecovery_isSaidAndKept();
    void closingTheWindow_asksOnceForAll();
    void closingTheWindow_savesFirst();
    void closingTheWindow_whileATabIsBeingClosed();
    void newWindow_takesTheDocumentsOver();
    void recentFiles_areTheNewestTen();

private:
    void save()
    {
        page().actions().get(DesignCommand::Save)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(!page().documents().isBusy(), kPatience);
    }
    /// Presses a button of the question that comes.
    void answer(
        const QString& text, const std::function<bool()>& when = [] { return true; })
    {
        auto* timer = new QTimer(&page());
        connect(timer, &QTimer::timeout, timer, [timer, text, when] {
            auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
            if (box == nullptr || !when())
                return; // not yet
            timer->deleteLater();
            for (QAbstractButton* button : box->buttons()) {
                if (button->text().remove(QLatin1Char('&')) == text)
                    return button->click();
            }
            box->reject();
        });
        timer->start();
    }
};

void TestDesignDocuments::droppedFiles_openInTabs()
{
    openAndSettle();
    const QStringList paths{m_bench->write(QStringLiteral("one.cwspace")),
                            m_bench->write(QStringLiteral("two.cwspace")),
                            m_bench->write(QStringLiteral("three.cwspace"))};
    QMimeData data;
    QList<QUrl> urls;
    for (const QString& path : paths)
        urls << QUrl::fromLocalFile(path);
    data.setUrls(urls);
    QDragEnterEvent enter(QPoint(400, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&page(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(400, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&page(), &drop);
    QTRY_COMPARE_WITH_TIMEOUT(page().documents().count(), 3, kPatience); // the untouched template gave way
    settle();
    QStringList titles;
    for (int i = 0; i < 3; ++i)
        titles << page().tabs().bar().tabText(i);
    QCOMPARE(titles, (QStringList{QStringLiteral("one.cwspace"), QStringLiteral("two.cwspace"),
                                  QStringLiteral("three.cwspace")}));
    QCOMPARE(page().view().space()->name, std::string("three"));
    page().open(paths.constFirst()); // is open already
    settle();
    QCOMPARE(page().documents().count(), 3);
    QCOMPARE(page().view().space()->name, std::string("one"));
    page().actions().get(DesignCommand::NextTab)->trigger();
    QCOMPARE(page().view().space()->name, std::string("two"));
    page().actions().get(DesignCommand::PreviousTab)->trigger();
    page().actions().get(DesignCommand::PreviousTab)->trigger();
    QCOMPARE(page().view().space()->name, std::string("three"));
    QTest::mouseClick(&page().tabs().bar(), Qt::LeftButton, {}, page().tabs().bar().tabRect(1).center());
    QCOMPARE(page().view().space()->name, std::string("two"));
}

void TestDesignDocuments::saveAs_writesTheFileAndRemembersIt()
{
    openAndSettle();
    QVERIFY(m_bench->rename("mine"));
    const QString path = m_bench->folder() + QStringLiteral("/saved.cwspace");
    page().documents().saveAs(*page().documents().current(), path);
    QTRY_VERIFY_WITH_TIMEOUT(!page().documents().isBusy(), kPatience);
    QVERIFY(!page().document()->isModified());
    QCOMPARE(page().tabs().bar().tabText(0), QStringLiteral("saved.cwspace"));
    QVERIFY(space::readSpace(path.toStdString()).value() == *page().document()->space());
    QVERIFY(recentFiles().contains(path));
    QVERIFY(m_bench->rename("mine again"));
    save();
    QCOMPARE(space::readSpace(path.toStdString()).value().name, std::string("mine again"));
    QVERIFY(!page().document()->isModified());
    QVERIFY(page().notices().texts().isEmpty()); // its own writing is no news
    QVERIFY(RecoveryFolder(page().documents().recovery().path(), {"", 1, 1}).leftBehind().empty());
}

void TestDesignDocuments::nameWithoutAnEnding_isAskedAboutWithIt()
{
    openAndSettle();
    const QString path = m_bench->write(QStringLiteral("taken.cwspace"));
    const std::string before = m_bench->contentOf(path);
    QVERIFY(m_bench->rename("another"));
    bool asked = false;
    bool typed = false;
    QTimer person;
    connect(&person, &QTimer::timeout, &person, [&] {
        QWidget* modal = QApplication::activeModalWidget();
        if (auto* box = qobject_cast<QMessageBox*>(modal)) {
            asked = true;
            box->button(QMessageBox::No)->click();
        } else if (auto* dialog = qobject_cast<QFileDialog*>(modal); dialog != nullptr && typed) {
            dialog->reject();
        } else if (dialog != nullptr) {
            typed = true;
            dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"))->setText(path.chopped(8));
            // Queued: the question comes in what follows.
            QMetaObject::invokeMethod(dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Save), "click",
                                      Qt::QueuedConnection);
        }
    });
    person.start(20);
    page().actions().get(DesignCommand::SaveAs)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!page().documents().isBusy(), kPatience);
    QVERIFY(asked);
    QCOMPARE(m_bench->contentOf(path), before);
    page().documents().giveUpAll();
}

void TestDesignDocuments::readOnlyFile_isSaidAndStaysModified()
{
    const QString path = m_bench->write(QStringLiteral("protected.cwspace"));
    openAndSettle(path);
    const std::string before = m_bench->contentOf(path);
    QVERIFY(QFile::setPermissions(path, QFileDevice::ReadOwner | QFileDevice::ReadUser));
    QVERIFY(m_bench->rename("changed"));
    save();
    QTRY_VERIFY_WITH_TIMEOUT(m_bench->says(QStringLiteral("read-only")), kPatience);
    QVERIFY(m_bench->says(QStringLiteral("protected.cwspace")));
    QVERIFY(page().document()->isModified());
    QCOMPARE(m_bench->contentOf(path), before);
    QVERIFY(QFile::setPermissions(path, QFileDevice::ReadOwner | QFileDevice::WriteOwner));
    save();
    QTRY_VERIFY_WITH_TIMEOUT(!page().document()->isModified(), kPatience);
    QVERIFY(!m_bench->says(QStringLiteral("read-only")));
}

void TestDesignDocuments::missingFolder_isSaidAndStaysModified()
{
    openAndSettle();
    QVERIFY(m_bench->rename("changed"));
    page().documents().saveAs(*page().documents().current(), m_bench->folder() + QStringLiteral("/none/x.cwspace"));
    QTRY_VERIFY_WITH_TIMEOUT(m_bench->says(QStringLiteral("does not exist")), kPatience);
    QVERIFY(page().document()->isModified());
    QVERIFY(page().document()->path().isEmpty());
}

void TestDesignDocuments::fullDisk_isSaidAndStaysModified()
{
    const QString path = m_bench->write(QStringLiteral("full.cwspace"));
    openAndSettle(path);
    const std::string before = m_bench->contentOf(path);
    QVERIFY(m_bench->rename("changed"));
    QTRY_VERIFY_WITH_TIMEOUT(!page().documents().current()->autosave->isBusy(), kPatience);
    // A limit on the size of files stands for the disk.
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit old{};
    getrlimit(RLIMIT_FSIZE, &old);
    rlimit low = old;
    low.rlim_cur = 512;
    setrlimit(RLIMIT_FSIZE, &low);
    page().actions().get(DesignCommand::Save)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(m_bench->says(QStringLiteral("cannot write")), kPatience);
    setrlimit(RLIMIT_FSIZE, &old);
    std::signal(SIGXFSZ, SIG_DFL);
    QVERIFY(page().document()->isModified());
    QCOMPARE(m_bench->contentOf(path), before);
    QCOMPARE(QDir(m_bench->folder()).entryList({QStringLiteral("full.cwspace.*")}).size(), 0); // no rest
}

void TestDesignDocuments::fileChangedByAnother_isAskedAboutAndReloaded()
{
    const QString path = m_bench->write(QStringLiteral("watched.cwspace"));
    openAndSettle(path);
    m_bench->write(QStringLiteral("watched.cwspace"), "chain-cnn"); // another program
    const QString key = QStringLiteral("disk:") + page().document()->path();
    QTRY_VERIFY_WITH_TIMEOUT(page().notices().has(key), kPatience);
    QVERIFY(page().document()->space()->cells.empty()); // nothing changed unasked
    const space::SearchSpace theirs = space::readSpace(path.toStdString()).value();
    QVERIFY(*page().document()->space() != theirs);
    page().notices().answer(key, 0)->click();
    QTRY_VERIFY_WITH_TIMEOUT(*page().document()->space() == theirs, kPatience);
    QVERIFY(!page().document()->isModified());
    QVERIFY(!page().notices().has(key));
    page().actions().get(DesignCommand::Undo)->trigger(); // a step like any other
    QVERIFY(*page().document()->space() != theirs);
}

void TestDesignDocuments::fileChangedByAnother_isNotOverwrittenUnasked()
{
    const QString path = m_bench->write(QStringLiteral("both.cwspace"));
    openAndSettle(path);
    QVERIFY(m_bench->rename("ours"));
    m_bench->write(QStringLiteral("both.cwspace"), "chain-cnn");
    const std::string theirs = m_bench->contentOf(path);
    page().actions().get(DesignCommand::Save)->trigger(); // before the change was noticed
    const QString key = QStringLiteral("disk:") + page().document()->path();
    QTRY_VERIFY_WITH_TIMEOUT(page().notices().has(key), kPatience);
    QCOMPARE(m_bench->contentOf(path), theirs);
    page().notices().answer(key, 1)->click(); // keep mine
    QTRY_VERIFY_WITH_TIMEOUT(!page().notices().has(key), kPatience);
    QVERIFY(page().document()->isModified());
    save();
    QTRY_COMPARE_WITH_TIMEOUT(space::readSpace(path.toStdString()).value().name, std::string("ours"), kPatience);
}

void TestDesignDocuments::fileRemovedByAnother_isSaid()
{
    const QString path = m_bench->write(QStringLiteral("removed.cwspace"));
    openAndSettle(path);
    QVERIFY(QFile::remove(path));
    QTRY_VERIFY_WITH_TIMEOUT(m_bench->says(QStringLiteral("removed")), kPatience);
    QVERIFY(page().document()->isModified());
    save();
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path), kPatience);
}

void TestDesignDocuments::closingUnsavedWork_asks_data()
{
    QTest::addColumn<QString>("button");
    QTest::addColumn<int>("left");
    QTest::addColumn<QString>("name");
    QTest::addRow("save") << QStringLiteral("Save") << 0 << QStringLiteral("changed");
    QTest::addRow("discard") << QStringLiteral("Discard") << 0 << QStringLiteral("asked");
    QTest::addRow("cancel") << QStringLiteral("Cancel") << 1 << QStringLiteral("asked");
}

void TestDesignDocuments::closingUnsavedWork_asks()
{
    QFETCH(const QString, button);
    QFETCH(const int, left);
    QFETCH(const QString, name);
    const QString path = m_bench->write(QStringLiteral("asked.cwspace"));
    openAndSettle(path);
    QVERIFY(m_bench->rename("changed"));
    answer(button);
    page().actions().get(DesignCommand::Close)->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(page().documents().count(), left, kPatience);
    QCOMPARE(space::readSpace(path.toStdString()).value().name, name.toStdString());
    if (left == 0) {
        QVERIFY(!page().view().space());
        const RecoveryFolder& recovery = page().documents().recovery();
        QVERIFY(!std::filesystem::exists(recovery.path()) || std::filesystem::is_empty(recovery.path()));
    }
}

void TestDesignDocuments::newSpace_isEmptyAndUntitled()
{
    openAndSettle();
    page().actions().get(DesignCommand::New)->trigger();
    page().actions().get(DesignCommand::New)->trigger();
    QCOMPARE(page().documents().count(), 3);
    QCOMPARE(page().tabs().bar().tabText(2), QStringLiteral("untitled-2"));
    QCOMPARE(page().document()->space()->graph.blocks.size(), std::size_t(2)); // input and output
    QVERIFY(!page().document()->isModified());
    page().actions().get(DesignCommand::Close)->trigger(); // nothing to ask about
    QCOMPARE(page().documents().count(), 2);
}

void TestDesignDocuments::tabs_rememberTheirPlace()
{
    openAndSettle(QStringLiteral("nas-bench-201"));
    QTRY_COMPARE_WITH_TIMEOUT(page().view().depth(), 2, kPatience); // in the only cell
    QVERIFY(m_bench->rename("touched"));
    page().actions().get(DesignCommand::New)->trigger();
    settle();
    QCOMPARE(page().view().depth(), 1);
    page().actions().get(DesignCommand::NextTab)->trigger();
    settle();
    QCOMPARE(page().view().depth(), 2);
    page().documents().giveUpAll();
}

void TestDesignDocuments::openFiles_comeBackAtTheNextStart()
{
    const QString first = m_bench->write(QStringLiteral("first.cwspace"));
    openAndSettle(first);
    page().open(m_bench->write(QStringLiteral("second.cwspace")));
    QTRY_COMPARE_WITH_TIMEOUT(page().documents().count(), 2, kPatience);
    settle();
    page().open(first);
    settle();
    m_bench->start();
    QTRY_COMPARE_WITH_TIMEOUT(page().documents().count(), 2, kPatience);
    settle();
    QCOMPARE(page().tabs().bar().tabText(1), QStringLiteral("second.cwspace"));
    QCOMPARE(page().view().space()->name, std::string("first"));
}

void TestDesignDocuments::lostWork_isOfferedAndOpened()
{
    m_bench->stop();
    const RecoveryFolder gone(userDataDirectory() / "recovery", {thisProcess().host, 1 << 23, 7});
    auto space = std::make_shared<space::SearchSpace>(space::openSpace("mlp").value());
    space->name = "lost and found";
    gone.write("lost", {{}, "lost and found", 1'790'000'000, space});
    m_bench->start();
    const QString key = QStringLiteral("recovered:") + QString::fromStdString(gone.fileOf("lost").string());
    QTRY_VERIFY_WITH_TIMEOUT(page().notices().has(key), kPatience);
    QVERIFY(m_bench->says(QStringLiteral("lost and found")));
    settle();
    page().notices().answer(key, 0)->click();
    QTRY_VERIFY_WITH_TIMEOUT(page().document() && page().document()->title() == QStringLiteral("lost and found"),
                             kPatience);
    QVERIFY(page().document()->isModified());
    QVERIFY(!std::filesystem::exists(gone.fileOf("lost"))); // it is this program's now
    page().documents().giveUpAll();
}

void TestDesignDocuments::damagedRecovery_isSaidAndKept()
{
    m_bench->stop();
    const RecoveryFolder gone(userDataDirectory() / "recovery", {thisProcess().host, 1 << 23, 7});
    std::filesystem::create_directories(gone.path());
    writeFileAtomically(gone.fileOf("lost"), "half a fi");
    m_bench->start();
    const QString key = QStringLiteral("recovered:") + QString::fromStdString(gone.fileOf("lost").string());
    QTRY_VERIFY_WITH_TIMEOUT(page().notices().has(key), kPatience);
    QVERIFY(m_bench->says(QStringLiteral("damaged")));
    settle();
    QVERIFY(std::filesystem::exists(gone.fileOf("lost")));
    page().notices().answer(key, 0)->click(); // discard
    QTRY_VERIFY_WITH_TIMEOUT(!std::filesystem::exists(gone.fileOf("lost")), kPatience);
}

void TestDesignDocuments::closingTheWindow_asksOnceForAll()
{
    openAndSettle();
    QVERIFY(page().prepareToClose()); // nothing to lose
    QVERIFY(m_bench->rename("first"));
    page().actions().get(DesignCommand::New)->trigger();
    QVERIFY(m_bench->rename("second"));
    answer(QStringLiteral("Cancel"));
    QVERIFY(!page().prepareToClose());
    QVERIFY(page().documents().hasModified());
    answer(QStringLiteral("Discard"));
    QVERIFY(page().prepareToClose());
    const std::filesystem::path recovery = page().documents().recovery().path();
    m_bench->stop();
    QVERIFY(!std::filesystem::exists(recovery) || std::filesystem::is_empty(recovery));
}

void TestDesignDocuments::closingTheWindow_savesFirst()
{
    const QString path = m_bench->write(QStringLiteral("last.cwspace"));
    openAndSettle(path);
    QVERIFY(m_bench->rename("saved at the end"));
    answer(QStringLiteral("Save"));
    QVERIFY(!page().prepareToClose());                        // it is being written
    QTRY_VERIFY_WITH_TIMEOUT(!page().isVisible(), kPatience); // then the window closes
    QCOMPARE(DesignBench::nameIn(path), std::string("saved at the end"));
}

void TestDesignDocuments::closingTheWindow_whileATabIsBeingClosed()
{
    const QString path = m_bench->write(QStringLiteral("closed.cwspace"));
    openAndSettle(path);
    QVERIFY(m_bench->rename("changed"));
    answer(QStringLiteral("Save"));
    page().actions().get(DesignCommand::Close)->trigger();
    QCOMPARE(page().documents().count(), 1); // it is being written
    answer(QStringLiteral("Save"), [this] { return page().documents().count() == 0; });
    QVERIFY(page().prepareToClose()); // when the question is answered, there is nothing to save any more
    QCOMPARE(DesignBench::nameIn(path), std::string("changed"));
}

void TestDesignDocuments::newWindow_takesTheDocumentsOver()
{
    openAndSettle();
    QVERIFY(m_bench->rename("still here"));
    auto another = std::make_unique<DesignPage>(m_bench->live().services()); // in another language
    another->takeOver(page().handOver());
    m_bench->stop();
    another->show();
    QTRY_VERIFY_WITH_TIMEOUT(!another->isBusy(), kPatience);
    QCOMPARE(another->documents().count(), 1);
    QVERIFY(another->documents().current()->isModified());
    QCOMPARE(another->view().space()->name, std::string("still here"));
    another->actions().get(DesignCommand::Undo)->trigger();
    QVERIFY(!another->documents().current()->isModified());
    QVERIFY(another->view().space()->name != "still here");
}

void TestDesignDocuments::recentFiles_areTheNewestTen()
{
    QStringList paths;
    for (int i = 0; i < 12; ++i) {
        paths << m_bench->write(QStringLiteral("f%1.cwspace").arg(i));
        addRecentFile(paths.constLast());
    }
    addRecentFile(paths[5]);
    QCOMPARE(recentFiles().size(), 10);
    QCOMPARE(recentFiles().constFirst(), paths[5]);
    QCOMPARE(recentFiles()[1], paths[11]);
    QVERIFY(QFile::remove(paths[11])); // what is gone is not offered
    QVERIFY(!recentFiles().contains(paths[11]));
    clearRecentFiles();
    QVERIFY(recentFiles().isEmpty());
}

QTEST_MAIN(TestDesignDocuments)
#include "tst_design_documents.moc"
