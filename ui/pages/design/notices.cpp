// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/notices.h"

#include <algorithm>

#include <QHBoxLayout>

#include "ui/canvas/themed_icon.h"
#include "ui/widgets/labels.h"

namespace cw::ui {

namespace {

constexpr qsizetype kLongest = 400; // a name in it may have 10,000 characters

} // namespace

Notices::Notices(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    hide();
}

void Notices::put(Notice notice)
{
    remove(notice.key);
    Row row{notice.key, notice.text, new QWidget(this), {}};
    row.bar->setProperty("surface", "surface");
    row.bar->setAttribute(Qt::WA_StyledBackground);
    auto* column = new QVBoxLayout(row.bar);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* line = new QHBoxLayout;
    line->setContentsMargins(12, 6, 8, 6);
    line->setSpacing(8);
    const QString shown = notice.text.size() > kLongest ? notice.text.left(kLongest) + QChar(0x2026) : notice.text;
    QLabel* text = makeLabel(shown, notice.calm ? "notice" : "problem", row.bar);
    text->setTextFormat(Qt::PlainText); // names of files are not markup
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    line->addWidget(text, 1);
    const QString key = notice.key;
    for (auto& [title, run] : notice.answers) {
        auto* button = new QPushButton(title, row.bar);
        // Queued: the button goes with the notice.
        connect(
            button, &QPushButton::clicked, this,
            [this, key, run = std::move(run)] {
                remove(key);
                run();
            },
            Qt::QueuedConnection);
        line->addWidget(button);
        row.buttons.push_back(button);
    }
    if (notice.canWait) {
        QToolButton* close = makeToolButton(m_theme, QStringLiteral("close"), tr("Not now"), row.bar);
        connect(
            close, &QToolButton::clicked, this, [this, key] { remove(key); }, Qt::QueuedConnection);
        line->addWidget(close);
    }
    column->addLayout(line);
    column->addWidget(makeRule(row.bar));
    m_column->addWidget(row.bar);
    m_rows.push_back(std::move(row));
    show();
}

void Notices::remove(const QString& key)
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [&](const Row& row) { return row.key == key; });
    if (found == m_rows.end())
        return;
    found->bar->hide();
    found->bar->deleteLater();
    m_column->removeWidget(found->bar);
    m_rows.erase(found);
    setVisible(!m_rows.empty());
}

bool Notices::has(const QString& key) const
{
    return std::any_of(m_rows.begin(), m_rows.end(), [&](const Row& row) { return row.key == key; });
}

QStringList Notices::texts() const
{
    QStringList texts;
    for (const Row& row : m_rows)
        texts << row.text;
    return texts;
}

QPushButton* Notices::answer(const QString& key, std::size_t index) const
{
    for (const Row& row : m_rows) {
        if (row.key == key && index < row.buttons.size())
            return row.buttons[index];
    }
    return nullptr;
}

} // namespace cw::ui
