// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search/estimator_section.h"

#include <QSignalBlocker>
#include <QVBoxLayout>

#include "ui/pages/search/search_check.h"
#include "ui/widgets/labeled_field.h"
#include "ui/widgets/quiet_controls.h"
#include "ui/widgets/real_spin_box.h"
#include "ui/widgets/settings_form.h"

namespace cw::ui {

namespace {

/// 7 % is 0.07 exactly, not the nearest product of binary fractions: a run is repeated from what is stored.
double fromPercent(double percent)
{
    return QString::number(percent / 100, 'g', 12).toDouble();
}

} // namespace

EstimatorSection::EstimatorSection(const Theme& theme, std::vector<EntryInfo> entries, std::set<std::string> trained,
                                   QWidget* parent)
    : MethodSection(theme, "estimator", tr("Estimator"), tr("and its fidelity"), Topic::Estimator, std::move(entries),
                    parent)
    , m_trained(std::move(trained))
    , m_epochs(new QuietSpinBox(this))
    , m_data(new RealSpinBox(this))
    , m_width(new RealSpinBox(this))
    , m_cells(new QuietSpinBox(this))
    , m_resolution(new QuietSpinBox(this))
{
    combo()->setObjectName(QStringLiteral("estimator"));
    m_epochs->setObjectName(QStringLiteral("epochs"));
    m_epochs->setRange(1, 1'000'000);
    m_data->setObjectName(QStringLiteral("data"));
    m_data->setRange(1e-4, 100);
    m_data->setSuffix(QStringLiteral(" %"));
    m_width->setObjectName(QStringLiteral("width"));
    m_width->setRange(1e-3, 8);
    m_width->setSuffix(QStringLiteral(" ×"));
    m_cells->setObjectName(QStringLiteral("cells"));
    m_cells->setRange(0, 10'000);
    m_cells->setSpecialValueText(tr("as drawn"));
    m_resolution->setObjectName(QStringLiteral("resolution"));
    m_resolution->setRange(0, 65'536);
    m_resolution->setSuffix(QStringLiteral(" px"));
    m_resolution->setSpecialValueText(tr("as it is"));
    addField(tr("Epochs"), tr("Passes over the training images; default 1."), m_epochs, m_epochsField);
    addField(tr("Data"), tr("Part of the training images used; default 100 %."), m_data, m_dataField);
    addField(tr("Width"), tr("Multiplies every number of channels; default 1, at most 8."), m_width, m_widthField);
    addField(tr("Cell repeats"), tr("Copies per stage; default as drawn."), m_cells, m_cellsField);
    addField(tr("Resolution"), tr("Height and width of the images in pixels; default as they are."), m_resolution,
             m_resolutionField);
}

void EstimatorSection::addField(const QString& label, const QString& help, QWidget* control, LabeledField*& field)
{
    field = new LabeledField(label, control, LabeledField::kWidth, this);
    field->setHelp(help);
    form()->addLeading(field);
    const auto edited = [this] {
        markChanged();
        Q_EMIT changed();
    };
    if (auto* whole = qobject_cast<QSpinBox*>(control))
        connect(whole, &QSpinBox::valueChanged, this, edited);
    else if (auto* real = qobject_cast<QDoubleSpinBox*>(control))
        connect(real, &QDoubleSpinBox::valueChanged, this, edited);
}

void EstimatorSection::entryChosen(const EntryInfo*)
{
    form()->setLeadingVisible(trains());
}

void EstimatorSection::show(const run::RunConfig& config)
{
    choose(config.estimator, config.estimatorSettings);
    const QSignalBlocker quiet[] = {QSignalBlocker(m_epochs), QSignalBlocker(m_data), QSignalBlocker(m_width),
                                    QSignalBlocker(m_cells), QSignalBlocker(m_resolution)};
    m_epochs->setValue(static_cast<int>(config.fidelity.epochs));
    m_data->setValue(config.fidelity.data * 100);
    m_width->setValue(config.fidelity.width);
    m_cells->setValue(config.fidelity.cells);
    m_resolution->setValue(config.fidelity.resolution);
    markChanged();
}

void EstimatorSection::store(run::RunConfig& config) const
{
    config.estimator = id();
    config.estimatorSettings = settings();
    config.fidelity.epochs = m_epochs->value();
    config.fidelity.data = fromPercent(m_data->value());
    config.fidelity.width = m_width->value();
    config.fidelity.cells = m_cells->value();
    config.fidelity.resolution = m_resolution->value();
}

void EstimatorSection::markChanged()
{
    const estimate::Fidelity standard;
    m_epochsField->setChanged(m_epochs->value() != static_cast<int>(standard.epochs));
    m_dataField->setChanged(fromPercent(m_data->value()) != standard.data);
    m_widthField->setChanged(m_width->value() != standard.width);
    m_cellsField->setChanged(m_cells->value() != standard.cells);
    m_resolutionField->setChanged(m_resolution->value() != standard.resolution);
}

} // namespace cw::ui
