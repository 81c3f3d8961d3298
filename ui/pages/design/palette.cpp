// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/palette.h"

#include <QKeyEvent>
#include <QSignalBlocker>

#include "ui/canvas/themed_icon.h"
#include "ui/pages/design/palette_delegate.h"
#include "ui/widgets/labels.h"

namespace cw::ui {

namespace {

constexpr int kTemplatesHeight = 5 * Metrics::kListRow + 8;

} // namespace

Palette::Palette(Theme& theme, QWidget* parent)
    : Panel(theme, tr("Palette"), parent)
    , m_theme(theme)
    , m_find(new QLineEdit(this))
    , m_view(new QTreeView(this))
    , m_model(new PaletteModel(this))
    , m_templates(new QListWidget(this))
{
    setMinimumWidth(Metrics::kPalette);
    m_find->setPlaceholderText(tr("Find op …"));
    m_find->setAccessibleName(tr("Find something to add"));
    m_find->setClearButtonEnabled(true);
    m_find->setMaxLength(200);
    QAction* lens = m_find->addAction(QIcon(), QLineEdit::LeadingPosition);
    const auto draw = [this, lens] { lens->setIcon(m_theme.icon(QStringLiteral("find"), m_theme.colors().muted)); };
    draw();
    connect(&theme, &Theme::changed, this, draw);
    m_find->installEventFilter(this);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(8, 8, 8, 8);
    row->addWidget(m_find);
    column().addLayout(row);
    makeView();
    column().addWidget(m_view, 1);
    column().addWidget(makeRule(this));
    makeTemplates();
    fillTemplates();
    setSpace(nullptr);
}

void Palette::makeView()
{
    m_view->setModel(m_model);
    m_view->setItemDelegate(new PaletteDelegate(m_theme, *m_view));
    m_view->setAccessibleName(tr("What can be added"));
    m_view->setHeaderHidden(true);
    m_view->setRootIsDecorated(false);
    m_view->setIndentation(0);
    m_view->setMouseTracking(true);
    m_view->setDragEnabled(true);
    m_view->setDragDropMode(QAbstractItemView::DragOnly);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setExpandsOnDoubleClick(false);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setTextElideMode(Qt::ElideRight);
    connect(m_view, &QTreeView::clicked, this, [this](const QModelIndex& index) {
        if (m_model->offer(index) == nullptr)
            m_view->setExpanded(index, !m_view->isExpanded(index));
    });
    connect(m_view, &QTreeView::doubleClicked, this, &Palette::choose);
    const auto remember = [this](const QModelIndex& index, bool open) {
        m_open.removeAll(index.data().toString());
        if (open)
            m_open << index.data().toString();
    };
    connect(m_view, &QTreeView::expanded, this, [remember](const QModelIndex& index) { remember(index, true); });
    connect(m_view, &QTreeView::collapsed, this, [remember](const QModelIndex& index) { remember(index, false); });
    m_view->installEventFilter(this);
    connect(m_find, &QLineEdit::textChanged, this, [this](const QString& typed) {
        m_model->setTyped(typed);
        if (m_model->isFiltered())
            m_view->setCurrentIndex(m_model->index(0, 0));
        else
            expandHeadings();
    });
}

void Palette::makeTemplates()
{
    QLabel* title = makeLabel(tr("Templates"), "panelTitle", this);
    title->setFixedHeight(Metrics::kListRow);
    title->setContentsMargins(16, 0, 0, 0);
    column().addWidget(title);
    m_templates->setAccessibleName(tr("Templates"));
    m_templates->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_templates->setTextElideMode(Qt::ElideRight);
    m_templates->setUniformItemSizes(true);
    m_templates->setFixedHeight(kTemplatesHeight);
    m_templates->setProperty("list", "plain");
    column().addWidget(m_templates);
    const auto open = [this](const QListWidgetItem* item) {
        if (item != nullptr && item->data(Qt::UserRole).toString() != m_template)
            Q_EMIT templateChosen(item->data(Qt::UserRole).toString());
    };
    connect(m_templates, &QListWidget::itemClicked, this, open);
    connect(m_templates, &QListWidget::itemActivated, this, open);
}

void Palette::fillTemplates()
{
    m_list.start([](const std::stop_token&) { return space::templates(); },
                 [this](const Result<std::vector<space::TemplateInfo>>& infos) {
                     if (!infos)
                         return; // opening one says why there are none
                     for (const space::TemplateInfo& info : *infos) {
                         auto* item = new QListWidgetItem(m_templates);
                         const QString id = QString::fromStdString(info.id);
                         item->setText(coreText(info.title.empty() ? info.id : info.title));
                         item->setToolTip(
                             info.paper.empty() ? id : id + QLatin1Char('\n') + QString::fromStdString(info.paper));
                         item->setData(Qt::UserRole, id);
                     }
                     setTemplate(m_template);
                 });
}

void Palette::setTemplate(const QString& id)
{
    m_template = id;
    const QSignalBlocker quiet(m_templates);
    m_templates->setCurrentRow(-1);
    for (int i = 0; i < m_templates->count(); ++i) {
        if (m_templates->item(i)->data(Qt::UserRole).toString() == id)
            m_templates->setCurrentRow(i);
    }
}

void Palette::setSpace(const space::SearchSpace* space)
{
    std::vector<std::string> cells;
    if (space != nullptr) {
        for (const auto& [name, graph] : space->cells)
            cells.push_back(name);
    }
    if (m_offered && cells == m_cells)
        return; // most steps leave them as they are
    m_cells = std::move(cells);
    std::vector<BlockOffer> offers = blockOffers(space != nullptr ? *space : space::SearchSpace());
    for (const BlockOffer& offer : offers) {
        const bool wanted = offer.block.kind != space::BlockKind::Op || offer.family == space::OpFamily::Convolution ||
                            offer.family == space::OpFamily::Pooling;
        if (wanted && (!m_offered || offer.block.kind == space::BlockKind::Cell) && !m_open.contains(offer.group))
            m_open << offer.group;
    }
    m_offered = true;
    m_model->setOffers(std::move(offers)); // closes all headings
    expandHeadings();
}

void Palette::expandHeadings()
{
    const QStringList open = m_open;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QModelIndex heading = m_model->index(row, 0);
        m_view->setExpanded(heading, open.contains(heading.data().toString()));
    }
}

void Palette::choose(const QModelIndex& index)
{
    if (const BlockOffer* offer = m_model->offer(index))
        Q_EMIT chosen(BlockOffer(*offer)); // the model may change in what follows
}

bool Palette::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_view && event->type() == QEvent::Resize && m_view->width() != m_laidOutFor) {
        m_laidOutFor = m_view->width();
        m_view->doItemsLayout(); // long names take two lines
    }
    if (event->type() != QEvent::KeyPress)
        return Panel::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (watched == m_find && (key->key() == Qt::Key_Down || key->key() == Qt::Key_Up)) {
        m_view->setFocus();
        if (!m_view->currentIndex().isValid())
            m_view->setCurrentIndex(m_model->index(0, 0));
        return true;
    }
    if (watched == m_find && key->key() == Qt::Key_Escape && !m_find->text().isEmpty()) {
        m_find->clear();
        return true;
    }
    if (enter && watched == m_find && !m_model->isFiltered())
        return true;
    if (!enter)
        return Panel::eventFilter(watched, event);
    const QModelIndex index = m_view->currentIndex();
    if (index.isValid() && m_model->offer(index) == nullptr)
        m_view->setExpanded(index, !m_view->isExpanded(index));
    else
        choose(index);
    return true;
}

} // namespace cw::ui
