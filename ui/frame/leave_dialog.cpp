// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/leave_dialog.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/widgets/labels.h"

namespace cw::ui {

LeaveDialog::LeaveDialog(int runs, bool canGoOn, QWidget* parent, int waiting)
    : QDialog(parent)
{
    setWindowTitle(tr("Close the window"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(12);
    column->addWidget(
        makeLabel(tr("%n search(es) of this window still running. What should become of them?", nullptr, runs),
                  "panelTitle", this));
    addChoice(*column, QStringLiteral("goOn"), tr("&Keep running in the background"),
              canGoOn ? tr("cellwright-cli takes over; the next window shows it live.")
                      : tr("cellwright-cli, which would take over, was not found."),
              Leave::GoOn, canGoOn);
    addChoice(*column, QStringLiteral("pause"), tr("&Pause and close"),
              tr("Trainings keep what they have learnt, and go on from there when resumed."), Leave::Pause, true);
    addChoice(*column, QStringLiteral("stop"), tr("&Stop and close"),
              tr("Ends after the current batches; trainings under way begin anew when resumed."), Leave::Stop, true);
    if (waiting > 0) {
        QLabel* queue = makeLabel(tr("%n run(s) of the queue have not begun: they stay in it whatever you choose, none "
                                     "begins in the background, and the next window offers to continue.",
                                     nullptr, waiting),
                                  "notice", this);
        queue->setObjectName(QStringLiteral("queueStays"));
        queue->setWordWrap(true);
        column->addWidget(queue);
    }
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    auto* cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName(QStringLiteral("cancel"));
    cancel->setAutoDefault(false);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    row->addWidget(cancel);
    column->addLayout(row);
    auto* first = findChild<QPushButton*>(canGoOn ? QStringLiteral("goOn") : QStringLiteral("pause"));
    first->setDefault(true);
    first->setFocus();
}

void LeaveDialog::addChoice(QVBoxLayout& column, const QString& name, const QString& text, const QString& detail,
                            Leave how, bool enabled)
{
    auto* button = new QPushButton(text, this);
    button->setObjectName(name);
    button->setMinimumWidth(420);
    button->setEnabled(enabled);
    button->setAccessibleDescription(detail);
    connect(button, &QPushButton::clicked, this, [this, how] {
        m_answer = how;
        accept();
    });
    auto* both = new QVBoxLayout;
    both->setSpacing(2);
    both->addWidget(button);
    both->addWidget(makeLabel(detail, "secondary", this));
    column.addLayout(both);
}

} // namespace cw::ui
