// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>
#include <QTest>

#include "core/base/file.h"
#include "tests/ui/settings_sandbox.h"
#include "tests/ui/written_history.h"
#include "ui/pages/data/data_list.h"
#include "ui/pages/data_page.h"

using namespace cw;
using namespace cw::ui;

namespace {

constexpr int kPatience = 60'000;

} // namespace

class TestDataPage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_live = std::make_unique<LiveServices>(m_history.path()); }
    void init()
    {
        m_page = std::make_unique<DataPage>(m_live->services());
        m_page->resize(1376, 832);
        m_page->show();
        m_page->activated();
        QTRY_VERIFY_WITH_TIMEOUT(m_page->sets().rowCount() > 0, kPatience);
    }
    void cleanup() { m_page.reset(); }
    void cleanupTestCase() { m_live.reset(); }

    void fashionMnist_isListedWithItsImages();
    void brokenPath_isShownWithItsProblem();
    void damagedFile_isShownWithItsProblem();
    void samePathTwice_isOneRow();

private:
    SettingsSandbox m_settings;
    WrittenHistory m_history;
    std::unique_ptr<LiveServices> m_live;
    std::unique_ptr<DataPage> m_page;
};

void TestDataPage::fashionMnist_isListedWithItsImages()
{
    QAbstractItemModelTester tester(&m_page->sets(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(m_page->sets().at(0).id, std::string("fashion-mnist"));
    if (!m_page->sets().at(0).problem.empty())
        QSKIP("skipped: data not found");
    QTRY_COMPARE_WITH_TIMEOUT(m_page->grid().rowCount(), 10, kPatience);
    QVERIFY(m_page->problem().isEmpty());
}

void TestDataPage::brokenPath_isShownWithItsProblem()
{
    m_page->pathField().setText(QStringLiteral("/nowhere/at-all"));
    QTest::keyClick(&m_page->pathField(), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(m_page->problem().contains(QStringLiteral("/nowhere/at-all")), kPatience);
    QCOMPARE(m_page->grid().rowCount(), 0);
    const QModelIndex current = m_page->view().currentIndex();
    QVERIFY(!current.data(DataListModel::UsableRole).toBool());
}

void TestDataPage::damagedFile_isShownWithItsProblem()
{
    QTemporaryDir folder;
    const std::filesystem::path path = folder.path().toStdString() + "/train-images-idx3-ubyte";
    writeFileAtomically(path, "not an IDX file");
    const int before = m_page->sets().rowCount();
    m_page->addPath(folder.path());
    QTRY_COMPARE_WITH_TIMEOUT(m_page->sets().rowCount(), before + 1, kPatience);
    QVERIFY(!m_page->problem().isEmpty());
}

void TestDataPage::samePathTwice_isOneRow()
{
    const int before = m_page->sets().rowCount();
    m_page->addPath(QStringLiteral("/nowhere/twice"));
    QTRY_COMPARE_WITH_TIMEOUT(m_page->sets().rowCount(), before + 1, kPatience);
    m_page->addPath(QStringLiteral("/nowhere/twice"));
    QTRY_VERIFY_WITH_TIMEOUT(!m_page->isBusy(), kPatience);
    QCOMPARE(m_page->sets().rowCount(), before + 1);
}

QTEST_MAIN(TestDataPage)
#include "tst_data_page.moc"
