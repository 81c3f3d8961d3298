// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search/limit_sections.h"

#include <algorithm>
#include <limits>

#include <QAction>
#include <QDoubleValidator>
#include <QLineEdit>
#include <QLocale>
#include <QRandomGenerator>
#include <QRegularExpressionValidator>
#include <QSignalBlocker>
#include <QThread>
#include <QVBoxLayout>

#include "ui/pages/search/search_check.h"
#include "ui/theme/theme.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/labeled_field.h"
#include "ui/widgets/quiet_controls.h"
#include "ui/widgets/real_spin_box.h"

namespace cw::ui {

namespace {

QWidget* makeRow(SearchSection* section)
{
    auto* row = new QWidget(section);
    new FlowLayout(LabeledField::kGap, 12, row);
    fitHeight(row);
    return row;
}

LabeledField* addField(QWidget* row, const QString& label, const QString& help, QWidget* control,
                       int width = LabeledField::kWidth)
{
    auto* field = new LabeledField(label, control, width);
    field->setHelp(help);
    row->layout()->addWidget(field);
    return field;
}

} // namespace

BudgetSection::BudgetSection(const Theme& theme, QWidget* parent)
    : SearchSection(theme, "budget", tr("Budget"), tr("first one reached ends"), parent)
    , m_trials(new QuietSpinBox(this))
    , m_hours(new RealSpinBox(this))
    , m_target(new QLineEdit(this))
{
    m_trials->setObjectName(QStringLiteral("trials"));
    m_trials->setRange(1, 1'000'000'000);
    m_hours->setObjectName(QStringLiteral("hours"));
    m_hours->setRange(0, 1e6);
    m_hours->setSpecialValueText(tr("no limit"));
    QWidget* row = makeRow(this);
    addField(row, tr("Trials"), tr("Candidates proposed, repeated ones included; 1 or more, default 24."), m_trials);
    addField(row, tr("Hours"), tr("Wall time; default no limit."), m_hours);
    m_target->setObjectName(QStringLiteral("target"));
    m_target->setPlaceholderText(tr("none"));
    auto* number = new QDoubleValidator(m_target);
    number->setLocale(QLocale::c());
    m_target->setValidator(number);
    addField(row, tr("Target"),
             tr("Value of the first objective that ends the search, once a trial of the whole fidelity has it; default "
                "none."),
             m_target);
    content()->addWidget(row);
    connect(m_trials, &QSpinBox::valueChanged, this, &SearchSection::changed);
    connect(m_hours, &QDoubleSpinBox::valueChanged, this, &SearchSection::changed);
    connect(m_target, &QLineEdit::textChanged, this, &SearchSection::changed);
}

void BudgetSection::show(const run::RunConfig& config)
{
    const QSignalBlocker quiet[] = {QSignalBlocker(m_trials), QSignalBlocker(m_hours), QSignalBlocker(m_target)};
    m_trials->setValue(
        static_cast<int>(std::clamp<std::int64_t>(config.evaluations, m_trials->minimum(), m_trials->maximum())));
    m_hours->setValue(config.hours);
    m_target->setText(config.target ? QString::number(*config.target, 'g', QLocale::FloatingPointShortest) : QString());
}

void BudgetSection::store(run::RunConfig& config) const
{
    config.evaluations = m_trials->value();
    config.hours = m_hours->value();
    // Half a number, as "-", is no target that could be meant: the check of the search says so.
    bool isNumber = false;
    const double target = QLocale::c().toDouble(m_target->text(), &isNumber);
    config.target.reset();
    if (!m_target->text().isEmpty())
        config.target = isNumber ? target : std::numeric_limits<double>::quiet_NaN();
}

void BudgetSection::showCheck(const SearchCheck& check)
{
    const bool mine = check.problem && check.problem->topic == Topic::Budget;
    showProblem(mine ? QString::fromStdString(check.problem->text) : QString());
}

DeviceSection::DeviceSection(const Theme& theme, QWidget* parent)
    : SearchSection(theme, "device", tr("Devices"), tr("and seed"), parent)
    , m_device(new QuietComboBox(this))
    , m_workers(new QuietSpinBox(this))
    , m_lag(new QuietSpinBox(this))
    , m_threads(new QuietSpinBox(this))
    , m_seed(new QLineEdit(this))
{
    m_device->setObjectName(QStringLiteral("device"));
    m_device->addItem(tr("cpu, %n core(s)", nullptr, QThread::idealThreadCount()), QStringLiteral("cpu"));
    m_workers->setObjectName(QStringLiteral("workers"));
    m_workers->setRange(1, 1024);
    m_lag->setObjectName(QStringLiteral("lag"));
    m_lag->setRange(0, 100'000);
    m_threads->setObjectName(QStringLiteral("threads"));
    m_threads->setRange(1, 1024);
    m_seed->setObjectName(QStringLiteral("seed"));
    m_seed->setValidator(new QRegularExpressionValidator(QRegularExpression(QStringLiteral("[0-9]{1,20}")), m_seed));
    QWidget* row = makeRow(this);
    addField(row, tr("Device"), tr("Where candidates are trained."), m_device, LabeledField::kWideWidth);
    addField(row, tr("Workers"), tr("Trials at once; 1 to 1024."), m_workers);
    addField(row, tr("Lag"),
             tr("A job is issued from the results up to this many jobs ago, so that speed does not change the "
                "trajectory; default twice the workers."),
             m_lag);
    addField(row, tr("Threads per trial"), tr("Part of the run: other numbers differ in the last bits; default 1."),
             m_threads);
    m_seedField = addField(row, tr("Seed"), tr("The same seed and lag repeat the run exactly."), m_seed);
    QAction* dice = m_seed->addAction(QIcon(), QLineEdit::TrailingPosition);
    const auto draw = [this, dice] {
        dice->setIcon(this->theme().icon(QStringLiteral("dice"), this->theme().colors().muted));
    };
    draw();
    connect(&theme, &Theme::changed, dice, draw);
    dice->setToolTip(tr("Another seed"));
    connect(dice, &QAction::triggered, this, &DeviceSection::rollSeed);
    content()->addWidget(row);
    connect(m_device, &QComboBox::currentIndexChanged, this, &SearchSection::changed);
    for (QSpinBox* box : {m_workers, m_lag, m_threads})
        connect(box, &QSpinBox::valueChanged, this, &SearchSection::changed);
    connect(m_workers, &QSpinBox::valueChanged, this, &DeviceSection::showLag);
    connect(m_seed, &QLineEdit::textChanged, this, &DeviceSection::updateSeed);
    connect(m_seed, &QLineEdit::textChanged, this, &SearchSection::changed);
    showLag();
}

void DeviceSection::showLag()
{
    m_lag->setSpecialValueText(tr("auto (%1)").arg(2 * m_workers->value()));
}

void DeviceSection::rollSeed()
{
    m_seed->setText(QString::number(QRandomGenerator::global()->bounded(1, 1'000'000)));
}

void DeviceSection::updateSeed()
{
    bool isNumber = false;
    m_seed->text().toULongLong(&isNumber);
    m_seedField->setProblem(
        isNumber ? QString() : tr("Expected a whole number from 0 to %1").arg(std::numeric_limits<quint64>::max()));
}

void DeviceSection::setDevices(const std::vector<estimate::DeviceInfo>& devices)
{
    const QSignalBlocker quiet(m_device);
    const QString chosen = m_device->currentData().toString();
    if (devices.empty())
        return;
    m_device->clear();
    for (const estimate::DeviceInfo& device : devices) {
        const QString id = QString::fromStdString(device.id); // the processor is called as before the library was there
        const QString title = id == QLatin1String("cpu") ? tr("cpu, %n core(s)", nullptr, QThread::idealThreadCount())
                                                         : QString::fromStdString(device.title);
        m_device->addItem(title, id);
    }
    if (m_device->findData(chosen) < 0)
        m_device->addItem(chosen, chosen);
    m_device->setCurrentIndex(m_device->findData(chosen));
}

void DeviceSection::show(const run::RunConfig& config)
{
    const QSignalBlocker quiet[] = {QSignalBlocker(m_device), QSignalBlocker(m_workers), QSignalBlocker(m_lag),
                                    QSignalBlocker(m_threads), QSignalBlocker(m_seed)};
    QStringList devices;
    for (const std::string& device : config.devices)
        devices << QString::fromStdString(device);
    const QString together = devices.join(QStringLiteral(", "));
    if (m_device->findData(together) < 0)
        m_device->addItem(together, together);
    m_device->setCurrentIndex(m_device->findData(together));
    m_workers->setValue(config.workers);
    m_lag->setValue(static_cast<int>(std::min<std::int64_t>(config.lag, m_lag->maximum())));
    m_threads->setValue(config.threads);
    m_seed->setText(QString::number(config.seed));
    showLag();
    updateSeed();
}

void DeviceSection::store(run::RunConfig& config) const
{
    config.devices.clear();
    const QStringList devices = m_device->currentData().toString().split(QStringLiteral(", "), Qt::SkipEmptyParts);
    for (const QString& device : devices)
        config.devices.push_back(device.toStdString());
    config.workers = m_workers->value();
    config.lag = m_lag->value();
    config.threads = m_threads->value();
    config.seed = m_seed->text().toULongLong();
}

void DeviceSection::showCheck(const SearchCheck& check)
{
    const bool mine = check.problem && check.problem->topic == Topic::Devices;
    showProblem(mine ? QString::fromStdString(check.problem->text) : QString());
}

} // namespace cw::ui
