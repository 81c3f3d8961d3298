// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/inspector/fixed_editor.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <QCheckBox>

#include "ui/pages/design/inspector/commit_field.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/quiet_controls.h"
#include "ui/widgets/real_spin_box.h"

namespace cw::ui {

namespace {

constexpr double kRealBound = 1e12; ///< beyond it a spin box has no digits left

int bounded(double value)
{
    return static_cast<int>(
        std::clamp(value, double(std::numeric_limits<int>::min()), double(std::numeric_limits<int>::max())));
}

} // namespace

FixedEditor::FixedEditor(const ParamSpec& spec, QWidget* parent)
    : QWidget(parent)
    , m_spec(spec)
    , m_stack(new QStackedLayout(this))
{
    setFixedHeight(Metrics::kControl);
    switch (spec.type) {
    case ParamType::Bool:
        makeBool();
        break;
    case ParamType::Int:
        makeInt();
        break;
    case ParamType::Real:
        makeReal();
        break;
    case ParamType::Choice:
        makeChoice();
        break;
    case ParamType::Text:
        makeText();
        break;
    }
    m_stack->addWidget(m_control);
    setFocusProxy(m_control);
    if (spec.type == ParamType::Bool || spec.type == ParamType::Choice)
        return;
    m_mixed = new CommitField(this);
    m_mixed->setPlaceholderText(tr("mixed"));
    m_stack->addWidget(m_mixed);
    connect(m_mixed, &CommitField::committed, this, &FixedEditor::takeMixed);
    connect(m_mixed, &CommitField::restored, this, [this] { Q_EMIT refused({}); });
}

void FixedEditor::makeBool()
{
    auto* box = new QCheckBox(tr("on"), this);
    connect(box, &QCheckBox::clicked, this, [this, box] {
        box->setTristate(false);
        if (!m_loading)
            Q_EMIT edited(box->isChecked());
    });
    m_control = box;
}

void FixedEditor::makeInt()
{
    auto* box = new QuietSpinBox(this);
    box->setRange(bounded(m_spec.min), bounded(m_spec.max));
    if (m_spec.scalesWithWidth && m_spec.min == 0)
        box->setSpecialValueText(tr("as input"));
    connect(box, &QSpinBox::valueChanged, this, [this](int value) {
        if (!m_loading)
            Q_EMIT edited(std::int64_t{value});
    });
    m_control = box;
}

void FixedEditor::makeReal()
{
    auto* box = new RealSpinBox(this);
    box->setRange(std::max(m_spec.min, -kRealBound), std::min(m_spec.max, kRealBound));
    connect(box, &QDoubleSpinBox::valueChanged, this, [this](double value) {
        if (!m_loading)
            Q_EMIT edited(value + 0.0); // -0 becomes 0
    });
    m_control = box;
}

void FixedEditor::makeChoice()
{
    auto* box = new QuietComboBox(this);
    for (const std::string& choice : m_spec.choices)
        box->addItem(coreText(choice), QString::fromStdString(choice));
    connect(box, &QComboBox::activated, this, [this, box] {
        if (!m_loading)
            Q_EMIT edited(box->currentData().toString().toStdString());
    });
    m_control = box;
}

void FixedEditor::makeText()
{
    auto* edit = new QLineEdit(this);
    connect(edit, &QLineEdit::textEdited, this, [this](const QString& text) { Q_EMIT edited(text.toStdString()); });
    m_control = edit;
}

void FixedEditor::setHelp(const QString& help)
{
    m_control->setToolTip(help);
    if (m_mixed != nullptr)
        m_mixed->setToolTip(help);
}

void FixedEditor::setName(const QString& name)
{
    m_control->setAccessibleName(name);
    if (m_mixed != nullptr)
        m_mixed->setAccessibleName(name);
}

void FixedEditor::setState(const ParamState& state)
{
    m_loading = true;
    load(state);
    m_loading = false;
}

void FixedEditor::load(const ParamState& state)
{
    const Json& value = state.value.fixed;
    const QString text = value.is_string() ? QString::fromStdString(value.get<std::string>()) : QString();
    if (m_mixed != nullptr) {
        if (!state.mixed && m_mixed->hasFocus())
            m_control->setFocus();
        m_mixed->setText({});
        m_stack->setCurrentWidget(state.mixed ? static_cast<QWidget*>(m_mixed) : m_control);
    }
    // Only what differs is written: the text may be just being typed ("0.10").
    if (auto* spin = qobject_cast<QSpinBox*>(m_control)) {
        if (value.is_number() && spin->value() != bounded(value.get<double>()))
            spin->setValue(bounded(value.get<double>()));
    } else if (auto* real = qobject_cast<QDoubleSpinBox*>(m_control)) {
        if (value.is_number() && real->value() != value.get<double>())
            real->setValue(value.get<double>());
    } else if (auto* combo = qobject_cast<QComboBox*>(m_control)) {
        combo->setPlaceholderText(state.mixed ? tr("mixed") : text); // of a value that the catalogue lacks
        combo->setCurrentIndex(state.mixed ? -1 : combo->findData(text));
    } else if (auto* check = qobject_cast<QCheckBox*>(m_control)) {
        check->setTristate(state.mixed);
        check->setCheckState(state.mixed                               ? Qt::PartiallyChecked
                             : value.is_boolean() && value.get<bool>() ? Qt::Checked
                                                                       : Qt::Unchecked);
    } else if (auto* edit = qobject_cast<QLineEdit*>(m_control)) {
        if (edit->text() != text)
            edit->setText(text);
    }
}

void FixedEditor::takeMixed(const QString& typed)
{
    if (typed.trimmed().isEmpty())
        return;
    const auto value = ParamSchema{m_spec}.parse(m_spec.name, typed.trimmed().toStdString(), {});
    if (!value) {
        m_mixed->setWrong(true);
        Q_EMIT refused(QString::fromStdString(value.error().problem()));
        return;
    }
    m_mixed->setWrong(false);
    Q_EMIT edited(value->is_number_float() ? Json(value->get<double>() + 0.0) : *value);
}

} // namespace cw::ui
