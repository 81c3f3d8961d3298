// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/block_search.h"

#include <algorithm>
#include <utility>

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QVBoxLayout>

#include "ui/canvas/block_delegate.h"
#include "ui/canvas/op_words.h"
#include "ui/widgets/labels.h"

namespace cw::ui {
namespace {

constexpr int kWidth = 320;
constexpr int kRows = 8; // that are seen at once
constexpr int kInset = 8;

/// The letters of an op's parameters as its card will show them, "k s f"; of a construct, what it is.
QString asideOf(const BlockOffer& offer)
{
    if (offer.block.kind != space::BlockKind::Op)
        return offer.detail.section(QLatin1Char('\n'), 0, 0);
    const space::OpEntry* entry = space::opCatalogue().find(offer.block.op);
    QStringList letters;
    for (const ParamSpec& spec : entry == nullptr ? std::vector<ParamSpec>() : entry->schema.specs()) {
        const QString letter = paramShortName(spec.name);
        if (letter.size() == 1)
            letters << letter;
    }
    return letters.join(QLatin1Char(' '));
}

} // namespace

BlockSearch::BlockSearch(const Theme& theme, QWidget* canvas)
    : QFrame(canvas)
    , m_theme(theme)
    , m_edit(new QLineEdit(this))
    , m_caption(new ElidedLabel("caption", Qt::ElideRight, this))
    , m_count(makeLabel({}, "caption", this))
    , m_list(new QListWidget(this))
    , m_glass(m_edit->addAction(QIcon(), QLineEdit::LeadingPosition))
{
    setObjectName(QStringLiteral("commandPalette")); // the same look
    m_edit->setPlaceholderText(tr("Find a block …"));
    m_edit->setAccessibleName(tr("Find a block"));
    m_edit->setMaxLength(200);
    m_list->setAccessibleName(tr("Blocks that can be added"));
    m_list->setItemDelegate(new BlockDelegate(theme, m_list));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setMouseTracking(true);
    m_list->setUniformItemSizes(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    auto* head = new QVBoxLayout;
    head->setContentsMargins(kInset, kInset, kInset, 4);
    head->setSpacing(6);
    head->addWidget(m_edit);
    auto* line = new QHBoxLayout;
    line->setContentsMargins(8, 0, 8, 0);
    line->addWidget(m_caption, 1);
    line->addWidget(m_count);
    head->addLayout(line);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(m_list, 1);
    column->addSpacing(4);
    column->addWidget(makeRule(this));
    column->addWidget(makeFooter());
    m_edit->installEventFilter(this);
    connect(m_edit, &QLineEdit::textChanged, this, &BlockSearch::fill);
    connect(m_list, &QListWidget::itemClicked, this, &BlockSearch::take);
    hide();
}

QWidget* BlockSearch::makeFooter()
{
    auto* footer = new QWidget(this);
    auto* row = new QHBoxLayout(footer);
    row->setContentsMargins(12, 6, 12, 6);
    row->setSpacing(6);
    for (const auto& [key, word] : {std::pair{QStringLiteral("↑↓"), tr("choose")}, std::pair{tr("Enter"), tr("insert")},
                                    std::pair{tr("Esc"), tr("cancel")}}) {
        row->addWidget(makeLabel(key, "keycap", footer));
        row->addWidget(makeLabel(word, "caption", footer));
        row->addSpacing(10);
    }
    row->addStretch();
    return footer;
}

void BlockSearch::open(const QPoint& at, std::vector<BlockOffer> offers, const QString& caption)
{
    m_offers = std::move(offers);
    static_cast<ElidedLabel*>(m_caption)->setFullText(caption);
    m_glass->setIcon(m_theme.icon(QStringLiteral("find"), m_theme.colors().muted));
    m_edit->clear();
    fill();
    const QWidget* canvas = parentWidget();
    const int rest = sizeHint().height() - m_list->sizeHint().height();
    const int height = std::min(rest + kRows * Metrics::kListRow, canvas->height() - 2 * kInset);
    const int width = std::min(kWidth, canvas->width() - 2 * kInset);
    setGeometry(std::clamp(at.x(), kInset, std::max(kInset, canvas->width() - width - kInset)),
                std::clamp(at.y(), kInset, std::max(kInset, canvas->height() - height - kInset)), width, height);
    show();
    raise();
    m_edit->setFocus(Qt::PopupFocusReason);
    qApp->installEventFilter(this);
}

void BlockSearch::fill()
{
    m_found = findOffers(m_offers, m_edit->text());
    static_cast<BlockDelegate*>(m_list->itemDelegate())->setTyped(m_edit->text());
    m_list->clear();
    for (const BlockOffer& offer : m_found) {
        auto* item = new QListWidgetItem(offer.title, m_list);
        item->setData(BlockDelegate::DetailRole, asideOf(offer));
        item->setData(BlockDelegate::IconNameRole, offer.icon);
        item->setData(BlockDelegate::FamilyRole, static_cast<int>(offer.family));
        item->setToolTip(offer.detail);
    }
    m_list->setCurrentRow(m_found.empty() ? -1 : 0);
    m_count->setText(m_found.empty() && !m_offers.empty() ? tr("Nothing is called that; try fewer letters")
                                                          : tr("%1 of %2").arg(m_found.size()).arg(m_offers.size()));
}

void BlockSearch::step(int by)
{
    if (!m_found.empty())
        m_list->setCurrentRow(std::clamp(m_list->currentRow() + by, 0, m_list->count() - 1));
}

void BlockSearch::take()
{
    const int row = m_list->currentRow();
    if (row < 0 || static_cast<std::size_t>(row) >= m_found.size())
        return;
    const BlockOffer offer = m_found[static_cast<std::size_t>(row)];
    // Hidden first: what is chosen may open it again, and only then is it told that this one is closed.
    qApp->removeEventFilter(this);
    hide();
    Q_EMIT chosen(offer);
    if (!isVisible())
        Q_EMIT closed();
}

void BlockSearch::shut()
{
    qApp->removeEventFilter(this);
    hide();
    Q_EMIT closed();
}

bool BlockSearch::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::MouseButtonPress && isVisible()) {
        const auto* widget = qobject_cast<QWidget*>(watched);
        if (widget != nullptr && widget != this && !isAncestorOf(widget))
            shut(); // and the click does what it does
        return false;
    }
    if (watched != m_edit || event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    switch (static_cast<QKeyEvent*>(event)->key()) {
    case Qt::Key_Down:
    case Qt::Key_Tab:
        step(1);
        return true;
    case Qt::Key_Up:
    case Qt::Key_Backtab:
        step(-1);
        return true;
    case Qt::Key_PageDown:
        step(kRows);
        return true;
    case Qt::Key_PageUp:
        step(-kRows);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        take();
        return true;
    case Qt::Key_Escape:
        shut();
        return true;
    default:
        return false;
    }
}

} // namespace cw::ui
