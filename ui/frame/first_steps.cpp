// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/first_steps.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

namespace cw::ui {

FirstSteps::FirstSteps(const Theme& theme, QWidget* parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_close(new QToolButton(this))
{
    setObjectName(QStringLiteral("firstSteps"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 12, 8, 12);
    row->setSpacing(24);
    addStep(row, 1, tr("Look at the space"), tr("The drawing is what will be searched."), 0);
    addStep(row, 2, tr("Press Search"), tr("Fashion-MNIST is found by itself."), 1);
    addStep(row, 3, tr("Watch"), tr("Curves and networks, live."), 2);
    m_close->setAutoRaise(true);
    m_close->setToolTip(tr("Do not show this again"));
    m_close->setAccessibleName(tr("Dismiss the first steps"));
    row->addWidget(m_close, 0, Qt::AlignTop);
    connect(m_close, &QToolButton::clicked, this, &FirstSteps::dismissed);
    connect(&theme, &Theme::changed, this, &FirstSteps::draw);
    draw();
}

void FirstSteps::addStep(QHBoxLayout* row, int number, const QString& title, const QString& text, int page)
{
    auto* step = new QHBoxLayout;
    step->setSpacing(10);
    auto* mark = makeLabel(QString::number(number), "figure", this);
    step->addWidget(mark);
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    auto* button = new QPushButton(title, this);
    button->setProperty("kind", QStringLiteral("link"));
    connect(button, &QPushButton::clicked, this, [this, page] { Q_EMIT stepChosen(page); });
    words->addWidget(button, 0, Qt::AlignLeft);
    auto* sentence = makeLabel(text, "secondary", this);
    sentence->setContentsMargins(5, 0, 0, 0);
    words->addWidget(sentence);
    step->addLayout(words);
    step->addStretch();
    row->addLayout(step, 1);
}

void FirstSteps::draw()
{
    m_close->setIcon(m_theme.icon(QStringLiteral("close"), m_theme.colors().muted));
}

} // namespace cw::ui
