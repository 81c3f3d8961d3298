// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/table_header.h"

#include <algorithm>
#include <cmath>

#include <QFontMetricsF>
#include <QFrame>
#include <QGuiApplication>
#include <QMenu>
#include <QPainter>
#include <QSettings>
#include <QTableView>

#include "ui/widgets/kept.h"

namespace cw::ui {
namespace {

constexpr int kPadding = 8; ///< as the delegates keep it
constexpr int kArrow = 10;
constexpr int kGap = 2; ///< between words and arrow, and from the arrow to the next section

} // namespace

TableHeader::TableHeader(const Theme& theme, QWidget* parent)
    : QHeaderView(Qt::Horizontal, parent)
    , m_theme(theme)
    , m_menu(new QMenu(this))
{
    connect(m_menu, &QMenu::aboutToShow, this, &TableHeader::fillMenu);
    setContextMenuPolicy(Qt::CustomContextMenu);
    connect(this, &QWidget::customContextMenuRequested, this,
            [this](const QPoint& at) { m_menu->popup(viewport()->mapToGlobal(at)); });
    setSectionsClickable(true);
    setHighlightSections(false);
    setMouseTracking(true);
    connect(&theme, &Theme::changed, this, [this] { viewport()->update(); });
}

TableHeader* TableHeader::install(QTableView& table, const Theme& theme)
{
    auto* header = new TableHeader(theme, &table);
    table.setHorizontalHeader(header);
    auto* corner = new QFrame(&table);
    corner->setProperty("rule", "head");
    corner->setFixedHeight(Metrics::kTableHead);
    table.addScrollBarWidget(corner, Qt::AlignTop);
    return header;
}

void TableHeader::fillMenu()
{
    m_menu->clear();
    for (int section = 0; section < count(); ++section) {
        const QString spoken = model()->headerData(section, Qt::Horizontal, Qt::AccessibleTextRole).toString();
        QAction* action = m_menu->addAction(words(section).isEmpty() ? spoken : words(section));
        action->setCheckable(true);
        action->setChecked(!isSectionHidden(section));
        action->setEnabled(section > 0);
        connect(action, &QAction::toggled, this, [this, section](bool on) {
            setSectionHidden(section, !on);
            store();
        });
    }
    m_menu->addSeparator();
    m_menu->addAction(tr("Show all columns"), this, &TableHeader::showAllColumns);
}

void TableHeader::showAllColumns()
{
    for (int section = 0; section < count(); ++section)
        showSection(section);
    store();
}

void TableHeader::keep(const QString& key)
{
    // Of a version with other columns nothing is taken.
    const QString place = keptPlace(QStringLiteral("%1/%2").arg(key).arg(count()));
    restoreState(QSettings().value(place).toByteArray());
    m_key = place;
    connect(this, &QHeaderView::sortIndicatorChanged, this, &TableHeader::store);
    connect(this, &QHeaderView::sectionResized, this, [this] {
        if (QGuiApplication::mouseButtons().testFlag(Qt::LeftButton)) // not by what its values need
            store();
    });
}

void TableHeader::store() const
{
    if (!m_key.isEmpty())
        QSettings().setValue(m_key, saveState());
}

QFont TableHeader::headFont() const
{
    QFont font = m_theme.font(TextRole::Secondary);
    font.setWeight(QFont::DemiBold);
    return font;
}

QString TableHeader::words(int section) const
{
    return model() == nullptr ? QString() : model()->headerData(section, Qt::Horizontal, Qt::DisplayRole).toString();
}

int TableHeader::wordsWidth(int section) const
{
    return static_cast<int>(std::ceil(QFontMetricsF(headFont()).horizontalAdvance(words(section))));
}

QString TableHeader::shownWords(int section, int width) const
{
    return QFontMetricsF(headFont()).elidedText(words(section), Qt::ElideRight, width - 2 * kPadding);
}

QSize TableHeader::sectionSizeFromContents(int section) const
{
    return {wordsWidth(section) + kPadding + std::max(kPadding, kGap + kArrow + kGap), Metrics::kTableHead};
}

QRect TableHeader::wordsRect(int section, const QRect& rect) const
{
    const QRect room = rect.adjusted(kPadding, 0, -kPadding, -1);
    const int width = std::min(wordsWidth(section), room.width());
    const int alignment = model()->headerData(section, Qt::Horizontal, Qt::TextAlignmentRole).toInt();
    const int left = (alignment & Qt::AlignRight) != 0 ? room.right() + 1 - width : room.left();
    return {left, room.top(), width, room.height()};
}

void TableHeader::paintSection(QPainter* painter, const QRect& rect, int section) const
{
    const Colors& colors = m_theme.colors();
    painter->save();
    painter->fillRect(rect, colors.window);
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), colors.line);
    QStyleOptionHeaderV2 option;
    initStyleOption(&option);
    option.rect = rect;
    initStyleOptionForIndex(&option, section);
    const QRect place = wordsRect(section, rect);
    painter->setFont(headFont());
    painter->setPen(option.state.testFlag(QStyle::State_MouseOver) ? colors.text : colors.muted);
    const bool rightAligned = place.left() > rect.left() + kPadding;
    painter->drawText(place,
                      (rightAligned ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter | Qt::TextSingleLine |
                          Qt::TextDontClip,
                      shownWords(section, rect.width()));
    if (isSortIndicatorShown() && sortIndicatorSection() == section && place.width() > 0) {
        const int x = rightAligned ? std::max(rect.left(), place.left() - kGap - kArrow) : place.right() + 1 + kGap;
        const QString name =
            sortIndicatorOrder() == Qt::DescendingOrder ? QStringLiteral("chevron-down") : QStringLiteral("chevron-up");
        m_theme.icon(name, colors.muted).paint(painter, QRect(x, rect.center().y() - kArrow / 2, kArrow, kArrow));
    }
    painter->restore();
}

} // namespace cw::ui
