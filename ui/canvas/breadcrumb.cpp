// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/breadcrumb.h"

#include <QFontMetrics>
#include <QPushButton>

#include "ui/widgets/labels.h"

namespace cw::ui {
namespace {

constexpr int kWidest = 240; // px of one step: names may be very long

QString shortened(const QWidget* widget, const QString& title)
{
    return widget->fontMetrics().elidedText(title, Qt::ElideMiddle, kWidest);
}

} // namespace

Breadcrumb::Breadcrumb(QWidget* parent)
    : QWidget(parent)
    , m_row(new QHBoxLayout(this))
{
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(0);
}

void Breadcrumb::setPath(const std::vector<GraphPlace>& path)
{
    QStringList shown;
    for (const GraphPlace& step : path)
        shown << step.title;
    if (!path.empty())
        shown << path.back().note;
    if (shown == m_shown)
        return;
    m_shown = shown;
    while (QLayoutItem* item = m_row->takeAt(0)) {
        if (item->widget() != nullptr) {
            item->widget()->hide();
            item->widget()->deleteLater(); // it may be the button whose click led here
        }
        delete item;
    }
    for (std::size_t i = 0; i < path.size(); ++i) {
        const GraphPlace& step = path[i];
        if (i > 0)
            m_row->addWidget(makeLabel(QStringLiteral("›"), "secondary", this));
        if (i + 1 == path.size()) {
            QLabel* here = makeLabel(shortened(this, step.title), "panelTitle", this);
            here->setTextFormat(Qt::PlainText);
            here->setContentsMargins(8, 0, 8, 0);
            m_row->addWidget(here);
            if (!step.note.isEmpty())
                m_row->addWidget(makeLabel(step.note, "chip", this));
            continue;
        }
        auto* back = new QPushButton(shortened(this, step.title).replace(QLatin1Char('&'), QStringLiteral("&&")), this);
        back->setProperty("kind", "link");
        const int depth = static_cast<int>(i) + 1;
        connect(
            back, &QPushButton::clicked, this, [this, depth] { Q_EMIT leftTo(depth); }, Qt::QueuedConnection);
        m_row->addWidget(back);
    }
}

} // namespace cw::ui
