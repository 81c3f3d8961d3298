// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search/section.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "ui/pages/search/search_check.h"
#include "ui/theme/theme.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/labels.h"

namespace cw::ui {

SearchSection::SearchSection(const Theme& theme, const char* icon, const QString& title, const QString& subtitle,
                             QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_subtitle(makeLabel(subtitle, "secondary", this))
    , m_problem(makeLabel({}, "problem", this))
    , m_content(new QVBoxLayout)
{
    auto* mark = new QLabel(this);
    const auto draw = [this, mark, name = QString::fromLatin1(icon)] {
        mark->setPixmap(m_theme.icon(name, m_theme.colors().muted).pixmap(QSize(16, 16), devicePixelRatioF()));
    };
    draw();
    connect(&theme, &Theme::changed, mark, draw);
    auto* names = new QVBoxLayout;
    names->setSpacing(2);
    names->addWidget(makeLabel(title, "panelTitle", this));
    m_subtitle->setWordWrap(true);
    names->addWidget(m_subtitle);
    names->addStretch();
    auto* left = new QWidget(this);
    left->setFixedWidth(kLabelColumn);
    auto* leftRow = new QHBoxLayout(left);
    leftRow->setContentsMargins(0, 5, 8, 0);
    leftRow->setSpacing(12);
    leftRow->addWidget(mark, 0, Qt::AlignTop);
    leftRow->addLayout(names, 1);
    m_content->setContentsMargins(0, 0, 0, 0);
    m_content->setSpacing(12);
    m_problem->setWordWrap(true);
    m_problem->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_problem->hide();
    auto* right = new QVBoxLayout;
    right->setSpacing(12);
    right->addLayout(m_content);
    right->addWidget(m_problem);
    right->addStretch();
    auto* row = new QHBoxLayout;
    row->setContentsMargins(0, 8, 0, 7);
    row->setSpacing(0);
    row->addWidget(left, 0, Qt::AlignTop);
    row->addLayout(right, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(row);
    column->addWidget(makeRule(this));
    fitHeight(this);
}

void SearchSection::showCheck(const SearchCheck&) {}

void SearchSection::showProblem(const QString& problem)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
}

void SearchSection::setSubtitle(const QString& subtitle)
{
    m_subtitle->setText(subtitle);
}

} // namespace cw::ui
