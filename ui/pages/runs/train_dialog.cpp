// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/runs/train_dialog.h"

#include <algorithm>
#include <cmath>
#include <thread>

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMessageBox>
#include <QProgressBar>
#include <QPushButton>
#include <QSaveFile>
#include <QTableWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include "core/base/process.h"
#include "core/run/catalogue.h"
#include "core/run/final_training.h"
#include "ui/canvas/op_words.h"
#include "ui/canvas/themed_icon.h"
#include "ui/live/history_feed.h"
#include "ui/live/run_service.h"
#include "ui/theme/theme.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/format.h"
#include "ui/widgets/labeled_field.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/quiet_controls.h"
#include "ui/widgets/real_spin_box.h"

namespace cw::ui {

namespace {

enum Column { Epoch, TrainLoss, ValidAccuracy, ValidPerplexity, Columns };

int cores()
{
    return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

QTableWidgetItem* numberItem(const QString& text)
{
    auto* item = new QTableWidgetItem(text);
    item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    return item;
}

} // namespace

TrainDialog::TrainDialog(const Services& services, Subject subject, QWidget* parent)
    : WorkDialog(QStringLiteral("train"), tr("Train final"), subject.title, parent)
    , m_services(services)
    , m_subject(std::move(subject))
    , m_dataset(new QuietComboBox(this))
    , m_epochs(new QuietSpinBox(this))
    , m_width(new RealSpinBox(this))
    , m_cells(new QuietSpinBox(this))
    , m_threads(new QuietSpinBox(this))
    , m_test(new QCheckBox(tr("Measure the test part once, at the end"), this))
    , m_facts(makeLabel({}, "secondary", this))
    , m_table(new QTableWidget(0, Columns, this))
    , m_save(new QPushButton(tr("Save network…"), this))
{
    resize(900, 600);
    body().addWidget(makeForm());
    body().addWidget(m_facts);
    m_facts->setWordWrap(true);
    m_facts->setObjectName(QStringLiteral("trainFacts"));
    m_table->setHorizontalHeaderLabels(
        {tr("Epoch"), tr("Training loss"), tr("Validation accuracy"), tr("Validation perplexity")});
    m_table->setColumnHidden(ValidPerplexity, true);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    m_table->setFocusPolicy(Qt::NoFocus);
    m_table->setAccessibleName(tr("Epochs"));
    body().addWidget(m_table, 1);
    progress().setRange(0, 1000);
    m_save->setObjectName(QStringLiteral("trainSave"));
    m_save->setAutoDefault(false);
    connect(m_save, &QPushButton::clicked, this, &TrainDialog::saveNetwork);
    extras().addWidget(m_save);
    listDataSets();
    rebuild();
    showState();
}

TrainDialog::~TrainDialog() = default;

QWidget* TrainDialog::makeForm()
{
    auto* form = new QWidget(this);
    auto* flow = new FlowLayout(LabeledField::kGap, 12, form);
    m_dataset->setObjectName(QStringLiteral("trainDataset"));
    if (!m_subject.dataset.empty())
        m_dataset->addItem(shortDataSetName(m_subject.dataset), QString::fromStdString(m_subject.dataset));
    auto* folder = new QToolButton(form);
    setThemedIcon(m_services.theme, folder, QStringLiteral("open"));
    folder->setToolTip(tr("Choose the folder of a data set"));
    folder->setAccessibleName(folder->toolTip());
    connect(folder, &QToolButton::clicked, this, [this] {
        const QString path = QFileDialog::getExistingDirectory(this, tr("Choose the folder of a data set"));
        if (path.isEmpty())
            return;
        m_dataset->addItem(shortDataSetName(path.toStdString()), path);
        m_dataset->setCurrentIndex(m_dataset->count() - 1);
    });
    flow->addWidget(new LabeledField(tr("Data set"), m_dataset, LabeledField::kWideWidth, form));
    flow->addWidget(new LabeledField(QString(), folder, folder->sizeHint().width(), form));
    m_epochs->setRange(1, 100'000);
    m_epochs->setValue(10);
    m_epochs->setObjectName(QStringLiteral("trainEpochs"));
    flow->addWidget(new LabeledField(tr("Epochs"), m_epochs, LabeledField::kWidth, form));
    m_width->setRange(0.01, 8);
    m_width->setValue(m_subject.found.width.value_or(1.0));
    m_width->setObjectName(QStringLiteral("trainWidth"));
    auto* width = new LabeledField(tr("Width"), m_width, LabeledField::kWidth, form);
    width->setHelp(tr("Multiplies every number of channels."));
    flow->addWidget(width);
    m_cells->setRange(0, 1000);
    m_cells->setSpecialValueText(tr("as drawn"));
    m_cells->setValue(m_subject.found.cells.value_or(0));
    m_cells->setEnabled(m_subject.architecture && m_subject.architecture->origin.is_object());
    m_cells->setObjectName(QStringLiteral("trainCells"));
    auto* cells = new LabeledField(tr("Cells per stage"), m_cells, LabeledField::kWidth, form);
    cells->setHelp(tr("Copies per stage at most."));
    flow->addWidget(cells);
    m_threads->setRange(1, cores());
    m_threads->setValue(cores());
    flow->addWidget(new LabeledField(tr("Threads"), m_threads, LabeledField::kWidth, form));
    m_test->setChecked(true);
    m_test->setObjectName(QStringLiteral("trainTest"));
    flow->addWidget(m_test);
    connect(m_dataset, &QComboBox::currentIndexChanged, this, &TrainDialog::rebuild);
    connect(m_width, &QDoubleSpinBox::valueChanged, this, &TrainDialog::rebuild);
    connect(m_cells, &QSpinBox::valueChanged, this, &TrainDialog::rebuild);
    return form;
}

void TrainDialog::listDataSets()
{
    m_list.start([](std::stop_token) { return data::knownDataSets(); },
                 [this](Result<std::vector<data::DataSetInfo>> known) {
                     if (!known)
                         return;
                     for (const data::DataSetInfo& info : *known) {
                         const QString id = QString::fromStdString(info.id);
                         if (m_dataset->findData(id) < 0)
                             m_dataset->addItem(id, id);
                     }
                 });
}

QString TrainDialog::chosenDataSet() const
{
    return m_dataset->currentData().toString();
}

/// The network for the chosen data set and size, in the background: it says what it costs before anything is trained.
void TrainDialog::rebuild()
{
    m_network.reset();
    showState();
    if (!m_subject.architecture || chosenDataSet().isEmpty()) {
        m_facts->setText(tr("Choose a data set."));
        return;
    }
    space::Target target = m_subject.found;
    if (!target.width || *target.width != m_width->value())
        target.width = m_width->value();
    if (m_cells->isEnabled())
        target.cells = m_cells->value();
    m_build.start(
        [catalogue = &m_services.runs.catalogue(), architecture = m_subject.architecture, target,
         dataset = chosenDataSet().toStdString(), title = m_subject.title.toStdString()](std::stop_token) mutable {
            Built built;
            built.info = data::describeDataSet(dataset).value();
            target.task = catalogue->task(dataset).value();
            built.network =
                std::make_shared<const space::Architecture>(space::retarget(*architecture, target, title).value());
            return built;
        },
        [this](const Result<Built>& built) { showBuilt(built); });
}

void TrainDialog::showBuilt(const Result<Built>& built)
{
    if (!built) {
        m_facts->setText(QString::fromStdString(built.error().problem()));
    } else {
        m_network = built->network;
        m_hasTest = built->info.testSize > 0;
        const space::Costs& costs = m_network->costs;
        m_facts->setText(tr("%1 params · %2 MACs · %3 training samples")
                             .arg(costText(costs.parameters), costText(costs.macs), countText(built->info.trainSize)));
        m_table->setColumnHidden(ValidPerplexity, built->info.kind != data::DataKind::Text);
    }
    showState();
}

void TrainDialog::start()
{
    if (!m_network || isWorking())
        return;
    estimate::TrainRequest request;
    try {
        request.settings = estimate::withTraining(
            estimate::trainEstimatorInfo().schema.resolve(m_subject.settings, "train").value(), m_network->training);
    } catch (const Error& error) {
        result().setText(QString::fromStdString(error.what()));
        return;
    }
    request.architecture = *m_network;
    request.dataset = chosenDataSet().toStdString();
    request.fidelity.epochs = m_epochs->value();
    request.threads = m_threads->value();
    request.test = m_test->isChecked() && m_hasTest;
    request.seed = m_subject.seed;
    m_table->setRowCount(0);
    progress().setValue(0);
    result().setText(tr("Reading the data set …"));
    const int session = ++m_session;
    m_train.start(
        [this, session, request, catalogue = &m_services.runs.catalogue(), run = m_subject.run, trial = m_subject.trial,
         history = m_services.feed.history()](const std::stop_token& token) {
            lowerThreadPriority();
            const auto show = [&](const estimate::Progress& progress) {
                QMetaObject::invokeMethod(
                    this, [this, session, progress] { addPoints(session, progress); }, Qt::QueuedConnection);
            };
            estimate::Trainer& trainer = *catalogue->torch().trainer;
            return std::make_shared<const estimate::TrainReport>(
                run > 0 ? cw::run::trainFinal(trainer, {history, run, trial, request}, token, show)
                        : trainer.train(request, token, show));
        },
        [this](const Result<ReportPtr>& answer) { finish(answer); });
    showState();
}

void TrainDialog::stop()
{
    m_train.cancel();
    ++m_session;
    result().setText(tr("Stopped after %n epoch(s).", nullptr, m_table->rowCount()));
    showState();
}

void TrainDialog::addPoints(int session, const estimate::Progress& progress)
{
    if (session != m_session)
        return;
    this->progress().setValue(static_cast<int>(progress.fraction * 1000));
    result().setText(tr("Epoch %1 of %2").arg(std::min(progress.step + 1, progress.steps)).arg(progress.steps));
    for (const estimate::CurvePoint& point : progress.points) {
        const int column = point.metric == "train_loss"         ? TrainLoss
                           : point.metric == "valid_accuracy"   ? ValidAccuracy
                           : point.metric == "valid_perplexity" ? ValidPerplexity
                                                                : -1;
        const int row = static_cast<int>(point.step) - 1;
        if (column < 0 || row < 0)
            continue;
        while (m_table->rowCount() <= row) {
            m_table->insertRow(m_table->rowCount());
            m_table->setItem(m_table->rowCount() - 1, Epoch, numberItem(QString::number(m_table->rowCount())));
        }
        m_table->setItem(
            row, column,
            numberItem(column == ValidAccuracy ? percentText(point.value) : QString::number(point.value, 'g', 4)));
        m_table->scrollToBottom();
    }
}

void TrainDialog::finish(const Result<ReportPtr>& answer)
{
    if (!answer) {
        result().setText(QString::fromStdString(answer.error().what()));
    } else {
        const estimate::TrainReport& report = **answer;
        progress().setValue(progress().maximum());
        QStringList parts;
        if (report.testAccuracy)
            parts << tr("Test accuracy %1").arg(percentText(*report.testAccuracy));
        if (report.testPerplexity)
            parts << tr("Test perplexity %1").arg(*report.testPerplexity, 0, 'g', 4);
        if (!report.epochs.empty() && !std::isnan(report.epochs.back().validAccuracy))
            parts << tr("validation accuracy %1").arg(percentText(report.epochs.back().validAccuracy));
        parts << tr("%1 samples/s").arg(std::llround(report.imagesPerSecond));
        result().setText(parts.join(QStringLiteral(" · ")));
        if (m_subject.run > 0)
            Q_EMIT kept(m_subject.run, m_subject.trial);
    }
    showState();
}

void TrainDialog::showState()
{
    const bool training = isWorking();
    showButton(tr("Train"), m_network != nullptr);
    m_save->setEnabled(m_network != nullptr);
    m_test->setEnabled(!training && (m_network == nullptr || m_hasTest));
    m_cells->setEnabled(!training && m_subject.architecture && m_subject.architecture->origin.is_object());
    for (QWidget* control : std::initializer_list<QWidget*>{m_dataset, m_epochs, m_width, m_threads})
        control->setEnabled(!training);
}

void TrainDialog::saveNetwork()
{
    if (!m_network)
        return;
    const QString path = QFileDialog::getSaveFileName(this, tr("Save the network"), QStringLiteral("network.cwarch"),
                                                      tr("Cellwright architecture (*.cwarch)"));
    if (path.isEmpty())
        return;
    const QByteArray content = QByteArray::fromStdString(space::toJson(*m_network).dump(2) + "\n");
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() || !file.commit())
        QMessageBox::warning(this, windowTitle(), tr("%1 cannot be written: %2").arg(path, file.errorString()));
}

bool TrainDialog::mayClose()
{
    return !isWorking() ||
           QMessageBox::question(this, windowTitle(), tr("The training is not finished. Stop it and close?")) ==
               QMessageBox::Yes;
}

void TrainDialog::reject()
{
    if (!mayClose())
        return;
    m_train.cancel();
    QDialog::reject();
}

} // namespace cw::ui
