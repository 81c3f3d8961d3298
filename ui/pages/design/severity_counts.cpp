// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/severity_counts.h"

#include <algorithm>

#include <QHBoxLayout>

#include "ui/widgets/labels.h"

namespace cw::ui {

namespace {

constexpr double kMark = 10;

} // namespace

SeverityCounts::SeverityCounts(Theme& theme, bool words, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_words(words)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(words ? 6 : 4);
    m_none = makeItem();
    for (Item& item : m_items)
        item = makeItem();
    connect(&theme, &Theme::changed, this, &SeverityCounts::draw);
    draw();
    if (!words)
        reserve();
    forget();
}

/// So much that what stands beside stays in its place when the usual comes and goes: none, or two kinds.
void SeverityCounts::reserve()
{
    int width = 0;
    for (const bool any : {false, true}) {
        setCounts({.listed = {any ? 8 : 0, any ? 8 : 0, 0}});
        width = std::max(width, sizeHint().width());
    }
    setMinimumWidth(width);
    static_cast<QHBoxLayout*>(layout())->addStretch(1);
}

SeverityCounts::Item SeverityCounts::makeItem()
{
    auto* row = static_cast<QHBoxLayout*>(layout());
    if (row->count() > 0)
        row->addSpacing(m_words ? 8 : 2);
    Item item{new QLabel(this), makeLabel({}, "secondary", this)};
    row->addWidget(item.mark);
    row->addWidget(item.text);
    return item;
}

void SeverityCounts::show(const Item& item, const QString& text)
{
    item.text->setText(text);
    item.mark->setVisible(!text.isEmpty());
    item.text->setVisible(!text.isEmpty());
}

QString SeverityCounts::textOf(Severity severity, const ProblemCounts& counts) const
{
    const int count = counts.listed[static_cast<std::size_t>(severity)];
    const int more = severity == Severity::Error ? counts.moreErrors : 0;
    if (count == 0)
        return {};
    if (!m_words)
        return QString::number(count + more);
    if (more > 0)
        return tr("%1 of %2 errors").arg(count).arg(count + more);
    return severity == Severity::Error     ? tr("%n error(s)", nullptr, count)
           : severity == Severity::Warning ? tr("%n warning(s)", nullptr, count)
                                           : tr("%n hint(s)", nullptr, count);
}

void SeverityCounts::setCounts(const ProblemCounts& counts)
{
    show(m_none, counts.all() == 0 ? tr("none") : QString());
    for (const Severity severity : kSeverities)
        show(m_items[static_cast<std::size_t>(severity)], textOf(severity, counts));
}

void SeverityCounts::forget()
{
    show(m_none, {});
    for (const Item& item : m_items)
        show(item, {});
}

QString SeverityCounts::text() const
{
    QStringList texts;
    for (const QLabel* label : {m_none.text, m_items[0].text, m_items[1].text, m_items[2].text}) {
        if (!label->text().isEmpty())
            texts << label->text();
    }
    return texts.join(QStringLiteral(", "));
}

void SeverityCounts::draw()
{
    const Colors& colors = m_theme.colors();
    m_none.mark->setPixmap(markStamp(Mark::Tick, kMark, colors.good, devicePixelRatioF()));
    for (const Severity severity : kSeverities) {
        QLabel* mark = m_items[static_cast<std::size_t>(severity)].mark;
        mark->setPixmap(markStamp(markOf(severity), kMark, colorOf(colors, severity), devicePixelRatioF()));
        mark->setToolTip(severityText(severity));
        mark->setAccessibleName(severityText(severity));
    }
}

} // namespace cw::ui
