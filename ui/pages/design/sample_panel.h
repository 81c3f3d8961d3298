// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include "ui/canvas/architecture_view.h"
#include "ui/canvas/background_task.h"
#include "ui/document/space_document.h"
#include "ui/pages/design/panel.h"
#include "ui/pages/design/sample_draw.h"

namespace cw::ui {

/// One network that the space holds, beside it: drawn by chance, with shapes and costs. A pinned one is what the others
/// are compared with.
/// Thread: GUI
class SamplePanel : public Panel {
    Q_OBJECT
public:
    SamplePanel(Theme& theme, QWidget* parent);

    /// The network of that number in another state of the space; null: there is none.
    void setSpace(const SpacePtr& space);
    void next() { show(m_number + 1); }
    void previous() { show(m_number - 1); }
    int number() const { return m_number; }
    const Sample& sample() const { return m_sample; }
    ArchitectureView& view() const { return *m_view; }
    QToolButton& pinButton() const { return *m_pin; }
    QPushButton& sendButton() const { return *m_send; }
    bool isBusy() const { return m_draw.isBusy(); }

Q_SIGNALS:
    void shown();
    /// A person wants this candidate tried by a search.
    void sendAsked(const QString& candidate);

private:
    QWidget* makeBar();
    void show(int number);
    void take(const Result<Sample>& sample);
    void pin(bool on);

    Theme& m_theme;
    ArchitectureView* m_view;
    QToolButton* m_previous = nullptr;
    QToolButton* m_next = nullptr;
    QToolButton* m_pin = nullptr;
    QLabel* m_title = nullptr;
    QLabel* m_costs = nullptr;
    QPushButton* m_send = nullptr;
    SpacePtr m_space;
    int m_number = 1;
    Sample m_sample;
    ArchitecturePtr m_pinned;
    BackgroundTask<Sample> m_draw;
};

} // namespace cw::ui
