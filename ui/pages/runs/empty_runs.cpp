// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/runs/empty_runs.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/widgets/labels.h"

namespace cw::ui {

EmptyRuns::EmptyRuns(const HistoryFeed& feed, QWidget* parent)
    : QWidget(parent)
    , m_title(makeLabel({}, "subject", this))
    , m_text(makeLabel(tr("Set up a search on the Search page and press Launch: it appears here at once, "
                          "also when the command line started it."),
                       "secondary", this))
{
    m_text->setWordWrap(true);
    m_text->setFixedWidth(380);
    m_text->setAlignment(Qt::AlignHCenter);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addStretch(2);
    column->addWidget(m_title, 0, Qt::AlignHCenter);
    column->addSpacing(6);
    auto* middle = new QHBoxLayout; // an aligned label would get the height of a single line
    middle->addStretch(1);
    middle->addWidget(m_text);
    middle->addStretch(1);
    column->addLayout(middle);
    column->addStretch(3);
    setReadable(true);
    connect(&feed, &HistoryFeed::failed, this, [this] { setReadable(false); });
    connect(&feed, &HistoryFeed::recovered, this, [this] { setReadable(true); });
}

void EmptyRuns::setReadable(bool readable)
{
    m_title->setText(readable ? tr("No run yet") : tr("The history cannot be read"));
    m_text->setVisible(readable);
}

} // namespace cw::ui
