// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QListWidget>
#include <QTableWidget>

#include "ui/canvas/background_task.h"
#include "ui/canvas/space_view.h"
#include "ui/frame/page.h"
#include "ui/frame/services.h"
#include "ui/pages/design/design_facts.h"

namespace cw::ui {

class Inspector;
class LiveStrip;

/// The search space as a drawing: templates at the left, the canvas, an inspector of what is selected, and below it
/// size and costs of the space, computed in the background.
/// Thread: GUI
class DesignPage : public Page {
    Q_OBJECT
public:
    explicit DesignPage(const Services& services, QWidget* parent = nullptr);
    ~DesignPage() override;

    QString title() const override { return tr("Design"); }
    QString iconName() const override { return QStringLiteral("design"); }
    bool isBusy() const override;

    /// A template's id or the path of a .cwspace file. What is wrong with it is shown in place of the drawing.
    void open(const QString& templateOrPath);
    SpaceView& view() { return *m_view; }
    Inspector& inspector() { return *m_inspector; }
    LiveStrip& strip() { return *m_strip; }
    QListWidget& templates() { return *m_templates; }
    QTableWidget& problems() { return *m_problems; }

Q_SIGNALS:
    void opened(const QString& templateOrPath);
    void factsShown();

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    QWidget* makeTemplates();
    QWidget* makeProblems();
    void fillTemplates();
    /// `refused` says what is wrong with the document, if that is why there is no space.
    void takeSpace(const QString& name, Result<SpacePtr> space, const space::Issue& refused);
    void takeFacts(const DesignFacts& facts);
    void showIssues(const space::Issues& issues);

    Services m_services;
    QListWidget* m_templates = nullptr;
    SpaceView* m_view;
    Inspector* m_inspector;
    LiveStrip* m_strip;
    QTableWidget* m_problems = nullptr;
    QString m_open;
    BackgroundTask<SpacePtr> m_load;
    BackgroundTask<DesignFacts> m_read;
    BackgroundTask<std::optional<std::uint64_t>> m_count;
    BackgroundTask<std::vector<space::TemplateInfo>> m_list;
};

} // namespace cw::ui
