// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>

#include <QListWidget>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include "core/base/file.h"
#include "core/base/json.h"
#include "core/base/process.h"
#include "tests/ui/settings_sandbox.h"
#include "tests/ui/written_history.h"
#include "ui/pages/design/notices.h"
#include "ui/pages/design_page.h"

namespace cw::ui {

/// A Design page with settings and data of its own, and what tests do to it.
class DesignBench {
public:
    static constexpr int kPatience = 60'000;

    /// `lastOpen`: what was open when it ended; empty: it was never started.
    explicit DesignBench(const QString& lastOpen = {})
    {
        if (!lastOpen.isEmpty())
            QSettings().setValue(QStringLiteral("design/documents"), QStringList{lastOpen});
        start();
    }

    DesignPage& page() { return *m_page; }
    LiveServices& live() { return m_live; }
    QString folder() const { return m_files.path(); }
    void start()
    {
        m_page = std::make_unique<DesignPage>(m_live.services());
        m_page->resize(1376, 832);
        m_page->show();
    }
    void stop() { m_page.reset(); }
    bool isSettled() const { return !m_page->isBusy(); }

    void clickTemplate(const QString& id)
    {
        QListWidget& list = m_page->templates();
        for (int i = 0; i < list.count(); ++i) {
            if (list.item(i)->data(Qt::UserRole) != id)
                continue;
            list.scrollToItem(list.item(i));
            QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, list.visualItemRect(list.item(i)).center());
        }
    }
    /// Whether the step was made.
    bool rename(const std::string& name)
    {
        return !m_page->document()->apply(QStringLiteral("Rename"), [&](space::SearchSpace& space) -> Result<Done> {
            space.name = name;
            return Done{};
        });
    }
    /// A file in a folder of its own, called as its space is.
    QString write(const QString& name, const char* templateId = "mlp")
    {
        const QString path = m_files.path() + QLatin1Char('/') + name;
        space::SearchSpace space = space::openSpace(templateId).value();
        space.name = QFileInfo(name).completeBaseName().toStdString();
        writeJsonFile(path.toStdString(), space::toJson(space));
        return path;
    }
    bool says(const QString& words) const { return m_page->notices().texts().join(QLatin1Char('\n')).contains(words); }
    static std::string nameIn(const QString& path) { return space::readSpace(path.toStdString()).value().name; }
    static std::string contentOf(const QString& path) { return readTextFile(path.toStdString(), 1 << 24).value_or(""); }

private:
    SettingsSandbox m_settings;
    QTemporaryDir m_files;
    WrittenHistory m_history;
    LiveServices m_live{m_history.path()};
    std::unique_ptr<DesignPage> m_page;
};

/// A test of the Design page: a bench for each test function or for all of them.
class DesignTest : public QObject {
protected:
    static constexpr int kPatience = DesignBench::kPatience;

    DesignPage& page() { return m_bench->page(); }
    void settle() { QTRY_VERIFY_WITH_TIMEOUT(m_bench->isSettled(), kPatience); }
    /// The page as it comes with that template.
    void begin(const QString& templateId = QStringLiteral("mlp"))
    {
        m_bench = std::make_unique<DesignBench>(templateId);
        settle();
    }
    /// Whatever is unsaved goes.
    void end()
    {
        page().documents().giveUpAll();
        m_bench.reset();
    }
    void openAndSettle(const QString& templateOrPath = QStringLiteral("mlp"))
    {
        page().open(templateOrPath);
        settle();
        QVERIFY(page().document() != nullptr);
    }
    void trigger(DesignCommand command) { page().actions().get(command)->trigger(); }

    std::unique_ptr<DesignBench> m_bench;
};

} // namespace cw::ui
