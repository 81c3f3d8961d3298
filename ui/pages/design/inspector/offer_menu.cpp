// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/inspector/offer_menu.h"

#include <algorithm>

#include <QKeyEvent>
#include <QScreen>
#include <QVBoxLayout>

#include "ui/theme/theme.h"

namespace cw::ui {

namespace {

constexpr int kWidth = 256;
constexpr int kRows = 9;
constexpr int kLongest = 200; ///< typed characters

} // namespace

OfferMenu::OfferMenu(Theme& theme, std::vector<BlockOffer> offers, QWidget* parent)
    : QFrame(parent, Qt::Popup)
    , m_theme(theme)
    , m_offers(std::move(offers))
    , m_field(new QLineEdit(this))
    , m_list(new QListWidget(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setProperty("surface", QStringLiteral("card"));
    setFixedWidth(kWidth);
    m_field->setPlaceholderText(tr("Find an op ..."));
    m_field->setAccessibleName(tr("Find an op"));
    m_field->setMaxLength(kLongest);
    m_field->installEventFilter(this);
    m_list->setAccessibleName(tr("Ops"));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setFixedHeight(kRows * Metrics::kListRow);
    m_list->setMouseTracking(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(6);
    column->addWidget(m_field);
    column->addWidget(m_list);
    connect(m_field, &QLineEdit::textChanged, this, &OfferMenu::fill);
    connect(m_list, &QListWidget::itemClicked, this, &OfferMenu::take);
    setFocusProxy(m_field);
    fill({});
}

void OfferMenu::fill(const QString& typed)
{
    m_shown = findOffers(m_offers, typed);
    m_list->clear();
    const Colors& colors = m_theme.colors();
    for (const BlockOffer& offer : m_shown) {
        auto* item = new QListWidgetItem(m_theme.icon(offer.icon, colors.opIcon(offer.family)), offer.title, m_list);
        item->setToolTip(offer.detail);
    }
    if (m_shown.empty()) {
        auto* none = new QListWidgetItem(tr("Nothing is called so."), m_list);
        none->setFlags(Qt::NoItemFlags);
    }
    m_list->setCurrentRow(0);
}

void OfferMenu::take()
{
    const int row = m_list->currentRow();
    if (row < 0 || static_cast<std::size_t>(row) >= m_shown.size())
        return;
    const BlockOffer offer = m_shown[static_cast<std::size_t>(row)];
    close();
    Q_EMIT chosen(offer);
}

bool OfferMenu::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    const int row = m_list->currentRow();
    switch (key) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        take();
        return true;
    case Qt::Key_Down:
        m_list->setCurrentRow(std::min(m_list->count() - 1, row + 1));
        return true;
    case Qt::Key_Up:
        m_list->setCurrentRow(std::max(0, row - 1));
        return true;
    default:
        return QFrame::eventFilter(watched, event);
    }
}

void OfferMenu::openAt(const QWidget* anchor)
{
    adjustSize();
    QPoint at = anchor->mapToGlobal(QPoint(anchor->width() - width(), anchor->height() + 4));
    if (const QScreen* screen = anchor->screen()) {
        const QRect all = screen->availableGeometry();
        at.setX(std::clamp(at.x(), all.left(), std::max(all.left(), all.right() - width())));
        at.setY(std::clamp(at.y(), all.top(), std::max(all.top(), all.bottom() - height())));
    }
    move(at);
    show();
    m_field->setFocus();
}

} // namespace cw::ui
