// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data_page.h"

#include <algorithm>
#include <utility>

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QMimeData>
#include <QPushButton>
#include <QScrollArea>
#include <QSettings>
#include <QVBoxLayout>

#include "ui/canvas/themed_icon.h"
#include "ui/live/run_service.h"
#include "ui/pages/data/data_list.h"
#include "ui/widgets/format.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/split_bar.h"

namespace cw::ui {
namespace {

const QString kAddedKey = QStringLiteral("data/added");
constexpr std::size_t kImagesPerClass = 12;

data::DataSetInfo describe(const std::string& path)
{
    Result<data::DataSetInfo> info = data::describeDataSet(path);
    if (info)
        return std::move(*info);
    data::DataSetInfo broken;
    broken.location = path;
    broken.problem = info.error().what();
    return broken;
}

/// What a search cuts off the training part unless told otherwise: the first estimator that trains knows.
double validPart(const run::Catalogue& catalogue)
{
    for (const estimate::EstimatorEntry& entry : catalogue.estimators.entries()) {
        const ParamSpec* part = entry.needsDataset ? entry.schema.find("valid_part") : nullptr;
        if (part != nullptr && part->defaultValue.is_number())
            return part->defaultValue.get<double>();
    }
    return 0;
}

} // namespace

DataPage::DataPage(const Services& services, QWidget* parent)
    : Page(parent)
    , m_services(services)
    , m_model(new DataListModel(this))
{
    setAcceptDrops(true);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(makeList());
    auto* line = new QFrame(this);
    line->setProperty("rule", "column");
    row->addWidget(line);
    row->addWidget(makeDetails(), 1);
    for (const QString& path : QSettings().value(kAddedKey).toStringList())
        m_added.push_back(path);
    showSet(-1);
}

DataPage::~DataPage() = default;

QWidget* DataPage::makeList()
{
    auto* area = new QWidget(this);
    area->setProperty("surface", "surface");
    area->setAttribute(Qt::WA_StyledBackground);
    area->setFixedWidth(Metrics::kRunList + 24);
    auto* column = new QVBoxLayout(area);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    QLabel* title = makeLabel(tr("Data sets"), "panelTitle", area);
    title->setFixedHeight(Metrics::kDockTitle - 1);
    title->setContentsMargins(16, 0, 0, 0);
    column->addWidget(title);
    column->addWidget(makeRule(area));
    m_view = new QListView(area);
    m_view->setModel(m_model);
    m_view->setItemDelegate(new DataListDelegate(m_services.theme, m_view));
    m_view->setMouseTracking(true);
    m_view->setUniformItemSizes(true);
    m_view->setAccessibleName(tr("Data sets"));
    column->addSpacing(8);
    column->addWidget(m_view, 1);
    column->addWidget(makeRule(area));
    auto* add = new QVBoxLayout;
    add->setContentsMargins(12, 12, 12, 12);
    add->setSpacing(8);
    m_path = new QLineEdit(area);
    m_path->setPlaceholderText(tr("Path of a file or folder"));
    m_path->setAccessibleName(tr("Path of a data set"));
    auto* buttons = new QHBoxLayout;
    auto* browse = new QPushButton(tr("Browse ..."), area);
    auto* button = new QPushButton(tr("Add"), area);
    setThemedIcon(m_services.theme, button, QStringLiteral("add"));
    buttons->addWidget(browse, 1);
    buttons->addWidget(button, 1);
    add->addWidget(m_path);
    add->addLayout(buttons);
    QLabel* hint = makeLabel(tr("or drop it onto this page"), "caption", area);
    add->addWidget(hint);
    column->addLayout(add);
    const auto addTyped = [this] {
        if (!m_path->text().trimmed().isEmpty())
            addPath(m_path->text().trimmed());
    };
    connect(m_path, &QLineEdit::returnPressed, this, addTyped);
    connect(button, &QPushButton::clicked, this, addTyped);
    connect(browse, &QPushButton::clicked, this, [this] {
        const QString path = QFileDialog::getExistingDirectory(this, tr("Folder of a data set"));
        if (!path.isEmpty())
            addPath(path);
    });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& current) { showSet(current.row()); });
    return area;
}

QWidget* DataPage::makeDetails()
{
    auto* area = new QWidget(this);
    area->setProperty("surface", "surface");
    area->setAttribute(Qt::WA_StyledBackground);
    auto* column = new QVBoxLayout(area);
    column->setContentsMargins(24, 16, 24, 0);
    column->setSpacing(4);
    m_title = makeLabel({}, "pageTitle", area);
    m_location = new ElidedLabel("mono", Qt::ElideMiddle, area);
    m_problem = makeLabel({}, "problem", area);
    m_problem->setWordWrap(true);
    m_problem->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_facts = new QWidget(area);
    auto* facts = new QHBoxLayout(m_facts);
    facts->setContentsMargins(0, 12, 0, 12);
    facts->setSpacing(40);
    const QStringList names{tr("kind"), tr("shape"), tr("classes"), tr("samples")};
    for (int i = 0; i < 4; ++i) {
        auto* pair = new QVBoxLayout;
        pair->setSpacing(2);
        pair->addStretch(1);
        m_values[static_cast<std::size_t>(i)] = makeLabel({}, "subject", m_facts);
        pair->addWidget(m_values[static_cast<std::size_t>(i)]);
        pair->addWidget(makeLabel(names[i], "caption", m_facts));
        pair->addStretch(1);
        facts->addLayout(pair);
    }
    m_split = new SplitBar(m_services.theme, m_facts);
    facts->addWidget(m_split);
    facts->addStretch(1);
    m_grid = new ClassGrid(m_services.theme, area);
    m_grid->setProperty("surface", "surface");
    m_grid->setAttribute(Qt::WA_StyledBackground);
    auto* scroll = new QScrollArea(area);
    scroll->setWidget(m_grid);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    column->addWidget(m_title);
    column->addWidget(m_location);
    column->addWidget(m_problem);
    column->addWidget(m_facts);
    column->addWidget(makeRule(area));
    column->addSpacing(12);
    column->addWidget(scroll, 1);
    return area;
}

void DataPage::activated()
{
    if (std::exchange(m_listed, true))
        return;
    m_list.start(
        [added = m_added](std::stop_token stop) {
            std::vector<data::DataSetInfo> sets = data::knownDataSets();
            for (const QString& path : added) {
                if (stop.stop_requested())
                    break;
                sets.push_back(describe(path.toStdString()));
            }
            return sets;
        },
        [this](Result<std::vector<data::DataSetInfo>> sets) {
            if (!sets) {
                m_problem->setText(QString::fromStdString(sets.error().what()));
                m_problem->show();
                return;
            }
            m_model->setSets(std::move(*sets));
            if (m_model->rowCount() > 0)
                m_view->setCurrentIndex(m_model->index(0));
        });
}

void DataPage::addPath(const QString& path)
{
    m_describe.start([text = path.toStdString()](std::stop_token) { return describe(text); },
                     [this, path](Result<data::DataSetInfo> info) {
                         if (!info)
                             return;
                         if (info->problem.empty() &&
                             std::find(m_added.begin(), m_added.end(), path) == m_added.end()) {
                             m_added.push_back(path);
                             remember();
                         }
                         m_path->clear();
                         const int row = m_model->add(std::move(*info));
                         m_view->setCurrentIndex(m_model->index(row));
                         showSet(row);
                     });
}

void DataPage::remember()
{
    QSettings().setValue(kAddedKey, QStringList(m_added.begin(), m_added.end()));
}

QString DataPage::problem() const
{
    return m_problem->isHidden() ? QString() : m_problem->text();
}

void DataPage::showSet(int row)
{
    m_read.cancel();
    m_grid->setRows({});
    m_facts->setVisible(row >= 0);
    m_problem->setVisible(false);
    if (row < 0) {
        m_title->setText(tr("No data set chosen"));
        m_location->setFullText(tr("Choose one at the left, or add one by its path."));
        return;
    }
    const data::DataSetInfo& set = m_model->at(row);
    const bool usable = set.problem.empty();
    m_title->setText(dataSetTitle(set));
    m_location->setFullText(QString::fromStdString(set.location.string()));
    m_facts->setVisible(usable);
    m_problem->setText(QString::fromStdString(set.problem));
    m_problem->setVisible(!usable);
    if (!usable)
        return;
    m_values[0]->setText(coreText(std::string(data::toText(set.kind))));
    m_values[1]->setText(dimensionsText(set.shape));
    m_values[2]->setText(QString::number(set.classes.size()));
    m_values[3]->setText(countText(set.trainSize + set.testSize));
    const auto valid =
        static_cast<std::int64_t>(static_cast<double>(set.trainSize) * validPart(m_services.runs.catalogue()));
    m_split->setParts(set.trainSize - valid, valid, set.testSize);
    const std::string source = set.id.empty() ? set.location.string() : set.id;
    m_read.start([source](std::stop_token) { return classRows(*data::loadDataSet(source).value(), kImagesPerClass); },
                 [this](Result<std::vector<ClassRow>> rows) {
                     if (rows) {
                         m_grid->setRows(std::move(*rows));
                         return;
                     }
                     m_problem->setText(QString::fromStdString(rows.error().what()));
                     m_problem->show();
                 });
}

void DataPage::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls() && event->mimeData()->urls().front().isLocalFile())
        event->acceptProposedAction();
}

void DataPage::dropEvent(QDropEvent* event)
{
    addPath(event->mimeData()->urls().front().toLocalFile());
    event->acceptProposedAction();
}

} // namespace cw::ui
