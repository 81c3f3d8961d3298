// SPDX-License-Identifier: GPL-3.0-or-later
#include <optional>

#include <QApplication>
#include <QFile>
#include <QLabel>
#include <QSettings>
#include <QTest>
#include <QToolButton>

#include "core/history/reader.h"
#include "core/history/writer.h"
#include "tests/core/run/file_size_limit.h"
#include "tests/ui/fake_pages.h"
#include "tests/ui/settings_sandbox.h"
#include "tests/ui/table_run.h"
#include "ui/frame/main_window.h"
#include "ui/frame/status_bar.h"
#include "ui/frame/window_host.h"
#include "ui/pages/runs/run_header.h"
#include "ui/pages/runs/run_list.h"

using namespace cw;
using namespace cw::ui;

namespace {

constexpr int kPatience = 30'000;
constexpr std::int64_t kEndless = 100'000'000;
constexpr std::uintmax_t kEnough = 300'000; ///< bytes of the history's log

} // namespace

/// The disk is full while a window runs a search: it says so where people look, and is quiet again when it has passed.
class TestHinderedRun : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_sandbox.emplace();
        QSettings().setValue(QStringLiteral("window/language"), QStringLiteral("en"));
        m_table.emplace();
        m_host.emplace(app::makeCatalogue(), StartOptions{.history = m_table->history()}, emptyPages(&m_shownRun));
        m_host->window().show();
        m_host->services().runs.launch(m_table->config(kEndless));
        QTRY_VERIFY_WITH_TIMEOUT(active() && logSize() >= kEnough, kPatience);
        m_limit.emplace(kEnough);
        QTRY_VERIFY_WITH_TIMEOUT(active() && !active()->hindrance.empty(), kPatience);
    }
    void cleanup()
    {
        m_limit.reset();
        m_host.reset();
        m_table.reset();
        m_sandbox.reset();
    }

    void window_saysWhatARunWaitsForUntilItGoesOn()
    {
        const QString hindrance = QString::fromStdString(active()->hindrance);
        QVERIFY2(hindrance.startsWith(QString::fromStdString(m_table->history().string())), qPrintable(hindrance));
        QCOMPARE(active()->state, RunState::Paused);
        QVERIFY(problemLabel()->isVisible());
        QCOMPARE(problemLabel()->text(), QStringLiteral("Run 1 waits: ") + hindrance);
        const auto inStatusBar = [&] {
            for (const QLabel* label : m_host->window().findChild<StatusBar*>()->findChildren<QLabel*>()) {
                if (label->text() == QLatin1String("waits") && label->toolTip() == hindrance)
                    return true;
            }
            return false;
        };
        QTRY_VERIFY_WITH_TIMEOUT(inStatusBar(), kPatience);

        QVERIFY(m_host->services().feed.find(1));
        RunHeader header(m_host->services(), nullptr);
        header.resize(1000, 60);
        header.show(*m_host->services().feed.find(1), active());
        bool isInHeader = false;
        for (const QLabel* label : header.findChildren<QLabel*>())
            isInHeader = isInHeader || (label->text() + label->toolTip()).contains(hindrance);
        QVERIFY(isInHeader);

        RunListPanel list(m_host->services(), nullptr);
        list.setRuns(m_host->services().feed.runs());
        const auto stateInList = [&] {
            return static_cast<RunState>(list.list().model()->index(0, 0).data(RunListModel::StateRole).toInt());
        };
        QCOMPARE(stateInList(), RunState::Paused);

        const std::int64_t done = active()->done;
        m_limit.reset();
        QTRY_VERIFY_WITH_TIMEOUT(active() && active()->hindrance.empty() && active()->done > done, kPatience);
        QCOMPARE(active()->state, RunState::Running);
        QVERIFY(!problemLabel()->isVisible());
        QVERIFY(!inStatusBar());
        QCOMPARE(stateInList(), RunState::Running);
    }

    void sentenceThatWasRead_doesNotComeBack()
    {
        QWidget* const bar = problemLabel()->parentWidget();
        QTest::mouseClick(bar->findChild<QToolButton*>(), Qt::LeftButton);
        QVERIFY(!bar->isVisible());
        Q_EMIT m_host->services().runs.activeChanged();
        QVERIFY(!bar->isVisible());
    }

    void stop_endsARunThatWaits()
    {
        m_host->services().runs.stop(1);
        QTRY_VERIFY_WITH_TIMEOUT(m_host->services().runs.active().empty(), kPatience);
        QVERIFY(!problemLabel()->isVisible());
    }

    void closing_doesNotWaitForRoom()
    {
        m_host.reset();
        QCOMPARE(history::Reader(m_table->history()).runs().size(), std::size_t(1));
        m_limit.reset();
        history::Writer writer(m_table->history());
        QVERIFY(history::Reader(m_table->history()).run(1).trials > 0);
    }

private:
    const ActiveRun* active() const { return m_host->services().runs.find(1); }
    std::uintmax_t logSize() const
    {
        std::error_code none;
        const auto bytes = std::filesystem::file_size(m_table->history().string() + "-wal", none);
        return none ? 0 : bytes;
    }
    QLabel* problemLabel() const
    {
        for (QLabel* label : m_host->window().findChildren<QLabel*>()) {
            if (label->property("role").toString() == QLatin1String("problem"))
                return label;
        }
        return nullptr;
    }

    std::optional<SettingsSandbox> m_sandbox;
    std::optional<TableRun> m_table;
    std::optional<WindowHost> m_host;
    std::optional<cw::test::FileSizeLimit> m_limit;
    qint64 m_shownRun = 0;
};

QTEST_MAIN(TestHinderedRun)
#include "tst_hindered_run.moc"
