// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/runs/work_dialog.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/widgets/labels.h"

namespace cw::ui {

WorkDialog::WorkDialog(const QString& name, const QString& title, const QString& subject, QWidget* parent)
    : QDialog(parent)
    , m_body(new QVBoxLayout)
    , m_extras(new QHBoxLayout)
    , m_progress(new QProgressBar(this))
    , m_result(makeLabel({}, "panelTitle", this))
    , m_start(new QPushButton(this))
{
    setWindowTitle(title);
    setObjectName(name + QStringLiteral("Dialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 16);
    column->setSpacing(12);
    column->addWidget(makeLabel(subject, "subject", this));
    m_body->setSpacing(12);
    column->addLayout(m_body, 1);
    m_progress->setTextVisible(false);
    column->addWidget(m_progress);
    m_result->setObjectName(name + QStringLiteral("Result"));
    m_result->setWordWrap(true);
    column->addWidget(m_result);
    makeButtons(*column, name);
}

void WorkDialog::makeButtons(QVBoxLayout& column, const QString& name)
{
    auto* row = new QHBoxLayout;
    row->addLayout(m_extras);
    row->addStretch(1);
    auto* close = new QPushButton(tr("Close"), this);
    close->setAutoDefault(false);
    connect(close, &QPushButton::clicked, this, &WorkDialog::reject);
    row->addWidget(close);
    m_start->setObjectName(name + QStringLiteral("Start"));
    m_start->setProperty("kind", QStringLiteral("primary"));
    m_start->setDefault(true);
    connect(m_start, &QPushButton::clicked, this, [this] {
        if (isWorking())
            stop();
        else
            start();
    });
    row->addWidget(m_start);
    column.addLayout(row);
}

void WorkDialog::showButton(const QString& verb, bool isPossible)
{
    m_start->setText(isWorking() ? tr("Stop") : verb);
    m_start->setEnabled(isWorking() || isPossible);
}

} // namespace cw::ui
