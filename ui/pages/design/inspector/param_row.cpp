// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/inspector/param_row.h"

#include <algorithm>

#include <QEvent>

#include "core/space/edit/edit.h"
#include "ui/canvas/op_words.h"
#include "ui/canvas/themed_icon.h"
#include "ui/pages/design/inspector/givers.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/quiet_controls.h"
#include "ui/widgets/settings_form.h"

namespace cw::ui {

ParamRow::ParamRow(Inspected& inspected, const ParamSpec& spec, Missing missing, QWidget* parent)
    : FormRow(coreText(spec.title.empty() ? spec.name : spec.title), parent)
    , m_inspected(inspected)
    , m_spec(spec)
    , m_missing(missing)
    , m_modes(new SegmentedSwitch(inspected.theme(), this))
    , m_fixed(new FixedEditor(spec, this))
    , m_choice(new ChoiceEditor(inspected.theme(), spec, this))
    , m_given(new QuietComboBox(this))
    , m_note(makeLabel({}, "secondary", this))
    , m_reset(makeToolButton(inspected.theme(), QStringLiteral("undo"), {}, this))
{
    setObjectName(QString::fromStdString(spec.name));
    setHelp(settingHelp(spec));
    makeModes();
    makeEditors();
    m_reset->setProperty("kind", QStringLiteral("small"));
    m_reset->setFixedSize(24, 24);
    m_reset->setIconSize(QSize(14, 14));
    const QString back = canMiss() ? tr("%1: no value here").arg(title()) : tr("%1: back to the default").arg(title());
    m_reset->setToolTip(back);
    m_reset->setAccessibleName(back);
    addBelowLabel(m_reset);
    connect(m_reset, &QToolButton::clicked, this, [this] { apply(tr("Reset %1").arg(title()), std::nullopt); });
}

QString ParamRow::missingText() const
{
    return m_missing == Missing::Run ? tr("as the run sets it") : tr("no value yet");
}

QString ParamRow::title() const
{
    return label()->text();
}

void ParamRow::makeModes()
{
    const auto add = [this](ParamMode mode, const QString& word, const QString& help) {
        m_modes->addSegment(static_cast<int>(mode), word, help);
        m_modes->segment(static_cast<int>(mode))->setAccessibleName(QStringLiteral("%1: %2").arg(title(), word));
    };
    m_modes->setAccessibleName(title());
    if (m_missing == Missing::Run)
        add(ParamMode::Absent, tr("Run"), tr("Taken from the settings of the run"));
    add(ParamMode::Fixed, tr("Fixed"), tr("One value, no decision"));
    add(ParamMode::Choice, tr("Choice"), tr("One of a list of values: 1 decision"));
    add(ParamMode::Range, tr("Range"),
        isNumber(m_spec) ? tr("Any value between two: 1 decision") : tr("Only a number can have a range"));
    add(ParamMode::Given, tr("Given"), tr("By the use of the cell, or by a block that gives it"));
    m_modes->segment(static_cast<int>(ParamMode::Range))->setEnabled(isNumber(m_spec));
    connect(m_modes, &SegmentedSwitch::chosen, this, [this](int mode) { setMode(static_cast<ParamMode>(mode)); });
    controls().addWidget(m_modes);
}

void ParamRow::makeEditors()
{
    m_fixed->setHelp(settingHelp(m_spec));
    m_fixed->setName(title());
    m_choice->setName(title());
    m_given->setAccessibleName(tr("Who gives %1").arg(title()));
    label()->setBuddy(m_fixed);
    const auto refuse = [this](const QString& reason) { setProblem(reason); };
    connect(m_fixed, &FixedEditor::edited, this, &ParamRow::takeFixed);
    connect(m_fixed, &FixedEditor::refused, this, refuse);
    connect(m_choice, &ChoiceEditor::edited, this,
            [this](const std::vector<std::string>& choices) { takeDomain(space::Domain::categorical(choices)); });
    connect(m_choice, &ChoiceEditor::refused, this, refuse);
    connect(m_given, &QComboBox::activated, this, &ParamRow::takeGiver);
    controls().addWidget(m_fixed);
    controls().addWidget(m_choice);
    if (isNumber(m_spec)) {
        m_range = new RangeEditor(m_spec, true, this);
        m_range->setName(title());
        connect(m_range, &RangeEditor::edited, this, &ParamRow::takeDomain);
        connect(m_range, &RangeEditor::refused, this, refuse);
        controls().addWidget(m_range);
    }
    controls().addWidget(m_given);
    m_note->setWordWrap(true);
    controls().addWidget(m_note);
    for (QWidget* field : findChildren<QWidget*>())
        field->installEventFilter(this);
}

bool ParamRow::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FocusIn)
        m_inspected.beginVisit();
    return FormRow::eventFilter(watched, event);
}

ParamState ParamRow::read() const
{
    ParamState state;
    bool first = true;
    for (const space::Block* block : m_inspected.heldBlocks()) {
        const auto given = block->params.find(m_spec.name);
        const ParamState one = stateOf(m_spec, given == block->params.end() ? nullptr : &given->second, canMiss());
        if (first) {
            state = one;
            first = false;
            continue;
        }
        state.changed = state.changed || one.changed;
        state.mixed = state.mixed || one.mode != state.mode || one.value.fixed != state.value.fixed ||
                      one.value.domain != state.value.domain || one.value.of != state.value.of;
    }
    return state;
}

void ParamRow::refresh(const std::vector<std::string>& givers)
{
    const ParamState before = m_state;
    m_state = read();
    m_givers = givers;
    if (m_state.mode == ParamMode::Fixed && !m_state.mixed)
        m_remembered = m_state.value.fixed;
    const bool same = before.mode == m_state.mode && before.value == m_state.value && before.mixed == m_state.mixed;
    // What the document holds may be wrong too: it came from a file, or the cell has changed.
    if (!same || problem().isEmpty())
        setProblem(m_state.mixed || m_state.mode == ParamMode::Absent
                       ? QString()
                       : QString::fromStdString(valueProblem(m_spec, m_state.value)));
    showState();
}

void ParamRow::showState()
{
    const bool inCell = !m_inspected.selection().at.cell.empty() || !m_givers.empty();
    m_modes->setSegmentVisible(static_cast<int>(ParamMode::Given), inCell || m_state.mode == ParamMode::Given);
    const bool clear = m_state.mixed && m_state.mode != ParamMode::Fixed;
    m_modes->setCurrent(m_state.mixed ? -1 : static_cast<int>(m_state.mode));
    setChanged(m_state.changed);
    m_reset->setVisible(m_state.changed);
    const auto is = [&](ParamMode mode) { return !clear && m_state.mode == mode; };
    m_fixed->setVisible(is(ParamMode::Fixed));
    m_choice->setVisible(is(ParamMode::Choice));
    m_given->setVisible(is(ParamMode::Given));
    m_note->setVisible(clear || is(ParamMode::Absent));
    m_note->setText(clear ? tr("mixed") : missingText());
    if (m_range != nullptr)
        m_range->setVisible(is(ParamMode::Range));
    switch (m_state.mode) {
    case ParamMode::Absent:
        break;
    case ParamMode::Fixed:
        m_fixed->setState(m_state);
        break;
    case ParamMode::Choice:
        m_choice->setChoices(m_state.value.domain->choices);
        break;
    case ParamMode::Range:
        if (m_range != nullptr)
            m_range->setRange(*m_state.value.domain);
        break;
    case ParamMode::Given: {
        m_given->clear();
        for (const std::string& name : m_givers)
            m_given->addItem(QString::fromStdString(name), QString::fromStdString(name));
        const QString now = QString::fromStdString(m_state.value.of);
        if (m_given->findData(now) < 0)
            m_given->addItem(now, now);
        m_given->setCurrentIndex(m_given->findData(now));
        break;
    }
    }
}

QString ParamRow::text() const
{
    if (m_state.mixed)
        return tr("mixed");
    switch (m_state.mode) {
    case ParamMode::Absent:
        return missingText();
    case ParamMode::Fixed:
        if (m_spec.scalesWithWidth && m_state.value.fixed == Json(0))
            return tr("as input");
        break;
    default:
        break;
    }
    return paramText(m_state.value);
}

void ParamRow::apply(const QString& step, const std::optional<space::ParamValue>& value, const QString& merge)
{
    const auto edit = [holders = m_inspected.holders(), name = m_spec.name, value](space::SearchSpace& space) {
        return space::setParam(space, holders, name, value);
    };
    const QString refused = m_inspected.apply(step, edit, merge);
    if (!refused.isEmpty())
        setProblem(refused);
}

void ParamRow::setMode(ParamMode mode)
{
    if (mode == m_state.mode && !m_state.mixed)
        return;
    const auto stay = [this](const QString& reason) {
        showState(); // the switch goes back
        setProblem(reason);
    };
    const std::string cell = m_inspected.selection().at.cell;
    if (mode == ParamMode::Absent) {
        apply(tr("Leave %1 to the run").arg(title()), std::nullopt);
        return;
    }
    space::ParamValue value = m_state.mixed && mode == m_state.mode
                                  ? m_state.value
                                  : valueIn(mode, m_spec, m_state.value, m_remembered, m_givers);
    if (mode == ParamMode::Given && value.of.empty()) {
        // Nothing gives it yet: it becomes a parameter of the cell, whose uses give what was here.
        value.of = m_spec.name;
        const space::ParamValue old =
            m_state.mode == ParamMode::Absent ? space::ParamValue{.fixed = m_spec.defaultValue} : m_state.value;
        const auto edit = [holders = m_inspected.holders(), name = m_spec.name, value, old,
                           cell](space::SearchSpace& space) {
            const auto done = space::setParam(space, holders, name, value);
            if (done)
                makeCellParameter(space, cell, value.of, old);
            return done;
        };
        if (const QString refused = m_inspected.apply(tr("Make %1 a parameter of the cell").arg(title()), edit);
            !refused.isEmpty())
            stay(refused);
        return;
    }
    if (const std::string problem = valueProblem(m_spec, value); !problem.empty()) {
        stay(QString::fromStdString(problem));
        return;
    }
    const bool isDefault = mode == ParamMode::Fixed && !canMiss() && value.fixed == m_spec.defaultValue;
    apply(mode == ParamMode::Fixed    ? tr("Fix %1").arg(title())
          : mode == ParamMode::Choice ? tr("Make %1 a choice").arg(title())
          : mode == ParamMode::Range  ? tr("Make %1 a range").arg(title())
                                      : tr("Let %1 be given").arg(title()),
          isDefault ? std::nullopt : std::optional(value));
}

void ParamRow::takeFixed(const Json& value)
{
    const bool isDefault = !canMiss() && value == m_spec.defaultValue;
    space::ParamValue next{.fixed = value, .extra = m_state.value.extra};
    apply(tr("Set %1").arg(title()), isDefault ? std::nullopt : std::optional(next),
          QStringLiteral("param %1 %2").arg(title()).arg(m_inspected.visit()));
}

void ParamRow::takeDomain(space::Domain domain)
{
    // Chips are steps of their own; a range is typed.
    const QString merge = domain.kind == space::DomainKind::Categorical
                              ? QString()
                              : QStringLiteral("range %1 %2").arg(title()).arg(m_inspected.visit());
    space::ParamValue next{.domain = std::move(domain), .extra = m_state.value.extra};
    if (const std::string problem = valueProblem(m_spec, next); !problem.empty())
        setProblem(QString::fromStdString(problem));
    else
        apply(tr("Set %1").arg(title()), next, merge);
}

void ParamRow::takeGiver()
{
    const space::ParamValue next{.of = m_given->currentData().toString().toStdString(), .extra = m_state.value.extra};
    apply(tr("Let %1 be given").arg(title()), next);
}

} // namespace cw::ui
