// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design_page.h"

#include <utility>

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHeaderView>
#include <QMimeData>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/canvas/themed_icon.h"
#include "ui/pages/design/inspector.h"
#include "ui/pages/design/live_strip.h"
#include "ui/plots/marks.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/titled_delegate.h"

namespace cw::ui {
namespace {

constexpr std::uint64_t kMostCounted = 50'000; // candidates hashed for the number of distinct networks
constexpr const char* kFirstTemplate = "nas-bench-201";

} // namespace

DesignPage::DesignPage(const Services& services, QWidget* parent)
    : Page(parent)
    , m_services(services)
    , m_view(new SpaceView(services.theme, this))
    , m_inspector(new Inspector(services.theme, this))
    , m_strip(new LiveStrip(services.theme, this))
{
    setAcceptDrops(true);
    const auto columnRule = [this] {
        auto* rule = new QFrame(this);
        rule->setProperty("rule", "column");
        return rule;
    };
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(makeTemplates());
    row->addWidget(columnRule());
    row->addWidget(m_view, 1);
    row->addWidget(columnRule());
    row->addWidget(m_inspector);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(row, 1);
    column->addWidget(makeProblems());
    column->addWidget(makeRule(this));
    column->addWidget(m_strip);
    connect(m_view, &SpaceView::selectionChanged, this, [this] { m_inspector->show(*m_view); });
    connect(&services.theme, &Theme::changed, this, [this] { m_inspector->show(*m_view); });
    connect(&m_strip->problemsButton(), &QToolButton::toggled, m_problems, &QWidget::setVisible);
    fillTemplates();
    m_inspector->show(*m_view);
    open(QLatin1String(kFirstTemplate));
}

DesignPage::~DesignPage() = default;

bool DesignPage::isBusy() const
{
    return m_load.isBusy() || m_read.isBusy() || m_count.isBusy() || m_list.isBusy() || m_view->isBusy();
}

QWidget* DesignPage::makeTemplates()
{
    auto* area = new QWidget(this);
    area->setProperty("surface", "surface");
    area->setAttribute(Qt::WA_StyledBackground);
    area->setFixedWidth(Metrics::kPalette);
    auto* column = new QVBoxLayout(area);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    QLabel* title = makeLabel(tr("Templates"), "panelTitle", area);
    title->setFixedHeight(Metrics::kDockTitle - 1);
    title->setContentsMargins(16, 0, 0, 0);
    column->addWidget(title);
    column->addWidget(makeRule(area));
    m_templates = new QListWidget(area);
    m_templates->setAccessibleName(tr("Templates"));
    m_templates->setWordWrap(true);
    m_templates->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_templates->setItemDelegate(new TitledDelegate(m_services.theme, m_templates));
    m_templates->setMouseTracking(true);
    column->addSpacing(6);
    column->addWidget(m_templates, 1);
    column->addWidget(makeRule(area));
    auto* openFile = new QPushButton(tr("Open file ..."), area);
    setThemedIcon(m_services.theme, openFile, QStringLiteral("open"));
    openFile->setToolTip(tr("A .cwspace file; it may also be dropped onto this page"));
    auto* row = new QHBoxLayout;
    row->setContentsMargins(12, 12, 12, 12);
    row->addWidget(openFile);
    column->addLayout(row);
    connect(openFile, &QPushButton::clicked, this, [this] {
        const QString path =
            QFileDialog::getOpenFileName(this, tr("Open a search space"), {}, tr("Search spaces (*.cwspace)"));
        if (!path.isEmpty())
            open(path);
    });
    connect(m_templates, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem* item) {
        if (item != nullptr && item->data(Qt::UserRole).toString() != m_open)
            open(item->data(Qt::UserRole).toString());
    });
    return area;
}

QWidget* DesignPage::makeProblems()
{
    m_problems = new QTableWidget(0, 3, this);
    m_problems->setAccessibleName(tr("Problems"));
    m_problems->setHorizontalHeaderLabels({tr("Where"), tr("What"), tr("What would help")});
    m_problems->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_problems->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
    m_problems->setColumnWidth(0, 200);
    m_problems->setColumnWidth(2, 300);
    m_problems->verticalHeader()->hide();
    m_problems->verticalHeader()->setDefaultSectionSize(34);
    m_problems->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_problems->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_problems->setSelectionMode(QAbstractItemView::SingleSelection);
    m_problems->setShowGrid(false);
    m_problems->setFixedHeight(136);
    m_problems->hide();
    connect(m_problems, &QTableWidget::cellClicked, this, [this](int row, int) {
        m_view->selectPath(m_problems->item(row, 0)->data(Qt::UserRole).toString().toStdString());
    });
    return m_problems;
}

void DesignPage::fillTemplates()
{
    m_list.start([](std::stop_token) { return space::templates(); },
                 [this](Result<std::vector<space::TemplateInfo>> infos) {
                     if (!infos)
                         return; // open() says why there are none
                     for (const space::TemplateInfo& info : *infos) {
                         auto* item = new QListWidgetItem(m_templates);
                         const QString name = coreText(info.title.empty() ? info.id : info.title);
                         const QString paper = QString::fromStdString(info.paper);
                         item->setText(name);
                         item->setData(TitledDelegate::PaperRole, paper);
                         item->setToolTip(paper.isEmpty()
                                              ? QString::fromStdString(info.id)
                                              : QString::fromStdString(info.id) + QLatin1Char('\n') + paper);
                         item->setData(Qt::UserRole, QString::fromStdString(info.id));
                         if (item->data(Qt::UserRole).toString() == m_open)
                             m_templates->setCurrentItem(item);
                     }
                 });
}

void DesignPage::open(const QString& templateOrPath)
{
    m_open = templateOrPath;
    m_read.cancel();
    m_count.cancel();
    m_strip->setWaiting();
    int row = -1; // a file is none of them
    for (int i = 0; i < m_templates->count(); ++i) {
        if (m_templates->item(i)->data(Qt::UserRole).toString() == templateOrPath)
            row = i;
    }
    m_templates->setCurrentRow(row);
    const auto refused = std::make_shared<space::Issue>(); // the worker fills it before it is done
    m_load.start(
        [name = templateOrPath.toStdString(), refused](std::stop_token) -> SpacePtr {
            return std::make_shared<const space::SearchSpace>(space::openSpace(name, refused.get()).value());
        },
        [this, templateOrPath, refused](Result<SpacePtr> space) {
            takeSpace(templateOrPath, std::move(space), *refused);
        });
}

void DesignPage::takeSpace(const QString& name, Result<SpacePtr> space, const space::Issue& refused)
{
    if (!space) {
        m_view->setSpace(nullptr, QString::fromStdString(space.error().what()));
        m_inspector->show(*m_view);
        const bool told = !refused.what.empty();
        showIssues({{{},
                     told ? refused.what : space.error().problem(),
                     refused.fix,
                     told ? refused.where : space.error().where()}});
        return;
    }
    const SpacePtr opened = *space;
    m_view->setSpace(opened);
    m_inspector->show(*m_view);
    showIssues({});
    m_strip->setWaiting();
    Q_EMIT this->opened(name);
    m_read.start([opened](std::stop_token stop) { return readFacts(*opened, std::move(stop)); },
                 [this](Result<DesignFacts> facts) {
                     if (facts)
                         takeFacts(*facts);
                     else
                         showIssues({{{}, facts.error().problem(), {}, facts.error().where()}});
                 });
}

void DesignPage::takeFacts(const DesignFacts& facts)
{
    m_strip->setFacts(facts);
    m_view->setFacts(facts.blocks);
    showIssues(facts.issues);
    Q_EMIT factsShown();
    if (!facts.issues.empty())
        return;
    m_count.start([space = m_view->space()](
                      std::stop_token stop) { return countDistinct(*space, kMostCounted, std::move(stop)); },
                  [this](Result<std::optional<std::uint64_t>> distinct) {
                      if (distinct)
                          m_strip->setDistinct(*distinct);
                  });
}

void DesignPage::showIssues(const space::Issues& issues)
{
    m_problems->setRowCount(static_cast<int>(issues.size()));
    for (int row = 0; row < m_problems->rowCount(); ++row) {
        const space::Issue& issue = issues[static_cast<std::size_t>(row)];
        const std::string* texts[] = {&issue.where, &issue.what, &issue.fix};
        for (int column = 0; column < 3; ++column) {
            auto* item = new QTableWidgetItem(QString::fromStdString(*texts[column]));
            item->setToolTip(item->text());
            m_problems->setItem(row, column, item);
        }
        const Colors& colors = m_services.theme.colors();
        m_problems->item(row, 0)->setData(Qt::UserRole, QString::fromStdString(issue.path));
        m_problems->item(row, 0)->setIcon(QIcon(markStamp(Mark::Cross, 10, colors.bad, devicePixelRatioF())));
    }
    m_strip->setProblems(static_cast<int>(issues.size()));
    m_strip->problemsButton().setChecked(!issues.empty());
    m_problems->setVisible(!issues.empty());
}

void DesignPage::dragEnterEvent(QDragEnterEvent* event)
{
    const bool one = event->mimeData()->hasUrls() && event->mimeData()->urls().size() == 1;
    if (one && event->mimeData()->urls().front().isLocalFile())
        event->acceptProposedAction();
}

void DesignPage::dropEvent(QDropEvent* event)
{
    open(event->mimeData()->urls().front().toLocalFile());
    event->acceptProposedAction();
}

} // namespace cw::ui
