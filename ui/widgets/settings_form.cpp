// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/settings_form.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include "ui/theme/theme.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/labeled_field.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/quiet_controls.h"
#include "ui/widgets/real_spin_box.h"

namespace cw::ui {

namespace {

constexpr std::size_t kFolded = 6;  ///< fields of one row of the form, shown without unfolding
constexpr double kRealBound = 1e12; ///< beyond it a spin box has no digits left

QString labelOf(const ParamSpec& spec)
{
    return coreText(spec.title.empty() ? spec.name : spec.title);
}

QString numberText(double value)
{
    return QString::number(value, 'g', 10);
}

QString defaultText(const ParamSpec& spec)
{
    if (spec.defaultValue.is_boolean())
        return spec.defaultValue.get<bool>() ? SettingsForm::tr("on") : SettingsForm::tr("off");
    if (spec.defaultValue.is_string())
        return QString::fromStdString(spec.defaultValue.get<std::string>());
    return spec.defaultValue.is_number() ? numberText(spec.defaultValue.get<double>()) : QString();
}

bool isFile(const ParamSpec& spec)
{
    return spec.type == ParamType::Text && (spec.name == "file" || spec.name.ends_with("_file"));
}

} // namespace

QString settingHelp(const ParamSpec& spec)
{
    QString range;
    if (spec.type == ParamType::Int || spec.type == ParamType::Real) {
        if (std::isfinite(spec.min) && std::isfinite(spec.max))
            range = SettingsForm::tr("From %1 to %2").arg(numberText(spec.min), numberText(spec.max));
        else if (std::isfinite(spec.min))
            range = SettingsForm::tr("From %1").arg(numberText(spec.min));
        if (!range.isEmpty() && !spec.unit.empty())
            range += QLatin1Char(' ') + coreText(spec.unit);
    }
    const QString standard = defaultText(spec);
    QString facts = range;
    if (!standard.isEmpty())
        facts += (facts.isEmpty() ? QString() : QStringLiteral(", ")) + SettingsForm::tr("default %1").arg(standard);
    const QString help = coreText(spec.help);
    return facts.isEmpty() ? help : QStringLiteral("%1\n%2").arg(help, facts);
}

SettingsForm::SettingsForm(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_more(new QPushButton(this))
{
    m_more->setProperty("kind", QStringLiteral("link"));
    connect(m_more, &QPushButton::clicked, this, [this] {
        m_unfolded = !m_unfolded;
        fold();
    });
    auto* fields = new QWidget(this);
    m_flow = new FlowLayout(LabeledField::kGap, 12, fields);
    fitHeight(fields);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(fields);
    column->addWidget(m_more, 0, Qt::AlignLeft);
    fitHeight(this);
}

SettingsForm::Row SettingsForm::makeBool(const ParamSpec& spec)
{
    auto* box = new QCheckBox(tr("on"), this);
    box->setFixedHeight(Metrics::kControl);
    connect(box, &QCheckBox::toggled, this, &SettingsForm::edited);
    return {spec, new LabeledField(labelOf(spec), box), [box] { return Json(box->isChecked()); },
            [box](const Json& value) { box->setChecked(value.is_boolean() && value.get<bool>()); }};
}

SettingsForm::Row SettingsForm::makeInt(const ParamSpec& spec)
{
    auto* box = new QuietSpinBox(this);
    const auto bounded = [](double value) {
        return static_cast<int>(
            std::clamp(value, double(std::numeric_limits<int>::min()), double(std::numeric_limits<int>::max())));
    };
    box->setRange(bounded(spec.min), bounded(spec.max));
    connect(box, &QSpinBox::valueChanged, this, &SettingsForm::edited);
    return {spec, new LabeledField(labelOf(spec), box), [box] { return Json(std::int64_t{box->value()}); },
            [box, bounded](const Json& value) {
                if (value.is_number())
                    box->setValue(bounded(value.get<double>()));
            }};
}

SettingsForm::Row SettingsForm::makeReal(const ParamSpec& spec)
{
    auto* box = new RealSpinBox(this);
    box->setRange(std::max(spec.min, -kRealBound), std::min(spec.max, kRealBound));
    connect(box, &QDoubleSpinBox::valueChanged, this, &SettingsForm::edited);
    return {spec, new LabeledField(labelOf(spec), box), [box] { return Json(box->value()); },
            [box](const Json& value) {
                if (value.is_number())
                    box->setValue(value.get<double>());
            }};
}

SettingsForm::Row SettingsForm::makeChoice(const ParamSpec& spec)
{
    auto* box = new QuietComboBox(this);
    for (const std::string& choice : spec.choices)
        box->addItem(coreText(choice), QString::fromStdString(choice));
    connect(box, &QComboBox::currentIndexChanged, this, &SettingsForm::edited);
    return {spec, new LabeledField(labelOf(spec), box),
            [box] { return Json(box->currentData().toString().toStdString()); },
            [box](const Json& value) {
                if (value.is_string())
                    box->setCurrentIndex(box->findData(QString::fromStdString(value.get<std::string>())));
            }};
}

SettingsForm::Row SettingsForm::makeText(const ParamSpec& spec)
{
    auto* edit = new QLineEdit(this);
    connect(edit, &QLineEdit::textChanged, this, &SettingsForm::edited);
    if (isFile(spec)) {
        QAction* browse = edit->addAction(QIcon(), QLineEdit::TrailingPosition);
        const auto draw = [this, browse] {
            browse->setIcon(m_theme.icon(QStringLiteral("open"), m_theme.colors().muted));
        };
        draw();
        connect(&m_theme, &Theme::changed, browse, draw);
        browse->setToolTip(tr("Choose a file"));
        connect(browse, &QAction::triggered, this, [this, edit, title = labelOf(spec)] {
            const QString path = QFileDialog::getOpenFileName(this, title, edit->text());
            if (!path.isEmpty())
                edit->setText(path);
        });
    }
    const int width = isFile(spec) ? 2 * LabeledField::kWidth + LabeledField::kGap : LabeledField::kWidth;
    return {spec, new LabeledField(labelOf(spec), edit, width), [edit] { return Json(edit->text().toStdString()); },
            [edit](const Json& value) {
                if (value.is_string())
                    edit->setText(QString::fromStdString(value.get<std::string>()));
            }};
}

SettingsForm::Row SettingsForm::makeRow(const ParamSpec& spec)
{
    switch (spec.type) {
    case ParamType::Bool:
        return makeBool(spec);
    case ParamType::Int:
        return makeInt(spec);
    case ParamType::Real:
        return makeReal(spec);
    case ParamType::Choice:
        return makeChoice(spec);
    case ParamType::Text:
        return makeText(spec);
    }
    return makeText(spec);
}

void SettingsForm::setSchema(const ParamSchema& schema, const Json& values)
{
    m_loading = true;
    for (const Row& row : m_rows)
        delete row.field;
    m_rows.clear();
    m_unknown = values.is_object() ? values : Json::object();
    for (const ParamSpec& spec : schema.specs()) {
        Row row = makeRow(spec);
        row.field->setHelp(settingHelp(spec));
        row.field->control()->setObjectName(QString::fromStdString(spec.name));
        row.write(spec.defaultValue);
        if (const auto given = m_unknown.find(spec.name); given != m_unknown.end()) {
            row.write(*given);
            m_unknown.erase(given);
        }
        m_flow->addWidget(row.field);
        m_rows.push_back(std::move(row));
    }
    m_loading = false;
    m_unfolded = false;
    markChanged();
    fold();
}

Json SettingsForm::values() const
{
    Json values = m_unknown.is_object() ? m_unknown : Json::object();
    for (const Row& row : m_rows) {
        Json value = row.read();
        if (value != row.spec.defaultValue)
            values[row.spec.name] = std::move(value);
    }
    return values;
}

QWidget* SettingsForm::control(const std::string& name) const
{
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(), [&name](const Row& row) { return row.spec.name == name; });
    return found == m_rows.end() ? nullptr : found->field->control();
}

void SettingsForm::addLeading(LabeledField* field)
{
    m_flow->insertWidget(static_cast<int>(m_leading.size()), field);
    m_leading.push_back(field);
    fold();
}

void SettingsForm::setLeadingVisible(bool visible)
{
    m_leadingVisible = visible;
    fold();
}

void SettingsForm::fold()
{
    for (LabeledField* field : m_leading)
        field->setVisible(m_leadingVisible);
    std::size_t left = kFolded - std::min(kFolded, m_leadingVisible ? m_leading.size() : 0);
    // Hiding a single field behind a button would save nothing.
    const bool folds = m_rows.size() > left + 1;
    int hidden = 0;
    for (const Row& row : m_rows) {
        const bool shown = !folds || m_unfolded || left > 0 || row.read() != row.spec.defaultValue;
        left -= left > 0 ? 1 : 0;
        row.field->setVisible(shown);
        hidden += shown ? 0 : 1;
    }
    m_more->setVisible(folds && (hidden > 0 || m_unfolded));
    m_more->setText(m_unfolded ? tr("fewer settings") : tr("%n more setting(s)", nullptr, hidden));
    setVisible(!m_rows.empty() || (m_leadingVisible && !m_leading.empty()));
    updateGeometry();
}

void SettingsForm::markChanged()
{
    for (const Row& row : m_rows)
        row.field->setChanged(row.read() != row.spec.defaultValue);
}

void SettingsForm::edited()
{
    if (m_loading)
        return;
    markChanged();
    Q_EMIT changed();
}

} // namespace cw::ui
