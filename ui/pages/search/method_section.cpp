// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search/method_section.h"

#include <algorithm>

#include <QAbstractItemView>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "ui/pages/search/search_check.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labeled_field.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/quiet_controls.h"
#include "ui/widgets/settings_form.h"
#include "ui/widgets/titled_delegate.h"

namespace cw::ui {

namespace {

constexpr int kPopupWidth = 420; // room for a title and its papers

} // namespace

MethodSection::MethodSection(const Theme& theme, const char* icon, const QString& title, const QString& subtitle,
                             Topic topic, std::vector<EntryInfo> entries, QWidget* parent)
    : SearchSection(theme, icon, title, subtitle, parent)
    , m_topic(topic)
    , m_entries(std::move(entries))
    , m_combo(new QuietComboBox(this))
    , m_summary(makeLabel({}, "body", this))
    , m_paper(makeLabel({}, "link", this))
    , m_form(new SettingsForm(theme, this))
{
    m_combo->setAccessibleName(title);
    m_combo->setFixedWidth(LabeledField::kWideWidth);
    for (const EntryInfo& info : m_entries) {
        m_combo->addItem(QString::fromStdString(info.id), QString::fromStdString(info.id));
        const int at = m_combo->count() - 1;
        m_combo->setItemData(at, coreText(info.summary), Qt::ToolTipRole);
        m_combo->setItemData(at, coreText(info.title), TitledDelegate::TitleRole);
        const QString paper = QString::fromStdString(info.paper);
        m_combo->setItemData(at, paper.isEmpty() ? m_combo->itemText(at) : m_combo->itemText(at) + " · " + paper,
                             TitledDelegate::PaperRole);
    }
    m_combo->setItemDelegate(new TitledDelegate(theme, m_combo));
    m_combo->view()->setMinimumWidth(kPopupWidth);
    m_combo->setMaxVisibleItems(12);
    // One line stands level with the combo box; a longer sentence goes on below.
    m_summary->setWordWrap(true);
    for (QLabel* label : {m_summary, m_paper})
        label->setMinimumHeight(Metrics::kControl);
    auto* head = new QHBoxLayout;
    head->setSpacing(LabeledField::kGap);
    head->addWidget(m_combo, 0, Qt::AlignTop);
    head->addWidget(m_summary, 1);
    head->addWidget(m_paper, 0, Qt::AlignTop);
    content()->addLayout(head);
    content()->addWidget(m_form);
    connect(m_combo, &QComboBox::currentIndexChanged, this, &MethodSection::comboChanged);
    connect(m_form, &SettingsForm::changed, this, &SearchSection::changed);
}

const EntryInfo* MethodSection::entry() const
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(),
                                    [this](const EntryInfo& info) { return info.id == m_current; });
    return found == m_entries.end() ? nullptr : &*found;
}

std::string MethodSection::id() const
{
    return m_current;
}
Json MethodSection::settings() const
{
    return m_form->values();
}

Json MethodSection::setting(const std::string& name) const
{
    const Json given = settings();
    if (const auto found = given.find(name); found != given.end())
        return *found;
    const EntryInfo* info = entry();
    const ParamSpec* spec = info ? info->schema.find(name) : nullptr;
    return spec ? spec->defaultValue : Json();
}

void MethodSection::choose(const std::string& id, const Json& settings)
{
    const QSignalBlocker quiet(m_combo);
    int at = m_combo->findData(QString::fromStdString(id));
    if (at < 0) { // of a newer version, say: kept and shown, and the check names it
        m_combo->addItem(QString::fromStdString(id), QString::fromStdString(id));
        at = m_combo->count() - 1;
    }
    m_combo->setCurrentIndex(at);
    m_edited.clear();
    m_current = id;
    showEntry(settings);
}

void MethodSection::choose(const std::string& id)
{
    m_combo->setCurrentIndex(m_combo->findData(QString::fromStdString(id)));
}

void MethodSection::comboChanged()
{
    m_edited[m_current] = settings();
    m_current = m_combo->currentData().toString().toStdString();
    const auto before = m_edited.find(m_current);
    showEntry(before == m_edited.end() ? Json::object() : before->second);
    Q_EMIT changed();
}

void MethodSection::showEntry(const Json& settings)
{
    const EntryInfo* info = entry();
    m_form->setSchema(info ? info->schema : ParamSchema(), settings);
    m_summary->setText(info ? coreText(info->summary) : QString());
    m_paper->setText(info ? QString::fromStdString(info->paper) : QString());
    m_paper->setVisible(!m_paper->text().isEmpty());
    entryChosen(info);
}

void MethodSection::showCheck(const SearchCheck& check)
{
    const bool mine = check.problem && check.problem->topic == m_topic;
    showProblem(mine ? QString::fromStdString(check.problem->text) : QString());
}

StrategySection::StrategySection(const Theme& theme, std::vector<EntryInfo> entries, QWidget* parent)
    : MethodSection(theme, "strategy", tr("Strategy"), tr("proposes candidates"), Topic::Strategy, std::move(entries),
                    parent)
{
    combo()->setObjectName(QStringLiteral("strategy"));
}

void StrategySection::show(const run::RunConfig& config)
{
    choose(config.strategy, config.strategySettings);
}

void StrategySection::store(run::RunConfig& config) const
{
    config.strategy = id();
    config.strategySettings = settings();
}

SchedulerSection::SchedulerSection(const Theme& theme, std::vector<EntryInfo> entries, QWidget* parent)
    : MethodSection(theme, "scheduler", tr("Scheduler"), tr("stops hopeless trials"), Topic::Scheduler,
                    std::move(entries), parent)
{
    combo()->setObjectName(QStringLiteral("scheduler"));
}

void SchedulerSection::show(const run::RunConfig& config)
{
    choose(config.scheduler, config.schedulerSettings);
}

void SchedulerSection::store(run::RunConfig& config) const
{
    config.scheduler = id();
    config.schedulerSettings = settings();
}

} // namespace cw::ui
