// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/fact_row.h"

#include <QLabel>

#include "ui/widgets/flow_layout.h"
#include "ui/widgets/labels.h"

namespace cw::ui {

FactRow::FactRow(QWidget* parent)
    : QWidget(parent)
{
    new FlowLayout(0, 4, this);
    fitHeight(this);
    setMinimumHeight(20);
}

void FactRow::setFacts(const std::vector<std::pair<QString, QString>>& facts)
{
    if (facts == m_facts)
        return;
    m_facts = facts;
    while (QLayoutItem* item = layout()->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const auto& [value, word] : facts) {
        QLabel* strong = makeLabel(value, "panelTitle", this);
        strong->setContentsMargins(0, 0, 5, 0);
        QLabel* muted = makeLabel(word, "secondary", this);
        muted->setContentsMargins(0, 1, 18, 0);
        for (QLabel* label : {strong, muted}) {
            layout()->addWidget(label);
            label->show();
        }
    }
    updateGeometry();
}

} // namespace cw::ui
