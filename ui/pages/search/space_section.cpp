// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search/space_section.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "core/space/search_space.h"
#include "ui/pages/search/search_check.h"
#include "ui/theme/theme.h"
#include "ui/widgets/fact_row.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/format.h"
#include "ui/widgets/labeled_field.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/quiet_controls.h"
#include "ui/widgets/space_thumbnail.h"

namespace cw::ui {

namespace {

QString rangeText(std::int64_t least, std::int64_t most)
{
    QString to = millionsText(most);
    QString from = millionsText(least);
    if (from == to)
        return to;
    from.chop(2); // " M" once is enough
    return QStringLiteral("%1–%2").arg(from, to);
}

QString sentenceOf(const space::Issue& issue)
{
    const QString fix = QString::fromStdString(issue.fix);
    const QString where = QString::fromStdString(issue.where);
    QString what = QString::fromStdString(issue.what);
    if (!where.isEmpty())
        what = QStringLiteral("%1: %2").arg(where, what);
    return fix.isEmpty() ? what : QStringLiteral("%1; %2").arg(what, fix);
}

} // namespace

SpaceSection::SpaceSection(const Theme& theme, QWidget* parent)
    : SearchSection(theme, "op-cell", tr("Space"), tr("what is searched"), parent)
    , m_picture(new SpaceThumbnail(theme, this))
    , m_combo(new QuietComboBox(this))
    , m_openFile(new QPushButton(tr("Open file …"), this))
    , m_openInDesign(new QPushButton(tr("Open in Design"), this))
    , m_facts(new FactRow(this))
    , m_waiting(makeLabel({}, "secondary", this))
    , m_forget(new QPushButton(tr("Forget"), this))
{
    m_combo->setObjectName(QStringLiteral("space"));
    m_combo->setAccessibleName(tr("Space"));
    m_combo->setFixedWidth(LabeledField::kWideWidth);
    for (const space::TemplateInfo& info : space::templates()) {
        m_combo->addItem(QString::fromStdString(info.id), QString::fromStdString(info.id));
        const QString tip =
            QStringLiteral("%1\n%2").arg(QString::fromStdString(info.title), QString::fromStdString(info.paper));
        m_combo->setItemData(m_combo->count() - 1, tip.trimmed(), Qt::ToolTipRole);
    }
    const auto draw = [this] {
        m_openFile->setIcon(this->theme().icon(QStringLiteral("open")));
        m_openInDesign->setIcon(this->theme().icon(QStringLiteral("open-in")));
    };
    draw();
    connect(&theme, &Theme::changed, this, draw);
    auto* controls = new QWidget(this);
    auto* flow = new FlowLayout(8, 8, controls);
    flow->addWidget(m_combo);
    flow->addWidget(m_openFile);
    flow->addWidget(m_openInDesign);
    fitHeight(controls);
    auto* right = new QVBoxLayout;
    right->setSpacing(8);
    right->addSpacing(4);
    right->addWidget(controls);
    right->addWidget(m_facts);
    m_forget->setProperty("kind", "link");
    auto* waiting = new QHBoxLayout;
    waiting->addWidget(m_waiting);
    waiting->addWidget(m_forget);
    waiting->addStretch(1);
    right->addLayout(waiting);
    connect(m_forget, &QPushButton::clicked, this, [this] {
        m_enqueued.clear();
        showWaiting();
        Q_EMIT changed();
    });
    connect(m_combo, &QComboBox::currentIndexChanged, this, &SpaceSection::showWaiting);
    showWaiting();
    auto* row = new QHBoxLayout;
    row->setSpacing(16);
    row->addWidget(m_picture, 0, Qt::AlignTop);
    row->addLayout(right, 1);
    row->setAlignment(right, Qt::AlignTop);
    content()->addLayout(row);
    connect(m_combo, &QComboBox::currentIndexChanged, this, &SearchSection::changed);
    connect(m_openFile, &QPushButton::clicked, this, &SpaceSection::chooseFile);
    connect(m_openInDesign, &QPushButton::clicked, this,
            [this] { Q_EMIT openInDesignAsked(m_combo->currentData().toString()); });
}

void SpaceSection::chooseFile()
{
    const QString path = QFileDialog::getOpenFileName(
        this, tr("Open a space"), {}, tr("Spaces and tables (*.cwspace *.csv *.csv.gz);;All files (*)"));
    if (path.isEmpty())
        return;
    select(path.toStdString());
    Q_EMIT changed();
}

void SpaceSection::select(const Json& space)
{
    const QSignalBlocker quiet(m_combo);
    if (const int old = m_combo->findData(QString()); old >= 0)
        m_combo->removeItem(old);
    m_inline = nullptr;
    if (!space.is_string()) {
        m_inline = space;
        const auto name = space.is_object() ? space.find("name") : space.end();
        const bool named = space.is_object() && name != space.end() && name->is_string();
        m_combo->addItem(named ? tr("%1 (in the search file)").arg(QString::fromStdString(name->get<std::string>()))
                               : tr("in the search file"),
                         QString());
        m_combo->setCurrentIndex(m_combo->count() - 1);
        return;
    }
    const QString text = QString::fromStdString(space.get<std::string>());
    int at = m_combo->findData(text);
    if (at < 0) {
        m_combo->addItem(QFileInfo(text).fileName(), text);
        at = m_combo->count() - 1;
        m_combo->setItemData(at, text, Qt::ToolTipRole);
    }
    m_combo->setCurrentIndex(at);
}

void SpaceSection::show(const run::RunConfig& config)
{
    select(config.space);
    m_enqueued = config.enqueue;
    m_enqueuedFor = chosen();
    showWaiting();
}

Json SpaceSection::chosen() const
{
    const QString name = m_combo->currentData().toString();
    return name.isEmpty() && !m_inline.is_null() ? m_inline : Json(name.toStdString());
}

void SpaceSection::store(run::RunConfig& config) const
{
    config.space = chosen();
    config.enqueue = config.space == m_enqueuedFor ? m_enqueued : std::vector<std::string>();
}

void SpaceSection::showWaiting()
{
    const int count = chosen() == m_enqueuedFor ? static_cast<int>(m_enqueued.size()) : 0;
    m_waiting->setText(tr("%n hand-made trial(s) first", nullptr, count));
    m_waiting->setVisible(count > 0);
    m_forget->setVisible(count > 0);
}

void SpaceSection::showCheck(const SearchCheck& check)
{
    if (check.space)
        m_picture->setSpace(*check.space);
    std::vector<std::pair<QString, QString>> facts;
    if (check.decisions > 0)
        facts.emplace_back(QString::number(check.decisions), check.decisions == 1 ? tr("decision") : tr("decisions"));
    if (check.candidates > 0)
        facts.emplace_back(countText(static_cast<std::int64_t>(check.candidates)),
                           check.candidates == 1 ? tr("candidate") : tr("candidates"));
    if (check.mostParams >= 0) {
        facts.emplace_back(rangeText(check.leastParams, check.mostParams), tr("params"));
        facts.emplace_back(rangeText(check.leastMacs, check.mostMacs), tr("MACs"));
    }
    m_facts->setFacts(facts);
    m_openInDesign->setEnabled(!m_combo->currentData().toString().isEmpty());
    if (!check.issues.empty())
        showProblem(sentenceOf(check.issues.front()));
    else if (check.problem && check.problem->topic == Topic::Space)
        showProblem(QString::fromStdString(check.problem->text));
    else
        showProblem({});
}

} // namespace cw::ui
