// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/template_gallery.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/widgets/labels.h"
#include "ui/widgets/space_thumbnail.h"

namespace cw::ui {

namespace {

constexpr QSize kPicture(120, 72);
constexpr QSize kCell(168, 132);

} // namespace

TemplateGallery::TemplateGallery(Theme& theme, QWidget* parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_list(new QListWidget(this))
    , m_detail(makeLabel({}, "secondary", this))
    , m_create(new QPushButton(tr("Create"), this))
{
    setWindowTitle(tr("New from template"));
    resize(4 * kCell.width() + 60, 3 * kCell.height() + 180);
    m_list->setAccessibleName(tr("Templates"));
    m_list->setViewMode(QListView::IconMode);
    m_list->setIconSize(kPicture);
    m_list->setGridSize(kCell);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setMovement(QListView::Static);
    m_list->setWordWrap(true);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setUniformItemSizes(true);
    m_detail->setWordWrap(true);
    m_detail->setMinimumHeight(40);
    m_detail->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_create->setProperty("kind", "primary");
    m_create->setDefault(true);
    auto* cancel = new QPushButton(tr("Cancel"), this);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_detail, 1);
    row->addWidget(cancel, 0, Qt::AlignBottom);
    row->addWidget(m_create, 0, Qt::AlignBottom);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addWidget(makeLabel(tr("Begin with a published space, or with nothing"), "subject", this));
    column->addWidget(m_list, 1);
    column->addLayout(row);
    connect(m_list, &QListWidget::currentRowChanged, this, &TemplateGallery::showDetail);
    connect(m_list, &QListWidget::itemActivated, this, &TemplateGallery::take);
    connect(m_create, &QPushButton::clicked, this, &TemplateGallery::take);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    addEmpty();
    m_load.start(
        [](const std::stop_token&) {
            std::vector<Template> found;
            for (const space::TemplateInfo& info : space::templates()) {
                if (Result<space::SearchSpace> space = space::openSpace(info.id))
                    found.emplace_back(info, std::make_shared<const space::SearchSpace>(std::move(*space)));
            }
            return found;
        },
        [this](const Result<std::vector<Template>>& found) {
            if (!found)
                return; // an empty space can be made all the same
            for (const Template& item : *found)
                add(item);
        });
}

void TemplateGallery::addEmpty()
{
    QPixmap picture(kPicture * devicePixelRatioF());
    picture.setDevicePixelRatio(devicePixelRatioF());
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.colors().cardBorder, 1, Qt::DashLine));
    painter.drawRoundedRect(QRectF(QPointF(), kPicture).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    m_theme.icon(QStringLiteral("add"), m_theme.colors().muted).paint(&painter, 48, 24, 24, 24);
    painter.end();
    auto* item = new QListWidgetItem(QIcon(picture), tr("Empty space"), m_list);
    item->setData(Qt::UserRole, QString());
    item->setData(Qt::UserRole + 1, tr("An input and an output; the rest is drawn."));
    m_list->setCurrentItem(item);
}

void TemplateGallery::add(const Template& item)
{
    SpaceThumbnail thumbnail(m_theme);
    thumbnail.setSpace(*item.second);
    const space::TemplateInfo& info = item.first;
    auto* row =
        new QListWidgetItem(QIcon(thumbnail.grab()), coreText(info.title.empty() ? info.id : info.title), m_list);
    row->setData(Qt::UserRole, QString::fromStdString(info.id));
    row->setData(Qt::UserRole + 1, QString::fromStdString(info.paper));
    row->setToolTip(QString::fromStdString(info.id));
}

void TemplateGallery::showDetail()
{
    const QListWidgetItem* item = m_list->currentItem();
    m_detail->setText(item == nullptr ? QString() : item->data(Qt::UserRole + 1).toString());
    m_create->setEnabled(item != nullptr);
}

void TemplateGallery::take()
{
    const QListWidgetItem* item = m_list->currentItem();
    if (item == nullptr)
        return;
    Q_EMIT chosen(item->data(Qt::UserRole).toString());
    accept();
}

} // namespace cw::ui
