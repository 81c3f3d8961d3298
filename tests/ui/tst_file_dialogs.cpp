// SPDX-License-Identifier: GPL-3.0-or-later
#include <deque>
#include <functional>

#include <QApplication>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QLineEdit>
#include <QMessageBox>
#include <QPointer>
#include <QTest>
#include <QTimer>

#include "tests/ui/design_bench.h"
#include "ui/document/recent_files.h"
#include "ui/pages/design/document_tabs.h"

using namespace cw;
using namespace cw::ui;

namespace {

/// Answers dialogs in the order in which they come, each once.
class Person {
public:
    Person()
    {
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { look(); });
        m_timer.start(10);
    }

    /// In a dialog for files; an empty name leaves it.
    void type(const QString& name)
    {
        m_answers.push_back([this, name](QWidget* modal) {
            auto* dialog = qobject_cast<QFileDialog*>(modal);
            if (dialog == nullptr)
                return false;
            m_folder = dialog->directory().absolutePath();
            if (name.isEmpty()) {
                dialog->reject();
                return true;
            }
            dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"))->setText(name);
            // Queued: a question may come in what follows.
            QMetaObject::invokeMethod(dialog, "accept", Qt::QueuedConnection);
            return true;
        });
    }
    void press(QMessageBox::StandardButton button)
    {
        m_answers.push_back([button](QWidget* modal) {
            auto* box = qobject_cast<QMessageBox*>(modal);
            if (box == nullptr)
                return false;
            QMetaObject::invokeMethod(box->button(button), "click", Qt::QueuedConnection);
            return true;
        });
    }
    bool isDone() const { return m_answers.empty(); }
    /// Which the last dialog for files showed.
    QString folder() const { return m_folder; }

private:
    void look()
    {
        QWidget* modal = QApplication::activeModalWidget();
        if (modal == nullptr || modal == m_answered)
            return;
        if (m_answers.empty()) {
            modal->close(); // nobody expected it: the test must not hang
            return;
        }
        if (!m_answers.front()(modal))
            return;
        m_answers.pop_front();
        m_answered = modal;
    }

    QTimer m_timer;
    std::deque<std::function<bool(QWidget*)>> m_answers;
    QString m_folder;
    QPointer<QWidget> m_answered;
};

} // namespace

/// Open and Save as, through their dialogs.
class TestFileDialogs : public DesignTest {
    Q_OBJECT
private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }

    void openLeft_changesNothing()
    {
        const SpacePtr before = page().document()->space();
        Person person;
        person.type({});
        trigger(DesignCommand::Open);
        QVERIFY(person.isDone());
        QCOMPARE(page().documents().count(), 1);
        QVERIFY(page().document()->space() == before);
    }

    void open_readsAllThatAreChosenAndRemembersTheFolder()
    {
        const QString one = m_bench->write(QStringLiteral("one.cwspace"));
        const QString two = m_bench->write(QStringLiteral("two.cwspace"), "chain-cnn");
        Person person;
        person.type(QStringLiteral("\"%1\" \"%2\"").arg(one, two));
        trigger(DesignCommand::Open);
        QTRY_COMPARE_WITH_TIMEOUT(page().documents().count(), 2, kPatience);
        settle();
        QCOMPARE(page().document()->path(), two);
        QVERIFY(recentFiles().contains(one));
        person.type({});
        trigger(DesignCommand::Open);
        QVERIFY(person.isDone());
        QCOMPARE(person.folder(), QFileInfo(one).absolutePath());
    }

    void open_ofWhatIsNoSpace_isAProblem()
    {
        const QString path = m_bench->folder() + QStringLiteral("/bad.cwspace");
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"format\": \"cellwright-space\", ");
        file.close();
        Person person;
        person.type(path);
        trigger(DesignCommand::Open);
        QTRY_VERIFY_WITH_TIMEOUT(page().problems().rowCount() == 1, kPatience);
        settle();
        QVERIFY(page().document() == nullptr);
        QCOMPARE(page().tabs().bar().tabText(0), QStringLiteral("bad.cwspace"));
        QVERIFY(page().problems().item(0, 1)->text().contains(QStringLiteral("not valid JSON")));
        QVERIFY(!page().actions().get(DesignCommand::SaveAs)->isEnabled()); // there is nothing to save
        QCOMPARE(m_bench->contentOf(path), std::string("{\"format\": \"cellwright-space\", "));
    }

    void saveAsLeft_keepsTheWorkUnsaved()
    {
        QVERIFY(m_bench->rename("mine"));
        Person person;
        person.type({});
        trigger(DesignCommand::Save); // it has no file: where to?
        QVERIFY(person.isDone());
        QVERIFY(page().document()->isModified());
        QVERIFY(page().document()->path().isEmpty());
    }

    void saveAs_writesOverAnotherFileWhenThatIsMeant()
    {
        const QString path = m_bench->write(QStringLiteral("taken.cwspace"), "chain-cnn");
        QVERIFY(m_bench->rename("mine"));
        Person person;
        person.type(path);
        person.press(QMessageBox::Yes);
        trigger(DesignCommand::SaveAs);
        QTRY_VERIFY_WITH_TIMEOUT(!page().document()->isModified(), kPatience);
        QVERIFY(person.isDone());
        QCOMPARE(DesignBench::nameIn(path), std::string("mine"));
        QCOMPARE(page().tabs().bar().tabText(0), QStringLiteral("taken.cwspace"));
    }

    void saveAs_overAReadOnlyFile_isSaid()
    {
        const QString path = m_bench->write(QStringLiteral("protected.cwspace"));
        const std::string before = m_bench->contentOf(path);
        QVERIFY(QFile::setPermissions(path, QFileDevice::ReadOwner | QFileDevice::ReadUser));
        QVERIFY(m_bench->rename("mine"));
        Person person;
        person.type(path);
        person.press(QMessageBox::Yes);
        trigger(DesignCommand::SaveAs);
        QTRY_VERIFY_WITH_TIMEOUT(m_bench->says(QStringLiteral("read-only")), kPatience);
        QVERIFY(page().document()->isModified());
        QVERIFY(page().document()->path().isEmpty()); // it did not become the document's
        QCOMPARE(m_bench->contentOf(path), before);
        QVERIFY(QFile::setPermissions(path, QFileDevice::ReadOwner | QFileDevice::WriteOwner));
    }

    void saveAs_overAFileOfAnotherTab_isRefused()
    {
        const QString path = m_bench->write(QStringLiteral("open.cwspace"));
        page().open(path);
        settle();
        const std::string before = m_bench->contentOf(path);
        page().actions().get(DesignCommand::New)->trigger();
        Person person;
        person.type(path);
        person.press(QMessageBox::Yes);
        trigger(DesignCommand::SaveAs);
        QTRY_VERIFY_WITH_TIMEOUT(m_bench->says(QStringLiteral("open in another tab")), kPatience);
        settle();
        QCOMPARE(m_bench->contentOf(path), before);
        QVERIFY(page().document()->path().isEmpty());
    }

    void saveAs_overTheOwnFileThatAnotherChanged_asks()
    {
        const QString path = m_bench->write(QStringLiteral("own.cwspace"));
        page().open(path);
        settle();
        QVERIFY(m_bench->rename("mine"));
        Person person;
        person.type(path);
        person.press(QMessageBox::Yes);
        // Between the dialog's question and the writing.
        m_bench->write(QStringLiteral("own.cwspace"), "chain-cnn");
        const std::string theirs = m_bench->contentOf(path);
        trigger(DesignCommand::SaveAs);
        const QString key = QStringLiteral("disk:") + page().document()->path();
        QTRY_VERIFY_WITH_TIMEOUT(page().notices().has(key), kPatience);
        settle();
        QCOMPARE(m_bench->contentOf(path), theirs);
        QVERIFY(page().document()->isModified());
    }
};

QTEST_MAIN(TestFileDialogs)
#include "tst_file_dialogs.moc"
